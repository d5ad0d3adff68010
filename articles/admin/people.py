"""Authors and books."""

from django.contrib import admin

from articles.models import Author, Book

from .base import NamedAdmin, SharedAdmin
from .merging import MergingMixin
from .pasting import PastingMixin


@admin.register(Author)
class AuthorAdmin(PastingMixin, MergingMixin, NamedAdmin):
    pasted_into = "author"
    list_display = ["name", "post", "orcid", "has_disclosure"]
    search_fields = ["name", "sort_name", "slug", "orcid"]
    search_help_text = "A name, or an ORCID iD or Wikidata id in any form"
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["portrait"]
    fieldsets = [
        (None, {"fields": ["name", "sort_name", "slug", "post", "fields", "biography", "portrait"]}),
        ("Elsewhere", {"fields": ["orcid", "wikidata", "website"]}),
        ("Trust", {"fields": ["disclosure"]}),
    ]

    @admin.display(description="disclosure", boolean=True)
    def has_disclosure(self, author):
        return bool(author.disclosure)


@admin.register(Book)
class BookAdmin(MergingMixin, SharedAdmin):
    list_display = ["title", "names", "publisher", "year", "isbn"]
    search_fields = ["title", "authors__name", "isbn"]
    search_help_text = "A title, an author’s name, or an ISBN of 10 or 13 digits"
    list_filter = ["publisher"]
    autocomplete_fields = ["authors", "cover"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("authors")

    @admin.display(description="authors")
    def names(self, book):
        return ", ".join(author.name for author in book.authors.all())
