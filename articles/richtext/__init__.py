"""Rich text: the one allow-list, how everything else is brought into it, and what is read out of it.

The editor in the admin, imports and every other way in share ``EXTENSIONS``: what an editor can make is what is
stored, and nothing else is. Stored text is clean, so templates print it as it is.

``clean`` takes HTML from anywhere, such as what word processors put on the clipboard: parsing.py makes a tree of it,
foreign.py turns what those programs mean into what the house has, building.py writes the one shape that there is.
"""

from . import picks
from .allowed import BLOCKS, EXTENSIONS
from .cleaning import clean, with_references
from .keys import (
    KEY,
    NOTE_KEY,
    REFERENCE,
    TAG,
    has_copied_references,
    reference,
    references,
    typed_references,
)
from .reading import BLOCK_TAG, excerpt, plain_text, word_count

__all__ = [
    "BLOCKS",
    "BLOCK_TAG",
    "EXTENSIONS",
    "KEY",
    "NOTE_KEY",
    "REFERENCE",
    "TAG",
    "clean",
    "excerpt",
    "has_copied_references",
    "picks",
    "plain_text",
    "reference",
    "references",
    "typed_references",
    "with_references",
    "word_count",
]
