"""Search over live editions. The only place that knows the database's search engine.

    find("black death", filters=Filters(period="middle-ages"), page=1)   a page of Results, with facets
    similar("Who cracked the Enigma?", limit=5)                          the Editions closest in words to a text
    suggest("constant")                                                  live Editions whose question has such words
    index(edition)            writes an edition's words; workflow.publish does, in its own transaction
    missed("marco polo")      counts what was asked and not found, for the newsroom; forget() drops what is old
    desk.contains(model, word)    the condition for manuscripts, editions or log entries that the newsroom looks for
    renamed(thing)            writes them again for everything that names an author, place, period …

What is live is asked at the moment of the search (``at``), so a scheduled edition is found from its instant on
and a withdrawn one no longer, without any job. sqlite.py and postgresql.py have the same functions.
"""

from . import desk
from .facets import KINDS, Filters
from .finding import Results, find, similar, suggest
from .indexing import index, lay, missing, rebuild, renamed
from .misses import forget, missed
from .words import tidy

__all__ = [
    "KINDS",
    "Filters",
    "Results",
    "desk",
    "find",
    "forget",
    "index",
    "lay",
    "missed",
    "missing",
    "rebuild",
    "renamed",
    "similar",
    "suggest",
    "tidy",
]
