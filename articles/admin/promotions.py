"""Offers and sponsors' items."""

from django.contrib import admin

from articles.models import Offer, Sponsorship

from .base import SharedAdmin


@admin.register(Offer)
class OfferAdmin(SharedAdmin):
    list_display = ["copy", "price", "currency", "slot", "valid_from", "valid_until"]
    list_filter = ["slot", "publications"]
    search_fields = ["copy"]
    autocomplete_fields = ["publications"]
    date_hierarchy = "valid_from"


@admin.register(Sponsorship)
class SponsorshipAdmin(SharedAdmin):
    list_display = ["headline", "sponsor", "label", "slot", "valid_from", "valid_until"]
    list_filter = ["slot", "sponsor"]
    search_fields = ["headline", "sponsor"]
    autocomplete_fields = ["picture"]
