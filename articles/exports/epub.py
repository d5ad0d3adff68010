"""Writes an EPUB 3.3 book: a zip file of XHTML documents, its package document and a table of contents."""

import io
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from lxml import etree
from lxml.html import fragment_fromstring

MEDIA_TYPE = "application/epub+zip"
FOLDER = "EPUB"
ZIP_BEGINS = (1980, 1, 1, 0, 0, 0)  # what a zip file can date at the earliest
CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles>
    <rootfile full-path="{FOLDER}/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
STYLE = """body { margin: 1em; line-height: 1.5 }
h1 { line-height: 1.2 }
img { max-width: 100%; height: auto }
figure { margin: 1em 0 }
figcaption { font-size: 0.85em }
.cover { margin-top: 20%; text-align: center }
"""


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One answer. ``html`` is clean HTML without a heading; ``pictures`` are the JPEGs that it shows, by name."""

    title: str
    html: str
    authors: tuple[str, ...]
    pictures: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Volume:
    """A book, its texts fit for XML. ``identifier`` is a URI that stays the same for the same content.

    ``changed`` is aware; every file of the book carries it, so that the same content gives the same bytes.
    """

    title: str
    identifier: str
    language: str
    publisher: str
    source: str
    rights: str
    changed: datetime
    chapters: tuple[Chapter, ...]

    @property
    def authors(self):
        """Every author once, in order of appearance."""
        return tuple(dict.fromkeys(name for chapter in self.chapters for name in chapter.authors))


def write(volume):
    """Return the bytes of the EPUB file of a Volume: title page, contents, a document for each answer."""
    pictures = {name: jpeg for chapter in volume.chapters for name, jpeg in chapter.pictures.items()}
    moment = volume.changed.astimezone(UTC)
    packed = max(moment.timetuple()[:6], ZIP_BEGINS)
    context = {"volume": volume, "pictures": list(pictures), "stamp": _stamp(moment)}
    documents = {name: _render(name, context) for name in ("package.opf", "nav.xhtml", "cover.xhtml")}
    for number, chapter in enumerate(volume.chapters, start=1):
        own = {"volume": volume, "chapter": chapter, "body": xhtml(chapter.html)}
        documents[f"answer-{number}.xhtml"] = _render("document.xhtml", own)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:

        def add(name, content, packing=zipfile.ZIP_DEFLATED):
            archive.writestr(zipfile.ZipInfo(name, packed), content, packing)

        # First and as it is: readers look for these words at a fixed place of the file.
        add("mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        add("META-INF/container.xml", CONTAINER)
        for name, text in {**documents, "style.css": STYLE}.items():
            add(f"{FOLDER}/{name}", text)
        for name, picture in pictures.items():
            add(f"{FOLDER}/{name}", picture, zipfile.ZIP_STORED)
    return file.getvalue()


def xhtml(html):
    """Return clean HTML as XML: every element closed, no named entity, inside one ``<div>``."""
    tree = fragment_fromstring(html, create_parent="div")
    return mark_safe(etree.tostring(tree, encoding="unicode"))  # nothing is in it that was not in clean HTML


def _stamp(moment):
    # Not strftime: it writes the year 206 in three digits.
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _render(name, context):
    return render_to_string(f"epub/{name}", context)
