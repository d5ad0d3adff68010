"""What readers send: questions, votes, addresses for a mail, reports of errors; and how it is erased again.

``tokens`` and ``limits`` keep programs out; ``asking`` and ``reporting`` take things in, each in one transaction;
``erasing`` forgets people. Every function that refuses raises Refused with a sentence for the reader.
"""

from .limits import Refused, TooMany

__all__ = ["Refused", "TooMany"]
