"""Forms of what is no question, saved by two people: what fits together is merged and said, what clashes is shown.

The page carries what it showed, field by field, signed. A field that its editor left alone keeps what the database has
by now; one that both changed is an error, with the three texts above the form. The row is locked from the comparison
to the end of the save. Questions have a way of their own: saving.py.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.admin.utils import unquote
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import get_text_list

from articles import richtext
from articles.models.fields import RichTextField

from .seen import lock

SALT = "articles.admin.shown"
NAME = "shown_values"
GONE = "This is not here any more: somebody else deleted or merged it. What you typed is below: save, to add it anew."
CLASH = "Somebody else changed this after the page was opened: the texts are above. What stands here is saved next."
REMOVED = "Somebody else changed a row that is ticked to be removed: look at it again, and save again."


@dataclass(frozen=True)
class Clash:
    """A field that two people changed, with its texts; ``before`` is None where the page did not say."""

    label: str
    id: str
    before: str | None
    theirs: str
    yours: str


class ShownForm:
    """Beside a ModelForm: compares what its page showed with what is stored now."""

    gone = False  # whether its row was deleted under it

    def __init__(self, *args, **kwargs):
        self.taken, self.moved, self.clashes, self._renewed = [], [], [], {}
        super().__init__(*args, **kwargs)

    @property
    def shown(self):
        """What the page showed of each field: {name: text}. A new page's form shows what is stored."""
        return {**(self._sent() if self.is_bound else self._stored()), **self._renewed}

    def _sent(self):
        return sent(self.data).get("forms", {}).get(self.prefix or "", {})

    def _stored(self):
        names = {
            field.name for field in (*self._meta.model._meta.fields, *self._meta.model._meta.many_to_many)
        }
        return {
            name: as_text(self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
            if name in names and not field.disabled
        }

    def _clean_fields(self):
        super()._clean_fields()
        if self.instance._state.adding:
            return
        before, now = self._sent(), self._stored()
        for name, theirs in now.items():
            shown = before.get(name)
            if shown == theirs:
                continue
            self.moved.append(name)
            if name in self._errors:
                continue
            yours = as_text(self.cleaned_data.get(name))
            if yours == shown:
                self._take(name)
            elif yours != theirs:
                self._clash(name, shown, theirs, yours)
        if self.taken:
            self.__dict__["changed_data"] = [name for name in self.changed_data if name not in self.taken]

    def clean(self):
        if self.gone:
            raise ValidationError(GONE, code="gone")
        return super().clean()

    def _take(self, name):
        many = name in {field.name for field in self._meta.model._meta.many_to_many}
        self.cleaned_data[name] = list(self.initial[name]) if many else getattr(self.instance, name)
        self.taken.append(name)

    def _clash(self, name, *texts):
        bound = self[name]
        words = [text if text is None else self._for_people(name, text) for text in texts]
        self.clashes.append(Clash(bound.label, bound.id_for_label, *words))
        self.add_error(name, ValidationError(CLASH, code="stale"))
        self._renewed[name] = texts[1]

    def _for_people(self, name, text):
        field = self.fields[name]
        if hasattr(field, "queryset"):
            rows = field.queryset.model._base_manager.filter(
                pk__in=[key for key in text.split() if key.isdecimal()]
            )
            return ", ".join(str(row) for row in rows)
        if isinstance(self._meta.model._meta.get_field(name), RichTextField):
            return richtext.plain_text(text)
        return str(dict(getattr(field, "choices", None) or ()).get(text, text))


class ShownFormSet:
    """Beside a formset of ShownForms: a row is removed as it was shown."""

    def clean(self):
        super().clean()
        moved = [form for form in self.initial_forms if form.moved and self._should_delete_form(form)]
        for form in moved:
            form._renewed = form._stored()
        if moved:
            raise ValidationError(REMOVED, code="stale")


class TogetherMixin:
    """For admin classes: two people may have the form open.

    ``beyond_saving`` names buttons that decide something: they do not, where somebody else's change came in.
    """

    beyond_saving = ()

    def _changeform_view(self, request, object_id, form_url, extra_context):
        if request.method == "POST" and object_id is not None and NAME in request.POST:
            row = self.get_object(request, unquote(object_id))
            if row is None and self.has_add_permission(request):
                request.is_gone = "gone" not in sent(request.POST)
                object_id = None
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def get_object(self, request, object_id, from_field=None):
        """On a save, lock the row until it is done."""
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "POST":
            return row
        lock(self.model, [row.pk])
        return super().get_object(request, object_id, from_field)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (ShownForm, form), {"gone": getattr(request, "is_gone", False)})

    def get_formsets_with_inlines(self, request, obj=None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            form = type(formset.form.__name__, (ShownForm, formset.form), {})
            yield type(formset.__name__, (ShownFormSet, formset), {"form": form}), inline

    def render_change_form(self, request, context, obj=None, **kwargs):
        form = context["adminform"].form
        below = [each.formset for each in context["inline_admin_formsets"]]
        forms = [form, *(one for formset in below for one in formset.initial_forms)] if obj else []
        said = {"forms": {one.prefix or "": one.shown for one in forms}, "at": _opened(request)}
        if getattr(request, "is_gone", False):
            said["gone"] = True
        if obj or "gone" in said:
            context[NAME] = signing.dumps(said, salt=SALT, compress=True)
            context["clashes"] = [clash for one in forms for clash in one.clashes]
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        self.tell(request, form)
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        for one in formset.initial_forms:
            self.tell(request, one)
        super().save_formset(request, form, formset, change)

    def tell(self, request, form):
        """Say, once, what somebody else's change put into ``form``; the buttons that decide something are off then."""
        taken, form.taken = getattr(form, "taken", []), []
        if not taken:
            return
        labels = get_text_list([str(form[name].label).lower() for name in taken], "and")
        who = get_text_list(_others(request, form.instance), "and") or "somebody else"
        told = f"Saved, and brought together with what {who} had changed meanwhile: {labels}."
        self.message_user(request, told, messages.WARNING)
        if any(name in request.POST for name in self.beyond_saving):
            request.POST = request.POST.copy()
            for name in self.beyond_saving:
                request.POST.pop(name, None)
            request.POST["_continue"] = ""
            told = "Look at what came together first, then go on from here."
            self.message_user(request, told, messages.WARNING)


def sent(data):
    """Return what the form that was sent as ``data`` says that its page showed; {} where it says nothing good."""
    try:
        return signing.loads(data.get(NAME, ""), salt=SALT)
    except signing.BadSignature:
        return {}


def as_text(value):
    """Return ``value``, of a row or of a form, as the one text that stands for it."""
    if value is None:
        return ""
    if isinstance(value, UploadedFile):
        return f"a new file, {value.name}"
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, QuerySet | list | tuple | set):
        return " ".join(sorted(as_text(each) for each in value))
    if isinstance(value, datetime):
        value = value if timezone.is_aware(value) else timezone.make_aware(value)
        return value.astimezone(UTC).replace(microsecond=0).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value).replace("\r\n", "\n").strip()


def _opened(request):
    """Return when the page was opened, in seconds, whatever was sent from it since."""
    return sent(request.POST).get("at") or timezone.now().timestamp()


def _others(request, row):
    """Return the names of those who saved ``row`` since the page was opened, but for who asks."""
    since = datetime.fromtimestamp(_opened(request), tz=UTC)
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(row), object_id=str(row.pk), action_time__gte=since
    ).exclude(user=request.user)
    people = (entry.user for entry in entries.select_related("user").order_by("action_time"))
    return list(dict.fromkeys(person.get_full_name() or person.get_username() for person in people))
