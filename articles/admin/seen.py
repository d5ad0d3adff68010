"""What somebody saw before saying "do it": nothing is deleted, and nothing done to several at once, that changed since.

A page carries a mark of each row that it shows. Where the database has another one by the time of the answer, what
changed is said, and asked again. The marks are digests under the site's key: they tell nothing of what they stand for.
"""

from functools import wraps

from django.contrib import messages
from django.contrib.admin.utils import NestedObjects, unquote
from django.core import signing
from django.db import router, transaction
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.text import capfirst, get_text_list

SALT = "articles.admin.seen"
# What changes without anybody having done anything to the row.
PASSING = {"seen_at", "typed_at", "since", "last_login"}
NAMED = 8


def mark(row):
    """Return a short digest of what people wrote in ``row``, a stored row."""
    said = [
        f"{field.attname}={field.value_from_object(row)!r}"
        for field in row._meta.concrete_fields
        if field.editable and field.name not in PASSING
    ]
    return salted_hmac(SALT, "\n".join([*_key(row), *said]), algorithm="sha256").hexdigest()[:16]


def all_marks(rows):
    """Return {"source 5": (row, mark)} of ``rows`` and of all that is deleted along with them."""
    found = NestedObjects(using=router.db_for_write(type(rows[0]))) if rows else None
    if found is None:
        return {}
    found.collect(rows)
    return marks_of(row for group in found.data.values() for row in group)


def marks_of(rows):
    """Return the same of ``rows`` alone."""
    return {" ".join(_key(row)): (row, mark(row)) for row in rows}


def sign(marks):
    """Return ``marks`` as a page carries them."""
    return signing.dumps({key: own for key, (_, own) in marks.items()}, salt=SALT, compress=True)


def is_same(token, other):
    """Whether two pages carry the same marks."""
    try:
        return signing.loads(token, salt=SALT) == signing.loads(other, salt=SALT)
    except signing.BadSignature:
        return False


def changes(token, marks):
    """Return a phrase for everything in ``marks`` that is not as in ``token``; None where there is no good token."""
    try:
        shown = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    said = [
        f"{_name(row)} {'was changed' if key in shown else 'is new'}"
        for key, (row, own) in marks.items()
        if shown.get(key) != own
    ]
    return said + [
        f"{key.rpartition(' ')[0]} number {key.rpartition(' ')[2]} is gone" for key in shown.keys() - marks
    ]


def listed(phrases):
    """Return ``phrases`` as one, the first few of them."""
    more = [f"{len(phrases) - NAMED} more"] if len(phrases) > NAMED else []
    return get_text_list(phrases[:NAMED] + more, "and")


def lock(model, keys):
    """Lock the rows of ``model`` with these keys until the transaction ends."""
    list(model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def as_seen(request, row):
    """Whether ``row`` is what the page showed that sent ``request``, by the marks of its rows ("seen")."""
    return f"{row.pk}:{mark(row)}" in request.POST.getlist("seen")


class SeenMixin:
    """For admin classes: deletions and actions that are of what was shown."""

    # --- deletions ---

    def _delete_view(self, request, object_id, extra_context):
        row = self.get_object(request, unquote(object_id)) if request.POST else None
        if row is not None and self.has_delete_permission(request, row):
            lock(self.model, [row.pk])
            now = self.get_object(request, unquote(object_id))
            if now is None or not self._is_as_shown(request, [now]):
                request.POST = QueryDict()  # so the page is shown again
        return super()._delete_view(request, object_id, extra_context)

    def render_delete_form(self, request, context):
        return super().render_delete_form(request, {**context, "seen": sign(all_marks([context["object"]]))})

    def _is_as_shown(self, request, rows):
        said = changes(request.POST.get("seen", ""), all_marks(rows))
        if said:
            told = f"Not deleted, because of what changed after this page was shown: {listed(said)}."
            self.message_user(request, f"{told} Look again.", messages.WARNING)
        elif said is None:
            self.message_user(request, "Look at what goes, then confirm it here.", messages.WARNING)
        return said == []

    # --- lists ---

    def list_mark(self, row):
        """Return the mark that the list carries of ``row``."""
        return mark(row)

    def action_checkbox(self, obj):
        return format_html(
            '{}<input type="hidden" name="seen" value="{}:{}">',
            super().action_checkbox(obj),
            obj.pk,
            self.list_mark(obj),
        )

    def get_actions(self, request):
        return {
            name: (_of_what_was_shown(action), name, description)
            for name, (action, name, description) in super().get_actions(request).items()
        }

    def _moved(self, request, queryset):
        """Return rows of ``queryset`` that are not as the list showed them; of all pages, those on the one shown."""
        seen = dict(value.partition(":")[::2] for value in request.POST.getlist("seen"))
        across = request.POST.get("select_across") == "1"
        return [
            row
            for row in queryset
            if seen.get(str(row.pk), self.list_mark(row) if across else "") != self.list_mark(row)
        ]


def _of_what_was_shown(action):
    """Return the admin ``action`` so that it is done to rows which are as they were shown."""
    if getattr(action, "is_of_what_was_shown", False):
        return action

    @wraps(action)
    def checked(own, request, queryset):
        with transaction.atomic():
            lock(own.model, list(queryset.order_by().values_list("pk", flat=True)))
            if action.__name__ == "delete_selected":
                return _delete_selected(action, own, request, queryset)
            if moved := own._moved(request, queryset):
                told = f"{len(moved)} left as they are, because they changed after the list was shown: "
                names = listed([f"“{row}”" for row in moved])
                own.message_user(request, f"{told}{names}. Look again, and choose again.", messages.WARNING)
                queryset = queryset.exclude(pk__in=[row.pk for row in moved])
            return action(own, request, queryset) if queryset.exists() else None

    checked.is_of_what_was_shown = True
    return checked


def _delete_selected(action, own, request, queryset):
    if not request.POST.get("post"):
        if moved := own._moved(request, queryset):
            names = listed([f"“{row}”" for row in moved])
            own.message_user(request, f"Changed after the list was shown: {names}.", messages.WARNING)
    elif not own._is_as_shown(request, list(queryset)):
        request.POST = request.POST.copy()
        del request.POST["post"]
    response = action(own, request, queryset)
    if isinstance(response, TemplateResponse):
        response.context_data["seen"] = sign(all_marks(list(queryset)))
    return response


def _key(row):
    return str(row._meta.verbose_name), str(row.pk)


def _name(row):
    if row._meta.auto_created:
        return f"a {row._meta.verbose_name}"
    return f"{capfirst(row._meta.verbose_name)} “{row}”"
