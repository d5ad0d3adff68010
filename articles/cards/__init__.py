"""Share cards: the pictures that stand for a question where its address is shared or found, and which one that is.

Drawn once, when an edition is printed, in a background task after commit; nothing is drawn in a request. A card
is text alone, so no picture's rights hang on it. It is served only while its edition is live (views.card).

newsreader.ttf is newsreader-roman and newsreader-roman-more of static/articles/fonts, merged with fontTools 4 and
otherwise unchanged: the SIL Open Font Licence in OFL.txt covers it.
"""

from .making import clear_ended, expected, make, make_missing, make_soon
from .sharing import ShareImage, article_images, picture_image, share_image

__all__ = [
    "ShareImage",
    "article_images",
    "clear_ended",
    "expected",
    "make",
    "make_missing",
    "make_soon",
    "picture_image",
    "share_image",
]
