"""The house style in the admin: the words to avoid, kept by editors."""

from django.contrib import admin

from articles.models import HouseStyleRule

from .base import SharedAdmin


@admin.register(HouseStyleRule)
class HouseStyleRuleAdmin(SharedAdmin):
    list_display = ["find", "use", "note"]
    search_fields = ["find", "use", "note"]
    search_help_text = "A word of the list, or of the notes"
    fields = [("find", "use"), "note", ("whole_word", "match_case")]
