"""The fact-check ledger: what is said, whether it was checked, and whether the text is still what was checked.

A Claim holds the words as they were checked. Whether they still stand is worked out from the manuscript, so an edit
from anywhere (the form, an import, a restored version) reopens exactly the claims whose words it changed.
"""

from .passages import stretches
from .standing import Entry, entries, open_entries, proposals
from .verbs import CHECKED, Refused, check, mark, reopen, unmark

__all__ = [
    "CHECKED",
    "Entry",
    "Refused",
    "check",
    "entries",
    "mark",
    "open_entries",
    "proposals",
    "reopen",
    "stretches",
    "unmark",
]
