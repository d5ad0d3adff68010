"""The picture desk."""

from django.contrib import admin, messages
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html

from articles import likeness, renditions, uploads, uses
from articles.forms import PictureForm
from articles.models import Picture, Rendition

from .base import SharedAdmin
from .picture_filters import MissingFilter, RightsFilter, UseFilter
from .picture_pages import PicturePagesMixin

# Name, width by height: what readers' pages and other sites cut pictures to.
CROPS = (("1:1", 1), ("4:3", 4 / 3), ("3:2", 3 / 2), ("16:9", 16 / 9), ("4:5", 4 / 5))


@admin.register(Picture)
class PictureAdmin(PicturePagesMixin, SharedAdmin):
    form = PictureForm
    list_display = ["title"]
    list_filter = [MissingFilter, RightsFilter, UseFilter, "licence"]
    list_per_page = 48
    search_fields = ["title", "alt", "caption", "credit", "rights_holder"]
    search_help_text = "Words of the title, the texts, the credit or the rights holder"
    actions = None
    readonly_fields = [
        "preview",
        "crops",
        "size",
        "sha256",
        "uploaded_at",
        "uploaded_by",
    ]
    fieldsets = [
        (None, {"fields": ["title", "original", "preview"]}),
        ("Focal point", {"fields": [("focal_x", "focal_y"), "crops"]}),
        ("For readers", {"fields": ["alt", "decorative", "caption", "credit"]}),
        ("Rights", {"fields": ["rights_holder", "licence", "rights_from", "rights_until"]}),
        ("Facts", {"fields": ["size", "sha256", "uploaded_at", "uploaded_by"]}),
    ]

    class Media:
        css = {"all": ["articles/pictures.css"]}
        js = ["articles/pictures.js"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj:
            return fieldsets
        place = ("Focal point", {"fields": [("focal_x", "focal_y")]})
        return [(None, {"fields": ["title", "original"]}), *fieldsets[2:4], place]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("uploaded_by").prefetch_related("renditions")
        return rows.annotate(is_used=uses.is_used())

    def render_change_form(self, request, context, obj=None, **kwargs):
        if obj:
            found = uses.of(obj)
            open_to = {type(use.row) for use in found if self._may_see(request, type(use.row))}
            context |= {
                "uses": [(use, _page(use.row)) for use in found if type(use.row) in open_to],
                "hidden_uses": sum(type(use.row) not in open_to for use in found),
                "alike": likeness.alike(obj),
                "earlier_files": obj.earlier_files.select_related("replaced_by"),
            }
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def _may_see(self, request, model):
        admin_of = self.admin_site._registry.get(model)
        return admin_of is not None and admin_of.has_view_permission(request)

    def save_model(self, request, obj, form, change):
        is_replaced = change and "original" in form.changed_data
        if not change:
            obj.uploaded_by = request.user
        with transaction.atomic():
            if is_replaced:
                uploads.remember_earlier_file(obj, by=request.user)
            super().save_model(request, obj, form, change)
            if "original" not in form.changed_data:
                return
            likeness.compare(obj)
            renditions.make_soon(obj)
        if is_replaced:
            told = "Replaced wherever it is used. Does the alternative text still say what it shows?"
            self.message_user(request, told, messages.WARNING)
        for other in likeness.alike(obj):
            address = reverse("admin:articles_picture_change", args=[other.pk])
            told = format_html('This looks like <a href="{}">{}</a>, which is here already.', address, other)
            self.message_user(request, told, messages.WARNING)

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
                        "address": _page(picture),
                        "note": f"last day {date_format(picture.rights_until, 'j M Y')}",
                    }
                    for picture in Picture.objects.lapsing()[:8]
                ],
                "otherwise": "No right to a picture ends this month.",
            }
        ]

    # --- fields ---

    @admin.display(description="as readers get it")
    def preview(self, picture):
        made = [item for item in picture.renditions.all() if item.format == Rendition.Format.JPEG]
        if not made:
            return "being made"
        best = min(made, key=lambda rendition: abs(rendition.width - 960))
        return format_html(
            '<div class="focal" data-focal><img class="preview" src="{}" width="{}" height="{}" alt="{}"></div>',
            _image(picture, 960),
            best.width,
            best.height,
            picture.alt,
        )

    @admin.display(description="crops")
    def crops(self, picture):
        size = (picture.width, picture.height)
        boxes = [(name, ratio, renditions.crop(size, ratio, picture.focal)) for name, ratio in CROPS]
        context = {"picture": picture, "boxes": boxes, "src": _image(picture, 640)}
        return render_to_string("admin/articles/picture/_crops.html", context)

    @admin.display(description="size", ordering="width")
    def size(self, picture):
        return f"{picture.width} × {picture.height} px" if picture.pk else "–"


def _page(row):
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def _image(picture, width):
    return f"{reverse('admin:articles_picture_thumbnail', args=[picture.pk])}?width={width}&of={picture.sha256[:12]}"
