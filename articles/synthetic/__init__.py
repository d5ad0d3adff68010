"""A synthetic magazine to measure on: as many questions as asked for, about things that never were.

words      sentences, names and dates drawn from small lists; no database
catalogue  what questions are about and who answers them
rows       many rows of one table, written in one go on either engine
bare       tables that are indexed once they are full
prints     the editions of a question, with what search and A–Z keep of them
beside     pictures, and what readers asked and reported
log        entries of the log of what was done
magazine   populate(): questions, answers and all that belongs to them

Nothing of it goes through workflow, which prints one question after another with care; what is written is what
workflow would have written, and tests hold the two against each other.
"""

from . import log
from .magazine import PREFIX, NotEmpty, populate

__all__ = ["PREFIX", "NotEmpty", "log", "populate"]
