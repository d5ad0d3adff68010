"""Reads a saved web page: one history question with its answer, as a text capture or as HTML.

decoding    file to clean text                 books, credits   who answered, author of what
text        a capture's lines to blocks        provenance       where it was printed before
html, walk  a document's elements to blocks    webdates         when it went on the web
metadata    what an HTML page says of itself   furniture, lines what is the site's
sorting     every block's meaning              headline         which line is the question
answers     whose paragraphs are whose         article          all of it as one record
"""

from .reader import MAX_BYTES, read_page

__all__ = ["MAX_BYTES", "read_page"]
