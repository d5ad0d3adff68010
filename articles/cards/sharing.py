"""Which picture stands for a page where its address is shared."""

from dataclasses import dataclass

from articles.models import Rendition

from . import drawing

WIDE_ENOUGH = 1200  # pixels: what large previews ask for


@dataclass(frozen=True)
class ShareImage:
    """A picture's address (a path), its size in pixels, its media type, and what it shows."""

    url: str
    width: int
    height: int
    content_type: str
    alt: str


def share_image(page):
    """Return the ShareImage of a QuestionPage: its picture where shown and wide enough, else its card, or None."""
    picture = picture_image(page.picture, alt=page.words.picture.alt) if page.picture else None
    if picture and picture.width >= WIDE_ENOUGH:
        return picture
    if page.card:
        return ShareImage(page.card.file.url, *drawing.SIZE, "image/png", page.words.question)
    return None


def article_images(page):
    """Return the ShareImages of a QuestionPage's card in the shapes that search engines ask for; often none."""
    if not (page.card and page.card.in_shapes):
        return []
    return [
        ShareImage(
            page.card.file.storage.url(page.card.name_in(shape)), *size, "image/png", page.words.question
        )
        for shape, size in page.card.SHAPES.items()
    ]


def picture_image(picture, alt=None):
    """Return the ShareImage of a Picture (renditions prefetched): the smallest JPEG wide enough, else the largest.

    None where there is no rendition yet. ``alt`` replaces the picture's own text.
    """
    made = [item for item in picture.renditions.all() if item.format == Rendition.Format.JPEG]
    wide = [item for item in made if item.width >= WIDE_ENOUGH]
    if not made:
        return None
    chosen = min(wide, key=lambda item: item.width) if wide else max(made, key=lambda item: item.width)
    words = picture.alt if alt is None else alt
    return ShareImage(chosen.file.url, chosen.width, chosen.height, "image/jpeg", words)
