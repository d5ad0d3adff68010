"""The nodes that several pages share: the site, people, magazines, books, pictures, the catalogue."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles import dates
from articles.models import Figure, Period, Picture, Place

LICENCES = {
    Picture.Licence.PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
    Picture.Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Picture.Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Picture.Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Picture.Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
}


def absolute(path):
    """Return the absolute address of a path on this site."""
    return settings.SITE_URL + path


def known(**fields):
    """Return ``fields`` without those that are empty; a trailing underscore spells "@": ``type_`` is "@type"."""
    return {
        f"@{name[:-1]}" if name.endswith("_") else name: value
        for name, value in fields.items()
        if value not in ("", None, [], {})
    }


def ref(node):
    """Return a reference to ``node``, which has an "@id"."""
    return {"@id": node["@id"]}


def organization():
    """Who publishes the site."""
    logo = known(type_="ImageObject", url=absolute(static("articles/favicon.svg")))
    return known(
        type_="Organization",
        id_=absolute("/#organization"),
        name=settings.SITE_NAME,
        url=absolute("/"),
        logo=logo,
        correctionsPolicy=absolute(reverse("corrections")),
        publishingPrinciples=settings.PUBLISHING_PRINCIPLES_URL,
    )


def website():
    """The site, with the address of its search."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": absolute("/search/?q={search_term_string}")},
        "query-input": "required name=search_term_string",
    }
    return known(
        type_="WebSite",
        id_=absolute("/#website"),
        name=settings.SITE_NAME,
        url=absolute("/"),
        inLanguage=settings.LANGUAGE_TAG,
        publisher={"@id": absolute("/#organization")},
        potentialAction=search,
    )


def person(name, author, fallback):
    """A historian: the name and nothing but the name, with what identifies its bearer. ``author`` may be None."""
    if author is None:
        return known(type_="Person", id_=fallback, name=name)
    address = absolute(author.get_absolute_url())
    return known(type_="Person", id_=f"{address}#person", name=name, url=address, sameAs=same_as(author))


def same_as(author):
    """Addresses elsewhere that mean this Author."""
    return [
        address
        for address in (
            f"https://orcid.org/{author.orcid}" if author.orcid else "",
            wikidata(author),
            author.website,
        )
        if address
    ]


def wikidata(row):
    """The Wikidata entity of a row, or empty text."""
    return f"https://www.wikidata.org/entity/{row.wikidata}" if row.wikidata else ""


def magazine(name, publication):
    """A Periodical under ``name``; ``publication`` is today's row, or None."""
    if publication is None:
        return known(type_="Periodical", name=name)
    address = absolute(publication.get_absolute_url())
    return known(
        type_="Periodical",
        id_=f"{address}#periodical",
        name=name,
        url=address,
        issn=publication.issn,
        sameAs=publication.url,
    )


def number(issue, periodical):
    """A printed Issue of ``periodical`` (its node, or a reference)."""
    return known(
        type_="PublicationIssue",
        id_=f"{absolute(issue.get_absolute_url())}#issue",
        url=absolute(issue.get_absolute_url()),
        name=issue.title,
        issueNumber=issue.number,
        datePublished=iso_date(issue.cover_date),
        isPartOf=known(type_="PublicationVolume", volumeNumber=issue.volume, isPartOf=periodical)
        if issue.volume
        else periodical,
    )


def book(line, row, authors):
    """A Book as printed in a credit line; ``row`` is today's, or None; ``authors`` are Person references."""
    return known(
        type_="Book",
        name=line.title,
        author=authors,
        publisher=known(type_="Organization", name=line.publisher) if line.publisher else None,
        datePublished=str(line.year) if line.year else "",
        isbn=row.isbn if row else "",
        url=row.url if row else "",
    )


def image(picture, rendition, *, caption="", credit="", terms=""):
    """A Picture with the fields that tell its licence; ``rendition`` is one of its Renditions.

    ``terms`` is the address of the page that says how it may be used by others.
    """
    reserved = picture.licence == Picture.Licence.RIGHTS_RESERVED
    holder = picture.rights_holder or credit
    return known(
        type_="ImageObject",
        contentUrl=absolute(rendition.file.url),
        width=rendition.width,
        height=rendition.height,
        caption=caption,
        creditText=credit,
        copyrightNotice=f"© {holder}" if reserved and holder else "",
        license=LICENCES.get(picture.licence),
        acquireLicensePage=terms,
    )


def entry(row):
    """A Topic, Period, Place or Figure as what it is."""
    address = absolute(row.get_absolute_url())
    common = {"id_": f"{address}#entry", "name": row.name, "url": address}
    if isinstance(row, Place):
        point = row.latitude is not None and known(
            type_="GeoCoordinates", latitude=float(row.latitude), longitude=float(row.longitude)
        )
        return known(
            type_="Place", **common, alternateName=row.name_then, geo=point or None, sameAs=wikidata(row)
        )
    if isinstance(row, Figure):
        return known(
            type_="Person",
            **common,
            birthDate=iso_date(row.born),
            deathDate=iso_date(row.died),
            sameAs=wikidata(row),
        )
    if isinstance(row, Period):
        return known(type_="DefinedTerm", **common, sameAs=row.authority_url)
    return known(type_="Thing", **common)


def iso_date(edtf):
    """EDTF text as an ISO 8601 date, year or month where it is exactly one; empty text otherwise."""
    plain = edtf.lstrip("-").replace("-", "")
    return edtf if plain.isdigit() and not _is_season(edtf) else ""


def iso_interval(edtf):
    """EDTF text as schema.org's temporalCoverage: "1939/1945", "-0043-03-15", "1914/.."; doubt is left out."""
    if not edtf:
        return ""
    sides = [_iso_side(side) for side in edtf.split("/")]
    if len(sides) == 1:
        return sides[0]
    first, last = sides[0].split("/")[0], sides[1].split("/")[-1]
    return f"{first or '..'}/{last or '..'}"


def instant(moment):
    """A datetime as ISO 8601 with its offset here; empty text for None."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def _iso_side(side):
    """One side of EDTF text: itself where it is exact, else the years it can mean, as an interval."""
    side = side.rstrip("?~%")
    if side in ("", "..") or iso_date(side):
        return side
    first, last = (f"{'-' if year < 0 else ''}{abs(year):04}" for year in dates.years(side))
    return first if first == last else f"{first}/{last}"


def _is_season(edtf):
    parts = edtf.lstrip("-").split("-")
    return len(parts) == 2 and int(parts[1]) > 12
