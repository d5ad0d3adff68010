"""How others cite an answer: five styles to copy, three files to download, and the facts that both print.

    facts = record(edition, authors)      one edition as a reference: names, title, day, fixed address
    styles(facts, accessed=day)           [Style]: Chicago, MHRA, Harvard, APA, MLA, as HTML and as plain text
    FILES["ris"].write(facts)             the text of a download: "ris", "bib", "json"

What is cited is the edition: its words, its fixed address, and the day those words were first on the web.
"""

from .files import FILES
from .names import Name
from .record import Record, record
from .styles import Form, Style, styles

__all__ = ["FILES", "Form", "Name", "Record", "Style", "record", "styles"]
