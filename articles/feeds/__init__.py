"""Feeds: RSS 2.0, Atom and JSON Feed 1.1 of all questions, of each thing they are about, and of corrections."""

from .views import feed, feed_of

__all__ = ["feed", "feed_of"]
