"""The words of the house, each a model.

Manuscript: a **Question** that a reader put, its **Answers**, each with **Credits** (who did what, with the books
shown) and **Sources**. **Waiver**: a finding of readiness let pass. **Address**: a slug once public, kept for ever.

Print: an **Edition** is the immutable state that readers read; a **Correction** lies between two of them; a **Card**
stands for an edition where its address is shared. An **IndexCard** files an edition in the A–Z and under the day of the
year it is about.

Things: **Author**, **Book**; **Publication**, **Issue**; **Topic**, **Period**, **Place**, **Figure**;
**Picture** and its **Renditions**.

Search: a **SearchEntry** is an edition's words as they are searched, a **SearchWord** any word among them.

Readers: **Submission** (a question sent in), its **SubmissionContact** and **Watchers** (who get one mail when it is
answered); **ErrorReport**; **DayMark** (who did something today, unreadably). Business: **Offer**, **Sponsorship**.

The newsroom's own: a **PreviewLink** shows a manuscript, a **CalendarLink** the calendar, to whoever has its address.

Files import only from those before them: fields, pictures, catalogue, people, publications, teaching, questions,
sources, links, content, editions, cards, filing, search, submissions, reports, promotions.
"""

from .cards import Card
from .catalogue import Figure, Period, Place, Topic
from .editions import Correction, Edition
from .filing import IndexCard
from .links import CalendarLink, PreviewLink
from .people import Author, Book
from .pictures import Picture, Rendition
from .promotions import Offer, Sponsorship
from .publications import Issue, Publication
from .questions import Address, Answer, Credit, Question, Waiver
from .reports import ErrorReport
from .search import SearchEntry, SearchWord
from .sources import Source
from .submissions import DayMark, Submission, SubmissionContact, Watcher

__all__ = [
    "Address",
    "Answer",
    "Author",
    "Book",
    "CalendarLink",
    "Card",
    "Correction",
    "Credit",
    "DayMark",
    "Edition",
    "ErrorReport",
    "Figure",
    "IndexCard",
    "Issue",
    "Offer",
    "Period",
    "Picture",
    "Place",
    "PreviewLink",
    "Publication",
    "Question",
    "Rendition",
    "SearchEntry",
    "SearchWord",
    "Source",
    "Sponsorship",
    "Submission",
    "SubmissionContact",
    "Topic",
    "Waiver",
    "Watcher",
]
