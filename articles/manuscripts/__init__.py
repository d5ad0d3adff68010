"""Manuscripts as plain documents: freeze one, put one back, merge two, say what differs.

The document (schema 1) is made of dicts, lists and what JSON has; names of fields are those of the models::

    {"schema": 1,
     "fields": {"text": "Why …?", "picture": 7, "topics": [1, 4], …},
     "answers": [{"id": 3, "lead": …, "credits": [{"id": 5, "author": 2, "books": [9]}], "sources": [{"id": 8, …}]}],
     "names": {"author": {"2": "Edith Marlow"}}}

Rows are known by their ids, which no other row ever gets; their order is that of the lists. ``names`` is there to
print catalogue rows that may be gone by then, and is no part of what is compared. A field that is missing in an old
document is left as it is. Fields come from the models, so that a new one is kept from its first day on.
"""

from .comparing import between, labels
from .documents import apply, bare, digest, freeze
from .merging import Clash, Merge, merge, rename_rows

__all__ = [
    "Clash",
    "Merge",
    "apply",
    "bare",
    "between",
    "digest",
    "freeze",
    "labels",
    "merge",
    "rename_rows",
]
