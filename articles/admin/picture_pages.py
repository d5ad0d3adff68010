"""The picture desk's own pages: several uploads at once, thumbnails whatever the rights, two pictures told apart."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from articles import uploads
from articles.models import Likeness, Picture, Rendition

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif"


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.Field):
    """Uploads as they came: each is judged later by itself, so that a bad one stops none of the others."""

    widget = SeveralFiles(attrs={"multiple": True, "accept": ACCEPTED})

    def clean(self, value):
        files = value or []
        if not files:
            raise forms.ValidationError("Choose at least one picture.")
        if len(files) > uploads.MOST:
            raise forms.ValidationError(
                f"These are {len(files)} files; at most {uploads.MOST} fit at once. Send them in parts."
            )
        return files


class UploadForm(forms.ModelForm):
    """Files, and what is true of all of them."""

    files = SeveralFilesField(
        label="Pictures",
        help_text=f"JPEG, PNG, WebP or AVIF, at most 25 MB and 40 megapixels each, up to {uploads.MOST} at once.",
    )

    class Meta:
        model = Picture
        fields = ["credit", "rights_holder", "licence", "rights_from", "rights_until"]
        widgets = {name: forms.DateInput(attrs={"type": "date"}) for name in ("rights_from", "rights_until")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["files"])
        for name in ("rights_from", "rights_until"):
            # What a browser's date picker sends, beside what people type where it has none.
            self.fields[name].input_formats = ["%Y-%m-%d", "%d/%m/%Y"]
            self.fields[name].widget.format = "%Y-%m-%d"


class PicturePagesMixin:
    """Addresses of the picture's admin beyond list and form."""

    def get_urls(self):
        pages = [
            ("upload", "upload/", self.upload),
            (
                "thumbnail",
                "<int:pk>/thumbnail/",
                require_safe(cache_control(private=True, max_age=60)(self.file)),
            ),
            ("different", "<int:pk>/different/<int:other>/", require_POST(self.different)),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"articles_picture_{name}")
            for name, route, view in pages
        ]
        return [*own, *super().get_urls()]

    def upload(self, request):
        """Take in several files at once; the answer has a sentence about each."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        outcomes = []
        if request.method == "POST" and form.is_valid():
            words = {name: form.cleaned_data[name] for name in form._meta.fields}
            outcomes = uploads.take_in(form.cleaned_data["files"], by=request.user, **words)
            for outcome in outcomes:
                if outcome.is_new:
                    self.log_addition(request, outcome.picture, "Uploaded with others.")
        context = {
            **self.admin_site.each_context(request),
            "title": "Upload pictures",
            "opts": self.opts,
            "form": form,
            "outcomes": outcomes,
            "stored": sum(outcome.is_new for outcome in outcomes),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/picture/upload.html", context)

    def file(self, request, pk):
        """A picture as the desk sees it, ``?width=`` pixels or the nearest there is, whatever its rights."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        wanted = request.GET.get("width", "")
        width = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 6 else 320
        made = Rendition.objects.filter(picture=pk, format=Rendition.Format.JPEG)
        best = min(made, key=lambda rendition: abs(rendition.width - width), default=None)
        if best is None:
            raise Http404
        try:
            return FileResponse(default_storage.open(best.file.name), content_type="image/jpeg")
        except FileNotFoundError as error:
            raise Http404 from error

    def different(self, request, pk, other):
        """Remember that two pictures that look alike are two."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        pair = Likeness.objects.filter(Q(one=pk, other=other) | Q(one=other, other=pk))
        if not pair.update(dismissed=True):
            raise Http404
        self.message_user(request, "Noted: these are two different pictures.", messages.SUCCESS)
        return redirect("admin:articles_picture_change", pk)
