"""The five styles, each as its manual prints an article in an online magazine.

Chicago asks for no day of access where there is a date of publication, MLA and APA none for a page that does not
change; an edition does not. MHRA and Cite Them Right always want one. None prints an issue: the number of the print
magazine is no part of its website, and an edition is dated to the day.
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
    """Roger Moorhouse, “Why Did …?,” trans. Jane Doe, *Magazine*, February 23, 2016, address."""
    by, translators = _chicago_note_people(record.names), _chicago_note_people(record.translators)
    return _line(
        "{}{} {}{}, {}, {}.",
        f"{by}, " if by else "",
        titles.american(_headline(record, titles.CHICAGO), ","),
        f"trans. {translators}, " if translators else "",
        _italic(record.magazine),
        _american_day(record.day),
        _link(record.address),
    )


def _chicago_note_people(names):
    people = [name.full for name in names]
    return f"{people[0]} et al." if len(people) > 2 else " and ".join(people)


def chicago_entry(record):
    """Moorhouse, Roger. “Why Did …?” Translated by Jane Doe. *Magazine*, February 23, 2016. Address.

    An unsigned one begins with *Magazine*.
    """
    title = titles.american(_headline(record, titles.CHICAGO), ".")
    if record.translators:
        title += " " + _stopped(f"Translated by {_joined([name.full for name in record.translators], 'and')}")
    day, link, magazine = _american_day(record.day), _link(record.address), _italic(record.magazine)
    if not record.names:
        return _line("{}. {} {}. {}.", magazine, title, day, link)
    people = _first_inverted(record.names)
    by = (
        f"{', '.join(people[:3])}, et al"
        if len(people) > 6
        else _joined(people, "and", comma_before_two=True)
    )
    return _line("{} {} {}, {}. {}.", _stopped(by), title, magazine, day, link)


def mhra_note(record, accessed):
    """Roger Moorhouse, ‘Why Did …?’, trans. by J. Doe, *Magazine*, 23 February 2016 <address> [accessed 1 May 2026]."""
    return _line("{}.", _mhra(record, [name.full for name in record.names], accessed))


def mhra_entry(record, accessed):
    """As the footnote, but the first name turned round and no full stop at the end."""
    return _mhra(record, _first_inverted(record.names), accessed, comma_before_two=True)


def _mhra(record, people, accessed, *, comma_before_two=False):
    by = _mhra_people(people, comma_before_two=comma_before_two)
    translators = _mhra_people([name.full for name in record.translators])
    return _line(
        "{}{}, {}{}, {} &lt;{}&gt; [accessed {}]",
        f"{by}, " if by else "",
        titles.british(_headline(record, titles.MHRA)),
        f"trans. by {translators}, " if translators else "",
        _italic(record.magazine),
        _british_day(record.day),
        _link(record.address),
        _british_day(accessed),
    )


def _mhra_people(people, *, comma_before_two=False):
    if len(people) > 3:
        return f"{people[0]}{',' if comma_before_two else ''} and others"
    return _joined(people, "and", comma_before_two=comma_before_two)


def harvard(record, accessed):
    """Moorhouse, R. (2016) ‘Why did …?’, *Magazine*, 23 February. Available at: address (Accessed: 1 March 2026).

    A translation: ‘Why did …?’. Translated by J. Doe. *Magazine*, … An unsigned one begins with *Magazine*.
    """
    people = _harvard_people([name.abbreviated(joint="") for name in record.names])
    translators = _harvard_people([name.abbreviated_first(joint="") for name in record.translators])
    magazine = _italic(record.magazine)
    return _line(
        "{} ({}) {}{}{}{}. Available at: {} (Accessed: {}).",
        people or magazine,
        record.day.year,
        titles.british(record.title),
        _line(". Translated by {}{} ", translators, "" if translators.endswith((".", ".</i>")) else ".")
        if translators
        else ", ",
        _line("{}, ", magazine) if people else "",
        f"{record.day.day} {record.day:%B}",
        _link(record.address),
        _british_day(accessed),
    )


def _harvard_people(people):
    if len(people) > 3:
        return _line("{} {}", people[0], _italic("et al."))
    return f"{', '.join(people[:-1])}{' and ' if people[1:] else ''}{people[-1]}" if people else ""


def apa(record):
    """Moorhouse, R. (2016, February 23). Why did …? (J. Doe, Trans.). *Magazine*. Address. Unsigned: title first."""
    people = [name.abbreviated() for name in record.names]
    title = titles.sentence(record.title) if record.language.startswith("en") else record.title
    title = titles.requoted(title, titles.DOUBLE)
    if record.translators:
        translators = [name.abbreviated_first() for name in record.translators]
        title += f" ({_joined(translators, '&')}, Trans.)"
    title = _stopped(title)
    day = f"({record.day.year}, {record.day:%B} {record.day.day})."
    if len(people) > APA_NAMES:
        by = f"{', '.join(people[: APA_NAMES - 1])}, . . . {people[-1]}"
    else:
        by = _joined(people, "&", comma_before_two=True)
    start = f"{_stopped(by)} {day} {title}" if people else f"{title} {day}"
    return _line("{} {}. {}", start, _italic(record.magazine), _link(record.address))


def mla(record):
    """Moorhouse, Roger. “Why Did …?” Translated by Jane Doe. *Magazine*, 23 Feb. 2016, address without its scheme."""
    people = _first_inverted(record.names)
    by = f"{people[0]}, et al" if len(people) > 2 else ", and ".join(people)
    translators = [name.full for name in record.translators]
    translated = f"{translators[0]} et al" if len(translators) > 2 else " and ".join(translators)
    return _line(
        "{}{} {}{}, {}, {}.",
        f"{_stopped(by)} " if by else "",
        titles.american(_headline(record, titles.MLA), "."),
        f"Translated by {_stopped(translated)} " if translated else "",
        _italic(record.magazine),
        f"{record.day.day} {MLA_MONTHS[record.day.month - 1]} {record.day.year}",
        _link(record.address, record.address.partition("://")[2]),
    )


def _headline(record, small):
    """The title in the capitals of headlines; other languages than English have none."""
    return titles.headline(record.title, small) if record.language.startswith("en") else record.title


def _first_inverted(names):
    return [name.full if index else name.inverted for index, name in enumerate(names)]


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
