"""The graphs of the pages around the questions: historians, magazines, the catalogue, the front page."""

from articles import richtext
from articles.models import Rendition

from . import things
from .things import absolute, known, ref


def front_page(magazines):
    """Return the nodes of the front page; ``magazines`` are the Publications of the masthead."""
    return [*_site(), *(things.magazine(row.title, row) for row in magazines)]


def breadcrumb(trail, address):
    """Return the BreadcrumbList of the page at ``address``: the front page, then ``trail``, [(name, path), …].

    The last entry is the page itself and needs no path.
    """
    items = [
        known(type_="ListItem", position=position, name=name, item=absolute(path) if path else "")
        for position, (name, path) in enumerate([("Front page", "/"), *trail], 1)
    ]
    return known(type_="BreadcrumbList", id_=f"{address}#breadcrumb", itemListElement=items)


def profile(author, since=None, changed=None):
    """Return the nodes of an Author's page; portrait and books are prefetched.

    ``since`` and ``changed`` are when the page came to the web and when what it shows last changed, or None.
    """
    address = absolute(author.get_absolute_url())
    person = things.person(author.name, author, "")
    made = author.portrait.renditions.all() if author.portrait and author.portrait.is_shown() else []
    portraits = [rendition for rendition in made if rendition.format == Rendition.Format.JPEG]
    person |= known(
        jobTitle=author.post,
        knowsAbout=author.fields,
        description=richtext.excerpt(author.biography) if author.biography else author.post,
        identifier=f"https://orcid.org/{author.orcid}" if author.orcid else "",
        image=things.image(author.portrait, portraits[-1], credit=author.portrait.credit)
        if portraits
        else None,
    )
    books = [things.book(book, book, [ref(person)]) for book in author.books.all()]
    page = _page("ProfilePage", address, author.name, person)
    page |= known(dateCreated=things.instant(since), dateModified=things.instant(changed))
    return [page, person, *books, *_site()]


def periodical(publication):
    """Return the nodes of a Publication's page."""
    node = things.magazine(publication.title, publication)
    node |= known(description=publication.description or publication.tagline)
    address = absolute(publication.get_absolute_url())
    return [_page("CollectionPage", address, publication.title, node), node, *_site()]


def issue(printed):
    """Return the nodes of an Issue's page; its publication is loaded."""
    magazine = things.magazine(printed.publication.title, printed.publication)
    node = things.number(printed, ref(magazine))
    address = absolute(printed.get_absolute_url())
    return [_page("CollectionPage", address, str(printed), node), node, magazine, *_site()]


def collection(entry):
    """Return the nodes of the page of a Topic, Period, Place or Figure."""
    node = things.entry(entry)
    address = absolute(entry.get_absolute_url())
    return [_page("CollectionPage", address, entry.name, node, link="about"), node, *_site()]


def _site():
    return [things.organization(), things.website()]


def _page(kind, address, name, about, link="mainEntity"):
    return known(
        type_=kind,
        id_=f"{address}#webpage",
        url=address,
        name=name,
        isPartOf={"@id": absolute("/#website")},
        breadcrumb={"@id": f"{address}#breadcrumb"},
        **{link: ref(about)},
    )
