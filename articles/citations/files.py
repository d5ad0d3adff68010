"""Citations as files for reference managers: RIS, BibTeX and CSL-JSON, in UTF-8.

RIS        MGZN: Zotero drops OP for magazines, so where it was first printed stands in N1 as well.
BibTeX     @article, which BibLaTeX reads too, as of a magazine. TeX's own characters are escaped, capitals of names
           kept; letters with accents stay what they are: the programs have read UTF-8 for years, and an escape hides
           a name from search.
CSL-JSON   article-magazine; dates in parts, since Zotero loses those that are EDTF text; there is no
           original-container-title.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_{}"},
}
PLAIN_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class File:
    """A download: what writes it from a Record, and its media type."""

    write: Callable
    content_type: str


def ris(record):
    """Return the Record as RIS, lines ended by CRLF."""
    first = record.first_print
    lines = [
        ("TY", "MGZN"),
        *(("AU", name.inverted) for name in record.names),
        *(("A4", name.inverted) for name in record.translators),
        ("TI", record.title),
        ("ST", record.short_title),
        ("T2", record.magazine),
        ("PY", f"{record.day.year}"),
        ("DA", f"{record.day:%Y/%m/%d}/"),
        ("SN", record.issn),
        ("LA", record.language),
        ("UR", record.address),
        ("AB", record.abstract),
        *(("KW", word) for word in record.keywords),
        ("OP", ", ".join(part for part in (first.publication, first.issued) if part) if first else ""),
        ("N1", first.sentence if first else ""),
        ("N1", record.edition_note),
    ]
    # One line a tag: a line break in a value would start another.
    text = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
    return f"{text}ER  - \r\n"


def bibtex(record):
    """Return the Record as one BibTeX entry."""
    notes = [record.first_print.sentence if record.first_print else "", record.edition_note]
    fields = {
        "author": " and ".join(_tex_name(name) for name in record.names),
        "translator": " and ".join(_tex_name(name) for name in record.translators),
        "title": _tex_title(record.title),
        "shorttitle": _tex_title(record.short_title),
        "journal": _tex(record.magazine),
        "entrysubtype": "magazine",
        "year": f"{record.day.year}",
        "date": record.day.isoformat(),
        "issn": record.issn,
        "language": record.language,
        "url": record.address,
        "abstract": _tex(record.abstract),
        "keywords": ", ".join(_tex(word.replace(",", "")) for word in record.keywords),
        "note": _tex(" ".join(note for note in notes if note)),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    month = f"  month = {MONTHS[record.day.month - 1]},\n"
    return f"@article{{{record.key},\n{''.join(lines)}{month}}}\n"


def csl_json(record):
    """Return the Record as CSL-JSON: a list of one item."""
    first = record.first_print
    notes = [first.sentence if first else "", record.edition_note]
    item = {
        "id": record.key,
        "type": "article-magazine",
        "title": record.title,
        "title-short": record.short_title,
        "author": [_csl_name(name) for name in record.names],
        "translator": [_csl_name(name) for name in record.translators],
        "container-title": record.magazine,
        "issued": _csl_date(record.day.isoformat(), ""),
        "ISSN": record.issn,
        "URL": record.address,
        "language": record.language,
        "abstract": record.abstract,
        "keyword": ", ".join(record.keywords),
        "original-date": _csl_date(first.issued, first.day) if first else None,
        "original-title": record.title if first else "",
        "original-publisher": first.publication if first else "",
        "note": " ".join(note for note in notes if note),
    }
    return (
        json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False, indent=2)
        + "\n"
    )


def _tex(text):
    return "".join(TEX.get(character, character) for character in " ".join(text.split()))


def _tex_title(title):
    """A title in TeX, with braces around words whose capitals must stay where a style writes titles small."""

    def kept(word):
        # Every style leaves the first letter of all as it is.
        letters = word[0] if word.start() else word[0][1:]
        return f"{{{word[0]}}}" if letters != letters.lower() else word[0]

    return WORD.sub(kept, _tex(title))


def _tex_name(name):
    # Braces keep BibTeX from parting a name that has no parts, or one with "and" in it.
    if not name.given or " and " in name.full:
        return f"{{{_tex(name.full)}}}"
    # Unlike the other files', BibTeX's suffix stands in the middle: "King, Jr., Martin Luther".
    return _tex(", ".join(part for part in (name.family, name.suffix, name.given) if part))


def _csl_name(name):
    if not name.given:
        return {"literal": name.full}
    parts = {
        "family": name.family,
        "given": name.first_names,
        "dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def _csl_date(edtf, words):
    """EDTF as a date of CSL; ``words`` say what parts cannot, and there is none (None) where both are empty."""
    if PLAIN_DATE.fullmatch(edtf):
        return {"date-parts": [[int(part) for part in edtf.split("-")]]}
    return {"literal": words} if words else None


FILES = {
    "ris": File(ris, "application/x-research-info-systems"),
    "bib": File(bibtex, "application/x-bibtex"),
    "json": File(csl_json, "application/vnd.citationstyles.csl+json"),
}
