"""Saved pages of our own, with the parts that such pages are made of, so that a test can leave out or move any."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from articles.imports.records import (
    AnswerRecord,
    BookRecord,
    PersonRecord,
    ProvenanceRecord,
    QuestionRecord,
)

LOGO = "Lantern Online logo"
MASTHEAD = "The official website for Lantern History Magazine and The Waymark Quarterly"
QUESTION = "Why did the tea clippers vanish within twenty years of their greatest races?"
LEAD = "They were beaten by a ditch, and by a toll that was the same for every ship."
PROVENANCE = "This article was first published in Lantern History Magazine in 2012"
DATE = "Published: July 4, 2017 at 4:05 pm"
OFFER = "Try 3 issues for only £5.99 when you subscribe to Lantern History Magazine or The Waymark Quarterly"
PARAGRAPHS = (
    "Indeed, the Suez Canal, opened in November 1869, took some 3,000 miles off the voyage to China – but it did so "
    "only for steamers.",
    "A sailing ship could not work her way up the Red Sea against the wind. Steamers could, and they carried the "
    "season’s first tea to London; what was left for the clippers paid less with every year.",
    "However, it is worth saying that the clippers’ owners did not give up at once. They sent their ships to Sydney "
    "for wool instead, and some of the fastest passages of all were made on that run.",
    "The last of them were sold one by one – to Portugal, for the most part – and cut down to barques.",
)
CREDIT = "Answered by Ada Wren, author of Wind and Wages (Quay Press, 2009)."
SPONSORED = "Sponsored content"

COPYRIGHT = "© 2020 Lantern Press"

REFERENCE = "page:777064373bec29f06098"
PUBLISHED = datetime(2017, 7, 4, 16, 5, tzinfo=ZoneInfo("Europe/London"))
WREN = PersonRecord(
    name="Ada Wren", books=(BookRecord(title="Wind and Wages", publisher="Quay Press", year=2009),)
)
ANSWER = AnswerRecord(
    lead=LEAD, body="\n".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS), credits=(WREN,)
)


def expected(**changes):
    """The record of the page that `capture()` builds, with `changes`."""
    fields = {
        "reference": REFERENCE,
        "text": QUESTION,
        "answers": (ANSWER,),
        "provenance": ProvenanceRecord(publication="Lantern History Magazine", issued="2012"),
        "web_date": PUBLISHED,
        "masthead": ("Lantern History Magazine", "The Waymark Quarterly"),
        "offer": OFFER,
        "set_aside": (LOGO, SPONSORED),
    }
    return QuestionRecord(**(fields | changes))


def capture(**changes):
    """The text capture of a page: lines follow one another as a browser's "save as text" leaves them.

    Name a part to replace its text, or give None to leave it out.
    """
    parts = {
        "logo": LOGO,
        "masthead": MASTHEAD,
        "question": f"\n{QUESTION}\n",
        "lead": LEAD,
        "provenance": f"{PROVENANCE}\n",
        "date": DATE,
        "offer": f"{OFFER}\n",
        "body": "\n\n".join(PARAGRAPHS) + "\n\n",
        "credit": f"{CREDIT}\n\n",
        "sponsored": SPONSORED,
    }
    parts |= changes
    return "\n".join(part for part in parts.values() if part is not None)


def paragraphs(*texts):
    """A capture whose lines all stand alone between blank lines."""
    return "\n\n".join(texts)


HTML_PARTS = {
    "head": "",
    "header": f'<img src="logo.png" alt="{LOGO}"><p class="tagline">{MASTHEAD}</p>',
    "title": f"<h1>{QUESTION}</h1>",
    "lead": f'<p class="standfirst">{LEAD}</p>',
    "meta": f"<p><em>{PROVENANCE}</em></p><p>{DATE}</p>",
    "offer": f'<div class="promo"><p>{OFFER}</p></div>',
    "body": "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS),
    "credit": "<p>Answered by <a href='/wren'>Ada Wren</a>, author of <em>Wind and Wages</em> (Quay Press, 2009).</p>",
    "after": '<section class="sponsored"><h2>Sponsored content</h2></section>',
}


def html_page(**changes):
    """The same page as a magazine's system serves it; name a part of HTML_PARTS to replace its markup."""
    part = HTML_PARTS | changes
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{QUESTION} | Lantern Online</title>\n'
        f"{part['head']}</head>\n<body>\n<header>{part['header']}<nav><ul><li><a href='/'>Home</a></li></ul></nav>"
        f"</header>\n<main><article>\n{part['title']}{part['lead']}\n{part['meta']}\n{part['offer']}\n"
        f"<div class='content'>{part['body']}\n{part['credit']}</div></article>\n{part['after']}</main>\n"
        "<footer><p>© 2020 Lantern Press</p></footer></body></html>"
    )


def save(folder, content, name="page.txt"):
    """Save text or bytes as a file in `folder` and return its path."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def linked_data(**node):
    """A JSON-LD script with one article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "Article", **node})}</script>'
