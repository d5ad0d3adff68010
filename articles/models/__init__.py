"""The words of the house, each a model.

Manuscript: a **Question** that a reader put, its **Answers**, each with **Credits** (who did what, with the books
shown) and **Sources**. **Waiver**: a finding of readiness let pass. **HouseStyleRule**: a word to avoid. **Claim**: a
passage whose facts are checked. **SignOff**: somebody's word that a part is right. **Address**: a slug once public.

Print: an **Edition** is the immutable state that readers read; a **Correction** lies between two of them; a **Card**
stands for an edition where its address is shared. An **IndexCard** files an edition in the A–Z and under the day of the
year it is about.

Safety: a **Revision** is a manuscript as a save left it; an **OpenPage** is a page that somebody edits, with what is
typed there and not saved.

Things: **Author**, **Book**; **Publication**, **Issue**; **Topic**, **Period**, **Place**, **Figure**;
a **Forwarding** is an address that one of them had before.
**Picture** and its **Renditions**; a **RightsNotice** says that the desk was warned of a right about to end.
An **EarlierFile** is an upload that was replaced; **PictureBands** find pictures that look alike, a **Likeness** is
such a pair. An **InsetPicture** stands in the text of an answer, a **PrintedPicture** in that of an edition.

Search: a **SearchEntry** is an edition's words as they are searched, a **SearchWord** any word among them; a
**MissedSearch** is what readers looked for and did not find.

Newsroom: a **Commission** asks a historian by a link, a **Remark** is what he or she says of a passage; an
**AuditEntry** says who did what. A **DeskNotice** is what somebody of the staff is told by mail, a **MailStop** a kind
of mail that somebody does not want.

Readers: **Submission** (a question sent in), its **SubmissionContact** and **Watchers** (who get one mail when it is
answered); **ErrorReport**; **DayMark** (who did something today, unreadably). Business: **Offer**, **Sponsorship**.

The newsroom's own: a **PreviewLink** shows a manuscript, a **CalendarLink** the calendar, to whoever has its address.

Files import only from those before them: fields, pictures, catalogue, people, publications, teaching, questions,
sources, links, revisions, claims, signoffs, house_style, content, editions, cards, filing, search, misses,
submissions, reports, promotions, commissions, audit, desk_mail.
"""

from .audit import AuditEntry
from .cards import Card
from .catalogue import Figure, Forwarding, Period, Place, Topic
from .claims import Claim
from .commissions import Commission, Remark
from .desk_mail import DeskNotice, MailStop
from .editions import Correction, Edition, PrintedPicture
from .filing import IndexCard
from .house_style import HouseStyleRule
from .links import CalendarLink, PreviewLink
from .misses import MissedSearch
from .people import Author, Book
from .pictures import EarlierFile, Likeness, Picture, PictureBand, Rendition, RightsNotice
from .promotions import Offer, Sponsorship
from .publications import Issue, Publication
from .questions import Address, Answer, Credit, InsetPicture, Question, Waiver
from .reports import ErrorReport
from .revisions import OpenPage, Revision
from .search import SearchEntry, SearchWord
from .signoffs import SignOff
from .sources import Source
from .submissions import DayMark, Submission, SubmissionContact, Watcher

__all__ = [
    "Address",
    "Answer",
    "AuditEntry",
    "Author",
    "Book",
    "CalendarLink",
    "Card",
    "Claim",
    "Commission",
    "Correction",
    "Credit",
    "DayMark",
    "DeskNotice",
    "EarlierFile",
    "Edition",
    "ErrorReport",
    "Figure",
    "Forwarding",
    "HouseStyleRule",
    "IndexCard",
    "InsetPicture",
    "Issue",
    "Likeness",
    "MailStop",
    "MissedSearch",
    "Offer",
    "OpenPage",
    "Period",
    "Picture",
    "PictureBand",
    "Place",
    "PreviewLink",
    "PrintedPicture",
    "Publication",
    "Question",
    "Remark",
    "Rendition",
    "Revision",
    "RightsNotice",
    "SearchEntry",
    "SearchWord",
    "SignOff",
    "Source",
    "Sponsorship",
    "Submission",
    "SubmissionContact",
    "Topic",
    "Waiver",
    "Watcher",
]
