"""The picture desk."""

from django.contrib import admin
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from articles import renditions
from articles.forms import PictureForm
from articles.models import Picture, Rendition

from .base import DeskAdmin


class RightsFilter(admin.SimpleListFilter):
    title = "rights"
    parameter_name = "rights"

    def lookups(self, request, model_admin):
        return [("shown", "may be shown today"), ("lapsed", "lapsed")]

    def queryset(self, request, queryset):
        if self.value() == "shown":
            return queryset.shown()
        if self.value() == "lapsed":
            return queryset.filter(rights_until__lt=timezone.localdate())
        return queryset


@admin.register(Picture)
class PictureAdmin(DeskAdmin):
    form = PictureForm
    list_display = ["thumbnail", "title", "alt", "size", "licence", "rights_until", "uploaded_at"]
    list_display_links = ["thumbnail", "title"]
    list_filter = ["licence", "decorative", RightsFilter]
    search_fields = ["title", "alt", "caption", "credit", "rights_holder"]
    readonly_fields = ["preview", "size", "sha256", "uploaded_at", "uploaded_by"]
    fieldsets = [
        (None, {"fields": ["title", "original", "preview"]}),
        ("For readers", {"fields": ["alt", "decorative", "caption", "credit"]}),
        ("Rights", {"fields": ["rights_holder", "licence", "rights_from", "rights_until"]}),
        ("Focal point", {"fields": [("focal_x", "focal_y")]}),
        ("Facts", {"fields": ["size", "sha256", "uploaded_at", "uploaded_by"]}),
    ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else [(None, {"fields": ["title", "original"]}), *fieldsets[1:-1]]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("uploaded_by").prefetch_related("renditions")

    def save_model(self, request, obj, form, change):
        if not change:
            obj.uploaded_by = request.user
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            if "original" in form.changed_data:
                renditions.make_soon(obj)

    # --- the newsroom's first page ---

    def on_the_desk(self, request):
        """Return the group of pictures whose right ends within a month for the newsroom's first page."""
        if not self.has_view_permission(request):
            return []
        return [
            {
                "name": "Picture rights about to end",
                "items": [
                    {
                        "text": picture.title,
                        "address": reverse("admin:articles_picture_change", args=[picture.pk]),
                        "note": f"last day {date_format(picture.rights_until, 'j M Y')}",
                    }
                    for picture in Picture.objects.lapsing()[:8]
                ],
                "otherwise": "No right to a picture ends this month.",
            }
        ]

    # --- columns and fields ---

    @admin.display(description="picture")
    def thumbnail(self, picture):
        return self._image(picture, 320, "thumbnail")

    @admin.display(description="as readers get it")
    def preview(self, picture):
        return self._image(picture, 960, "preview")

    @admin.display(description="size", ordering="width")
    def size(self, picture):
        return f"{picture.width} × {picture.height} px" if picture.pk else "–"

    def _image(self, picture, width, css_class):
        jpegs = [
            rendition for rendition in picture.renditions.all() if rendition.format == Rendition.Format.JPEG
        ]
        best = (
            min(jpegs, key=lambda rendition: abs(rendition.width - width), default=None)
            if picture.pk
            else None
        )
        if not best:
            return "being made" if picture.pk else "–"
        return format_html(
            '<img class="{}" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            css_class,
            best.file.url,
            best.width,
            best.height,
            picture.alt,
        )
