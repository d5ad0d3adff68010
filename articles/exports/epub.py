"""Writes an EPUB 3 book."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.html import format_html, format_html_join
from ebooklib import epub

STYLE = """body { margin: 1em; line-height: 1.5 }
h1 { line-height: 1.2 }
img { max-width: 100%; height: auto }
figcaption { font-size: 0.85em }
.cover { margin-top: 20%; text-align: center }
"""


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One answer. ``html`` is clean HTML without a heading; ``picture`` is the JPEG it shows as ``picture_name``."""

    title: str
    html: str
    authors: tuple[str, ...]
    picture_name: str = ""
    picture: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Volume:
    """A book. ``identifier`` is a URI that stays the same for the same content; ``changed`` is aware."""

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
    """Return the bytes of the EPUB file of a Volume: cover page, contents, a chapter for each answer."""
    book = epub.EpubBook()
    book.set_identifier(volume.identifier)
    book.set_title(volume.title)
    book.set_language(volume.language)
    for number, name in enumerate(volume.authors):
        book.add_author(name, uid=f"creator{number}")
    for name, value in (
        ("publisher", volume.publisher),
        ("source", volume.source),
        ("rights", volume.rights),
    ):
        book.add_metadata("DC", name, value)
    style = epub.EpubItem(uid="style", file_name="style.css", media_type="text/css", content=STYLE.encode())
    book.add_item(style)
    documents = [_document(volume, "cover", volume.title, _cover(volume))]
    for number, chapter in enumerate(volume.chapters, start=1):
        if chapter.picture:
            book.add_item(
                epub.EpubItem(
                    uid=f"picture{number}",
                    file_name=chapter.picture_name,
                    media_type="image/jpeg",
                    content=chapter.picture,
                )
            )
        body = format_html("<h1>{}</h1>\n", chapter.title) + chapter.html
        documents.append(_document(volume, f"answer-{number}", chapter.title, body))
    for document in documents:
        document.add_item(style)
        book.add_item(document)
    book.toc = documents[1:]
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav(title="Contents"))
    book.spine = [documents[0], "nav", *documents[1:]]
    file = io.BytesIO()
    # Page numbers are looked for in every document unless this is off, and we have none.
    epub.write_epub(file, book, {"epub3_pages": False, "mtime": volume.changed.astimezone(UTC)})
    return file.getvalue()


def _document(volume, name, title, body):
    return epub.EpubHtml(
        uid=name, file_name=f"{name}.xhtml", title=title, lang=volume.language, content=body.encode()
    )


def _cover(volume):
    return format_html(
        '<div class="cover"><h1>{}</h1>\n{}<p>{}</p>\n<p>{}</p></div>',
        volume.title,
        format_html_join("", "<p>{}</p>\n", ((name,) for name in volume.authors)),
        volume.publisher,
        volume.rights,
    )
