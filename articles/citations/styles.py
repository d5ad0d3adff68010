"""The five styles, each as its manual prints an article in an online magazine.

Chicago asks for no day of access where there is a date of publication, MLA and APA none for a page that does not
change; an edition does not. MHRA and Cite Them Right always want one.
"""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import richtext

from . import titles

MLA_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
APA_NAMES = 20  # beyond, the first 19 and the last


@dataclass(frozen=True)
class Form:
    """One thing to copy. ``id`` is unique on the page; ``label`` is empty where a style has only one form."""

    id: str
    label: str
    html: SafeString

    @property
    def text(self):
        """The same without markup."""
        return richtext.plain_text(self.html)


@dataclass(frozen=True)
class Style:
    """A manual, and what it prints."""

    name: str
    edition: str
    forms: tuple[Form, ...]


def styles(record, *, accessed):
    """Return the five Styles of ``record``; ``accessed`` is the day (a date) that a reader looked at the page."""
    return [
        Style(
            "Chicago",
            "notes and bibliography, 18th edition",
            (
                Form("cite-chicago-note", "Note", chicago_note(record)),
                Form("cite-chicago", "Bibliography", chicago_entry(record)),
            ),
        ),
        Style(
            "MHRA",
            "4th edition",
            (
                Form("cite-mhra-note", "Footnote", mhra_note(record, accessed)),
                Form("cite-mhra", "Bibliography", mhra_entry(record, accessed)),
            ),
        ),
        Style(
            "Harvard", "Cite Them Right, 12th edition", (Form("cite-harvard", "", harvard(record, accessed)),)
        ),
        Style("APA", "7th edition", (Form("cite-apa", "", apa(record)),)),
        Style("MLA", "9th edition", (Form("cite-mla", "", mla(record)),)),
    ]


def chicago_note(record):
    """Roger Moorhouse, “Why Did …?,” *Magazine*, February 23, 2016, address."""
    people = [name.full for name in record.names]
    by = f"{people[0]} et al." if len(people) > 2 else " and ".join(people)
    return _line(
        "{}{} {}, {}, {}.",
        f"{by}, " if by else "",
        titles.american(titles.headline(record.title, titles.CHICAGO), ","),
        _italic(record.magazine),
        _american_day(record.day),
        _link(record.address),
    )


def chicago_entry(record):
    """Moorhouse, Roger. “Why Did …?” *Magazine*, February 23, 2016. Address. An unsigned one begins with *Magazine*."""
    title = titles.american(titles.headline(record.title, titles.CHICAGO), ".")
    day, link, magazine = _american_day(record.day), _link(record.address), _italic(record.magazine)
    if not record.names:
        return _line("{}. {} {}. {}.", magazine, title, day, link)
    people = [record.names[0].inverted, *(name.full for name in record.names[1:])]
    by = (
        f"{', '.join(people[:3])}, et al"
        if len(people) > 6
        else _joined(people, "and", comma_before_two=True)
    )
    return _line("{} {} {}, {}. {}.", _stopped(by), title, magazine, day, link)


def mhra_note(record, accessed):
    """Roger Moorhouse, ‘Why Did …?’, *Magazine*, 23 February 2016 <address> [accessed 1 March 2026]."""
    return _line("{}.", _mhra(record, [name.full for name in record.names], accessed))


def mhra_entry(record, accessed):
    """As the footnote, but the first name turned round and no full stop at the end."""
    people = [name.inverted if index == 0 else name.full for index, name in enumerate(record.names)]
    return _mhra(record, people, accessed, comma_before_two=True)


def _mhra(record, people, accessed, *, comma_before_two=False):
    if len(people) > 3:
        by = f"{people[0]}{',' if comma_before_two else ''} and others"
    else:
        by = _joined(people, "and", comma_before_two=comma_before_two)
    return _line(
        "{}{}, {}, {} &lt;{}&gt; [accessed {}]",
        f"{by}, " if by else "",
        titles.british(titles.headline(record.title, titles.MHRA)),
        _italic(record.magazine),
        _british_day(record.day),
        _link(record.address),
        _british_day(accessed),
    )


def harvard(record, accessed):
    """Moorhouse, R. (2016) ‘Why did …?’, *Magazine*, 23 February. Available at: address (Accessed: 1 March 2026)."""
    people = [name.abbreviated(joint="") for name in record.names]
    title, magazine = titles.british(record.title), _italic(record.magazine)
    by = (
        _line("{} {}", people[0], _italic("et al."))
        if len(people) > 3
        else ", ".join(people[:-1]) + (" and " if people[1:] else "") + people[-1]
        if people
        else magazine  # unsigned: the magazine stands where the author would
    )
    return _line(
        "{} ({}) {}, {}{}. Available at: {} (Accessed: {}).",
        by,
        record.day.year,
        title,
        _line("{}, ", magazine) if people else "",
        f"{record.day.day} {record.day:%B}",
        _link(record.address),
        _british_day(accessed),
    )


def apa(record):
    """Moorhouse, R. (2016, February 23). Why did …? *Magazine*. Address (no full stop). Unsigned: the title first."""
    people = [name.abbreviated() for name in record.names]
    title = _stopped(titles.requoted(record.title, titles.DOUBLE))
    day = f"({record.day.year}, {record.day:%B} {record.day.day})."
    if len(people) > APA_NAMES:
        by = f"{', '.join(people[: APA_NAMES - 1])}, . . . {people[-1]}"
    else:
        by = _joined(people, "&", comma_before_two=True)
    start = f"{_stopped(by)} {day} {title}" if people else f"{title} {day}"
    return _line("{} {}. {}", start, _italic(record.magazine), _link(record.address))


def mla(record):
    """Moorhouse, Roger. “Why Did …?” *Magazine*, 23 Feb. 2016, address without its scheme."""
    people = [record.names[0].inverted, *(name.full for name in record.names[1:])] if record.names else []
    by = f"{people[0]}, et al" if len(people) > 2 else ", and ".join(people)
    return _line(
        "{}{} {}, {}, {}.",
        f"{_stopped(by)} " if by else "",
        titles.american(titles.headline(record.title, titles.MLA), "."),
        _italic(record.magazine),
        f"{record.day.day} {MLA_MONTHS[record.day.month - 1]} {record.day.year}",
        _link(record.address, record.address.partition("://")[2]),
    )


def _line(pattern, *parts):
    return format_html(pattern, *parts)


def _italic(text):
    return format_html("<i>{}</i>", text)


def _link(address, text=None):
    return format_html('<a href="{}">{}</a>', address, text or address)


def _stopped(text):
    return text if text[-1:] in ".?!" or text[-2:] in (".”", "?”", "!”") else f"{text}."


def _joined(people, word, *, comma_before_two=False):
    """Join names, with the comma that American lists have before the last."""
    if len(people) < 2:
        return "".join(people)
    comma = "," if comma_before_two or len(people) > 2 else ""
    return f"{', '.join(people[:-1])}{comma} {word} {people[-1]}"


def _american_day(day):
    return f"{day:%B} {day.day}, {day.year}"


def _british_day(day):
    return f"{day.day} {day:%B} {day.year}"
