"""Footnotes and endnotes that came with pasted text: each becomes a source of its answer.

In clean HTML a note is a paragraph that begins with the reference that stands in the text (richtext/notes.py). What it
says is sorted into a source's fields as far as its shape is plain; all else stands in the source's title or note.
"""

import re
from dataclasses import dataclass
from html import unescape

from django.core.exceptions import ValidationError

from . import richtext
from .models import Source

LONGEST = 590  # characters that fit into a source's title and note; a longer note stays where it is
TITLE, NOTE = (Source._meta.get_field(name).max_length for name in ("title", "note"))
PARAGRAPH = re.compile(
    r"(?<!<li>)(?<!<td>)(?<!<th>)(?<!<blockquote>)"
    rf'<p><sup data-source="({richtext.NOTE_KEY})"></sup> ?((?:(?!</p>).)+)</p>'
)
LINK = re.compile(r'<a href="(https?://[^"]+)"[^>]*>')
WORK = re.compile(r"<em>(.*?)</em>")
# “Title”, before the journal or book that holds it.
PART = re.compile(
    r"(?P<authors>.*?)[,:]?\s*[“‘\"'](?P<title>.+?)[,.]?[”’\"'],?(?P<within>\s+in)?(?P<rest>.*)"
)
IMPRINT = re.compile(r"\(([^()]*?),?\s*(\d{4})\)")
PAGES = re.compile(r"[,:]?\s*\bpp?\.\s*([\divxlc]+(?:[–-][\divxlc]+)?(?:,\s*\d+(?:[–-]\d+)?)*)")
DOI = re.compile(r"\b10\.\d{4,9}/[^\s,;]+[^\s,;.]")
MOST_NAMES = 8  # words; a longer stretch before a title is a sentence, and no list of authors


@dataclass(frozen=True)
class Note:
    """A note that waits to be a source: the key of its reference, and what it says in clean HTML."""

    key: str
    html: str


def waiting(body, known=()):
    """Return clean HTML ``body`` without the notes that can be sources, and those Notes.

    ``known`` are the keys of the sources that there are: their references are none.
    """
    found = []

    def take(match):
        note = Note(match[1], match[2].strip())
        if note.key in known or not 0 < len(richtext.plain_text(note.html)) <= LONGEST:
            return match[0]
        found.append(note)
        return ""

    return PARAGRAPH.sub(take, body), found


def source_of(note, answer):
    """Return a Source of ``answer``, not saved, that says what ``note`` says."""
    fields = described(note.html)
    source = Source(answer=answer, **fields)
    for name in ("url", "doi"):
        try:
            source.clean_fields(exclude=[field.name for field in Source._meta.fields if field.name != name])
        except ValidationError:
            setattr(source, name, "")
    return source


def take_in(answer):
    """Make a source of each note in the Answer ``answer`` and let the text refer to it; return how many."""
    known = set(answer.sources.values_list("key", flat=True))
    body, notes = waiting(answer.body, known)
    if not notes:
        return 0
    last = answer.sources.order_by("position").last()
    place, made = last.position + 1 if last else 0, {}
    for note in notes:
        source = made.get(note.html)
        if source is None:
            source = made[note.html] = source_of(note, answer)
            source.position = place + len(made) - 1
            source.save()
        body = body.replace(richtext.reference(note.key), richtext.reference(source.key))
    answer.body = body
    answer.save(update_fields=["body"])
    return len(made)


def described(html):
    """Return fields of Source for what a note says: its work by the italics, year, pages and address by their form."""
    text = _line(html)
    link = LINK.search(html)
    fields = {"url": unescape(link[1]) if link and len(link[1]) <= 500 else ""}
    if doi := DOI.search(text):
        fields["doi"] = doi[0]
    work = WORK.search(html)
    if not work or not _line(work[1]) or not _names_and_title(_line(html[: work.start()]), fields):
        title, note = _cut(text)
        kind = Source.Kind.WEBSITE if fields["url"] else Source.Kind.BOOK
        return {**fields, "kind": kind, "title": title, "note": note}
    name = _line(work[1])
    fields["container" if "title" in fields else "title"] = name[:250]
    after = _line(html[work.end() :])
    if imprint := IMPRINT.search(after):
        after = after[: imprint.start()] + after[imprint.end() :]
        fields |= {"publisher": imprint[1].strip(" ,")[:120], "issued": imprint[2]}
    if pages := PAGES.search(after):
        after = after[: pages.start()] + after[pages.end() :]
        fields["pages"] = pages[1][:40]
    rest = " ".join(after.split()).strip(" ,.;:")
    if fields["kind"] == Source.Kind.ARTICLE and re.fullmatch(r"\d{1,4}", rest):
        fields["volume"], rest = rest, ""
    if len(rest) > NOTE:
        title, note = _cut(text)
        return {"kind": Source.Kind.BOOK, "url": fields["url"], "title": title, "note": note}
    return {**fields, "note": rest}


def _names_and_title(before, fields):
    """Read what stands before a work's title into ``fields``: names, or names and a part's title; False if neither."""
    part = PART.fullmatch(before)
    names = (part["authors"] if part else before).strip(" ,:;")
    if len(names.split()) > MOST_NAMES or re.search(r"\d|\w{4}[.?!]\s", names):
        return False
    if part and part["rest"].strip(" ,"):
        return False
    fields["kind"] = Source.Kind.BOOK
    fields["authors"] = names[:250]
    if part:
        fields["kind"] = Source.Kind.CHAPTER if part["within"] else Source.Kind.ARTICLE
        fields["title"] = part["title"][:TITLE]
    return True


def _line(html):
    return " ".join(richtext.plain_text(richtext.REFERENCE.sub("", html)).split())


def _cut(text):
    """Return ``text`` in two: what fits into a title, and the rest."""
    if len(text) <= TITLE:
        return text, ""
    at = text.rfind(" ", 0, TITLE)
    at = at if at > TITLE // 2 else TITLE
    return text[:at].rstrip(), text[at:].strip()
