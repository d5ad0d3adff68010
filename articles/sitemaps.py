"""Sitemaps: an index, and lists of at most 50,000 addresses by ranges of ids, streamed row by row.

A range holds at most as many addresses as ids, so no list counts, sorts by or skips what stands in another one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import BigIntegerField, Exists, ExpressionWrapper, F, Max, OuterRef, Subquery
from django.db.models.functions import ExtractYear
from django.http import Http404, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from articles import anniversaries, reprints
from articles.models import (
    Author,
    Edition,
    Figure,
    Issue,
    Period,
    Picture,
    Place,
    Publication,
    Rendition,
    Topic,
)

PAGE = 50_000
ROWS_AT_ONCE = 2_000
NEWS_AGE = timedelta(days=2)
NEWS_LIMIT = 1_000
LISTS = (
    "home",
    "periods",
    "topics",
    "places",
    "figures",
    "questions",
    "authors",
    "publications",
    "timeline",
    "map",
    "archive",
    "ask",
    "asked",
    "corrections",
    "api",
)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
IMAGE_NAMESPACE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
NEWS_NAMESPACE = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


@dataclass(frozen=True)
class Kind:
    """Addresses of one sort: the ``rows`` at an instant, the id their ranges are of, and what an address is made of.

    Rows carry ``changed``, the last change of what their page shows.
    """

    rows: Callable
    route: str
    slugs: tuple[str, ...] = ("slug",)
    key: str = "pk"


def _questions(at):
    return Edition.objects.live(at).annotate(changed=F("live_from"))


def _of_live_editions(model, relation):
    def rows(at):
        editions = Edition.objects.live(at).filter(**{relation: OuterRef("pk")})
        newest = editions.order_by("-live_from").values("live_from")[:1]
        return model.objects.filter(Exists(editions)).annotate(changed=Subquery(newest))

    return rows


KINDS = {
    "questions": Kind(_questions, "question", key="question_id"),
    "authors": Kind(_of_live_editions(Author, "authors"), "author"),
    "publications": Kind(_of_live_editions(Publication, "publication"), "publication"),
    "issues": Kind(_of_live_editions(Issue, "issue"), "issue", slugs=("publication__slug", "slug")),
    "periods": Kind(_of_live_editions(Period, "periods"), "period"),
    "topics": Kind(_of_live_editions(Topic, "topics"), "topic"),
    "places": Kind(_of_live_editions(Place, "places"), "place"),
    "figures": Kind(_of_live_editions(Figure, "figures"), "figure"),
}


def index(request):
    """Every list that holds an address; those of questions with when one of them last changed."""
    at = timezone.now()
    lines = [_sitemap(reverse("sitemap_lists"), None)]
    for name, kind in KINDS.items():
        ranges = (
            kind.rows(at)
            .annotate(range=ExpressionWrapper(F(kind.key) / PAGE, output_field=BigIntegerField()))
            .order_by("range")
            .values("range")
        )
        # Of the others it would mean going through a million relations, for lists that hardly ever change.
        ranges = ranges.annotate(last=Max("live_from")) if name == "questions" else ranges.distinct()
        for found in ranges:
            lines.append(_sitemap(reverse("sitemap", args=[name, found["range"]]), found.get("last")))
    return _xml([XML, f"<sitemapindex {NAMESPACE}>\n", *lines, "</sitemapindex>\n"])


def page(request, kind, number):
    """One range of ids: the addresses of ``kind`` from number × 50,000 on."""
    at = timezone.now()
    if kind not in KINDS or number >= 2**63 // PAGE:
        raise Http404("There is no such sitemap.")
    wanted = KINDS[kind]
    first = number * PAGE
    rows = wanted.rows(at).filter(**{f"{wanted.key}__gte": first, f"{wanted.key}__lt": first + PAGE})
    if not rows.exists():
        raise Http404("There is no such sitemap.")
    rows = rows.order_by(wanted.key)
    columns = [*wanted.slugs, "changed"]
    if kind == "questions":
        rows = rows.annotate(image=_image(at))
        columns.append("image")
    return _urlset(_urls(wanted, rows.values_list(*columns)), IMAGE_NAMESPACE)


def lists(request):
    """The front page, the lists, the years of the archive and the days of the year that recall something."""
    years = (
        Edition.objects.live().annotate(year=ExtractYear("first_live_from")).values_list("year", flat=True)
    )
    paths = [reverse(name) for name in LISTS]
    paths += [reverse("archive_year", args=[year]) for year in years.distinct().order_by("-year")]
    paths += [reverse("day", args=day) for day in anniversaries.days_of_year()]
    return _urlset(_url(path) for path in paths)


def news(request):
    """Questions that came to the web in the last two days, as news search engines want them."""
    at = timezone.now()
    fresh = Edition.objects.live(at).filter(first_live_from__gt=at - NEWS_AGE).order_by("-first_live_from")
    rows = fresh.values_list("slug", "text", "first_live_from")[:NEWS_LIMIT]
    language = settings.LANGUAGE_CODE.split("-")[0]
    name = escape(settings.SITE_NAME)
    return _urlset(
        (
            _url(
                reverse("question", args=[slug]),
                more=f"<news:news><news:publication><news:name>{name}</news:name>"
                f"<news:language>{language}</news:language></news:publication>"
                f"<news:publication_date>{_stamp(moment)}</news:publication_date>"
                f"<news:title>{escape(reprints.xml_text(text))}</news:title></news:news>",
            )
            for slug, text, moment in rows.iterator(ROWS_AT_ONCE)
        ),
        NEWS_NAMESPACE,
    )


def _image(at):
    """Return the subquery for the file of the largest JPEG that may be shown at ``at``."""
    return Subquery(
        Rendition.objects.filter(
            picture=OuterRef("picture"),
            format=Rendition.Format.JPEG,
            picture__in=Picture.objects.shown(at),
        )
        .order_by("-width")
        .values("file")[:1]
    )


def _urls(kind, rows):
    """Yield an entry for each of ``rows``: slugs, last change, and the file of a picture where there is one."""
    # An address is reversed once, not 50,000 times: slugs need no quoting.
    pattern = reverse(kind.route, args=["-"] * len(kind.slugs)).replace("/-", "/{}")
    count = len(kind.slugs)
    for row in rows.iterator(ROWS_AT_ONCE):
        image = row[count + 1] if len(row) > count + 1 else ""
        more = ""
        if image:
            address = settings.SITE_URL + default_storage.url(image)
            more = f"<image:image><image:loc>{escape(address)}</image:loc></image:image>"
        yield _url(pattern.format(*row[:count]), row[count], more)


def _url(path, changed=None, more=""):
    last = f"<lastmod>{_stamp(changed)}</lastmod>" if changed else ""
    return f"<url><loc>{settings.SITE_URL}{escape(path)}</loc>{last}{more}</url>\n"


def _sitemap(path, changed):
    last = f"<lastmod>{_stamp(changed)}</lastmod>" if changed else ""
    return f"<sitemap><loc>{settings.SITE_URL}{escape(path)}</loc>{last}</sitemap>\n"


def _stamp(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _urlset(urls, namespaces=""):
    def parts():
        yield f"{XML}<urlset {NAMESPACE} {namespaces}>\n"
        entries = iter(urls)
        while some := "".join(islice(entries, 500)):
            yield some
        yield "</urlset>\n"

    return _xml(parts())


def _xml(parts):
    response = StreamingHttpResponse(parts, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=60"  # it names pictures, and a right may end
    response["X-Robots-Tag"] = "noindex"
    return response
