"""What can be subscribed to: all questions, those of one thing, and corrections."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Model, OuterRef, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils.html import escape, format_html

from articles import pages, reprints
from articles.models import (
    Author,
    Correction,
    Edition,
    Figure,
    Issue,
    Period,
    Picture,
    Place,
    PrintedPicture,
    Publication,
    Topic,
)

SIZE = 30
THINGS = {
    "authors": (Author, "authors"),
    "periods": (Period, "periods"),
    "topics": (Topic, "topics"),
    "places": (Place, "places"),
    "figures": (Figure, "figures"),
    "publications": (Publication, "publication"),
}
# What an item prints of today's rows, by the column of the name.
NAMED = {Period: "name", Topic: "name", Place: "name", Figure: "name", Publication: "title", Issue: "title"}


def tag(kind, pk):
    """Return the id that ``kind`` number ``pk`` keeps for ever (a tag URI, RFC 4151), whatever its address is."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{kind}/{pk}"


@dataclass
class Channel:
    """A feed at one moment: its ``keys`` are the newest items' (id, last change, picture shown), read without their
    words.

    ``names`` are today's names and addresses of what those items name: they change without an edition.
    """

    title: str
    about: str
    guid: str
    path: str
    at: datetime
    keys: list = field(default_factory=list)
    names: list = field(default_factory=list)
    changed: datetime | None = None

    def items(self):
        """Return what each item passes to the generator's add_item, newest first."""
        raise NotImplementedError


class Questions(Channel):
    """Live questions, newest on the web first, each whole."""

    @classmethod
    def of(cls, editions: QuerySet, **words):
        """Return the Channel of the newest of ``editions`` at ``words["at"]``."""
        at = words["at"]
        newest = editions.live(at).order_by("-first_live_from", "-pk")
        picture = Picture.objects.shown(at).filter(pk=OuterRef("picture")).values("sha256")
        keys = list(newest.values_list("pk", "live_from", Subquery(picture))[:SIZE])
        names, renamed = _names([pk for pk, *_ in keys])
        moments = [moment for moment in (editions.last_change(at), renamed) if moment]
        inside = PrintedPicture.objects.filter(edition__in=[pk for pk, *_ in keys]).values("picture")
        inside = Picture.objects.shown(at).filter(pk__in=inside).order_by("pk").values_list("pk", "sha256")
        return cls(keys=keys, names=[names, list(inside)], changed=max(moments, default=None), **words)

    def items(self):
        found = Edition.objects.live(self.at).in_bulk([pk for pk, *_ in self.keys])
        editions = [found[pk] for pk, *_ in self.keys if pk in found]
        return [_question(page) for page in pages.question_pages(editions, at=self.at)]


class Corrections(Channel):
    """What was put right, and what was withdrawn, newest first."""

    @classmethod
    def of(cls, **words):
        """Return the Channel of the newest corrections at ``words["at"]``."""
        keys = list(Correction.objects.public(words["at"]).values_list("pk", "at")[:SIZE])
        return cls(keys=keys, changed=keys[0][1] if keys else None, **words)

    def items(self):
        corrections = (
            Correction.objects.public(self.at).with_editions().filter(pk__in=[pk for pk, *_ in self.keys])
        )
        return [_correction(correction) for correction in corrections]


def everything(at):
    """Return the Channel of all questions."""
    about = "Readers ask about the past. Historians answer, and show their sources."
    return Questions.of(
        Edition.objects.all(),
        title=settings.SITE_NAME,
        about=about,
        guid=tag("feed", "questions"),
        path=reverse("home"),
        at=at,
    )


def corrections(at):
    """Return the Channel of corrections."""
    title = f"Corrections – {settings.SITE_NAME}"
    about = "What we got wrong, what is right, and what was withdrawn."
    return Corrections.of(
        title=title, about=about, guid=tag("feed", "corrections"), path=reverse("corrections"), at=at
    )


def of_thing(kind, thing: Model, at):
    """Return the Channel of the questions of one author, period, topic, place, figure or publication."""
    _, relation = THINGS[kind]
    by = "answered by" if kind == "authors" else "first printed in" if kind == "publications" else "on"
    return Questions.of(
        Edition.objects.filter(**{relation: thing}),
        title=f"{thing} – {settings.SITE_NAME}",
        about=f"Questions {by} {thing}.",
        guid=tag(f"feed/{kind}", thing.pk),
        path=thing.get_absolute_url(),
        at=at,
    )


def _names(editions):
    """Return what items for those ids of editions show of today's rows, and when the last author was changed."""
    authors = Author.objects.filter(editions__in=editions).order_by("pk").distinct()
    people = list(authors.values_list("changed_at", "pk", "slug", "disclosure"))
    first, *others = (
        model.objects.filter(editions__in=editions)
        .order_by()
        .annotate(kind=Value(model.__name__))
        .values_list("kind", "pk", name, "slug")
        for model, name in NAMED.items()
    )
    return [people, sorted(first.union(*others))], max((row[0] for row in people if row[0]), default=None)


def _question(page):
    edition, words = page.edition, page.words
    image = reprints.image_of(page.picture)
    today = {credit.line.author_id: credit.author for answer in page.answers for credit in answer.answered_by}
    people = [
        (
            line.name,
            reprints.absolute(today[line.author_id].get_absolute_url()) if today[line.author_id] else "",
        )
        for line in words.authors
    ]
    return {
        "title": words.question,
        "link": reprints.page_url(page),
        "description": escape(words.teaser),
        "summary": words.teaser,
        "content": reprints.html(page, image_of=reprints.image_of),
        "unique_id": tag("question", edition.question_id),
        "unique_id_is_permalink": False,
        "pubdate": edition.first_live_from,
        "updateddate": edition.live_from,
        "people": people,
        "image": image.src if image else "",
        "categories": [str(thing) for thing in (*page.periods, *page.topics, *page.places, *page.figures)],
        "item_copyright": " ".join(part for part in (page.licence.name, page.licence.url) if part),
    }


def _correction(correction):
    edition = correction.to_edition or correction.from_edition
    content = format_html("<p>{}</p>", correction.wrong)
    if correction.right:
        content += format_html("<p><strong>Right now:</strong> {}</p>", correction.right)
    people = [("Noticed by", correction.noticed_by), ("Approved by", correction.approved_name)]
    said = " ".join(f"{words} {name}." for words, name in people if name)
    if correction.to_edition:
        said += f" From edition {correction.from_edition.number} to edition {correction.to_edition.number}."
    content += format_html("<p>{}</p>", said.strip()) if said else ""
    return {
        "title": f"{correction.get_kind_display()}: {edition.text}",
        "link": reprints.absolute(edition.get_absolute_url()),
        "description": escape(correction.wrong),
        "summary": correction.wrong,
        "content": content,
        "unique_id": tag("correction", correction.pk),
        "unique_id_is_permalink": False,
        "pubdate": correction.at,
        "updateddate": correction.at,
        "people": [],
        "image": "",
        "categories": [correction.get_kind_display()],
    }
