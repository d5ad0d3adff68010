"""Topics, periods, places and figures."""

from django.contrib import admin

from articles import dates
from articles.models import Figure, Period, Place, Topic

from .base import NamedAdmin
from .merging import MergingMixin


class EntryAdmin(MergingMixin, NamedAdmin):
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Topic)
class TopicAdmin(EntryAdmin):
    list_display = ["name", "slug"]


@admin.register(Period)
class PeriodAdmin(EntryAdmin):
    list_display = ["name", "years", "slug"]

    @admin.display(description="span", ordering="span_earliest")
    def years(self, period):
        return dates.display(period.span)


@admin.register(Place)
class PlaceAdmin(EntryAdmin):
    list_display = ["name", "name_then", "country", "latitude", "longitude"]
    search_fields = ["name", "name_then", "slug", "wikidata"]
    list_filter = ["country"]


@admin.register(Figure)
class FigureAdmin(EntryAdmin):
    list_display = ["name", "lived", "description"]
    search_fields = ["name", "slug", "wikidata"]

    @admin.display(description="lived", ordering="born_earliest")
    def lived(self, figure):
        words = [dates.display(date) if date else "?" for date in (figure.born, figure.died)]
        return " – ".join(words) if figure.born or figure.died else "–"
