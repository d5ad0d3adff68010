"""What is typed and not saved, and who else is typing: private, and without a trace on the question itself."""

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache

from articles import keeping
from articles.models import OpenPage, Question, Revision
from articles.safeforms import PAGE_KEY

MOST_FIELDS = 20_000
MOST_PAGES = 50


class UnsavedMixin:
    """Keeps what is typed every few seconds, offers it again, and says who else has the page open."""

    def get_urls(self):
        views = [
            path(
                route, self.admin_site.admin_view(never_cache(self.unsaved)), name=f"articles_question_{name}"
            )
            for name, route in (("unsaved", "<int:pk>/unsaved/"), ("unsavednew", "unsaved/"))
        ]
        return [*views, *super().get_urls()]

    def unsaved(self, request, pk=None):
        """GET: whether the session lives, and a fresh token. POST: keep what is typed, or say that the page is open."""
        question = self._edited(request, pk)
        if request.method != "POST":
            return JsonResponse({"csrf": get_token(request), "user": request.user.pk})
        page = request.POST.get("page", "")
        if not PAGE_KEY.fullmatch(page):
            return HttpResponseBadRequest("Which page?")
        if OpenPage.objects.filter(page=page).exclude(user=request.user, question=question).exists():
            return HttpResponseBadRequest("That page is not yours, or shows another question.")
        if "discard" in request.POST:
            OpenPage.objects.filter(page=page, user=request.user).update(typed=None, typed_at=None)
            messages.info(request, "What you had typed and not saved is discarded.")
            return redirect(self._form_of(pk))
        try:
            typed = _pairs(request.POST.get("typed", "")) or None
        except ValueError:
            return HttpResponseBadRequest("That is more than a form can hold.")
        now = timezone.now()
        heard = {
            "seen_at": now,
            **({"typed": typed, "typed_at": typed and now} if "typed" in request.POST else {}),
        }
        OpenPage.objects.update_or_create(page=page, user=request.user, question=question, defaults=heard)
        OpenPage.objects.filter(user=request.user, typed__isnull=True).exclude(
            pk__in=OpenPage.objects.heard(now)
        ).delete()
        return JsonResponse(self._news(request, question, page, now))

    def _edited(self, request, pk):
        """Return the question that may be edited, None for a new one; 403 and 404 otherwise."""
        if not (self.has_add_permission(request) if pk is None else self.has_change_permission(request)):
            raise PermissionDenied
        if pk is None:
            return None
        question = Question.objects.filter(pk=pk).only("pk", "version", "owner_id").first()
        if question is None:
            raise Http404
        if not self.has_change_permission(request, question):
            raise PermissionDenied
        return question

    def _news(self, request, question, page, now):
        """What the page wants to know: who else is there, whether the question moved on, what became of other pages."""
        asked = [key for key in request.POST.get("pages", "").split() if PAGE_KEY.fullmatch(key)][:MOST_PAGES]
        saved = Revision.objects.in_line().filter(page__in=asked, by=request.user)
        opened = request.POST.get("version", "")
        moved = question is not None and opened.isdecimal() and opened != str(question.version)
        return {
            "at": _clock(now),
            "others": others(question, request.user, now),
            "moved": _moved(question, request.user) if moved else "",
            "saved": list(saved.values_list("page", flat=True).distinct()) if asked else [],
        }

    # --- the question's page ---

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """With ``?draft=`` the page shows what was typed on another page and not saved: a save that is held."""
        if request.method != "GET" or "draft" not in request.GET:
            return super().changeform_view(request, object_id, form_url, extra_context)
        mine = OpenPage.objects.unsaved().filter(
            user=request.user, page=request.GET["draft"].replace("\x00", "")
        )
        draft = next((row for row in mine if str(row.question_id or "") == (object_id or "")), None)
        if draft is None:
            messages.warning(request, "These changes were saved or discarded since.")
            return redirect(request.path)
        at = _clock(draft.typed_at)
        request.held = f"These are your changes of {at}. They are not saved yet: look, and save them."
        _ = request.FILES  # Read now: it would be taken from the body of a POST, which this is not.
        request.method, request.POST = "POST", QueryDict(urlencode([tuple(pair) for pair in draft.typed]))
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        finally:
            request.method = "GET"

    def render_change_form(self, request, context, obj=None, **kwargs):
        if (obj is None and self.has_add_permission(request)) or (
            obj and self.has_change_permission(request, obj)
        ):
            context["safety"] = self._safety(request, context["adminform"].form, obj)
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def _safety(self, request, form, question):
        name = "unsaved" if question else "unsavednew"
        key = form["page_key"].value() or ""
        mine = OpenPage.objects.unsaved().filter(user=request.user, question=question).exclude(page=key)
        return {
            "address": reverse(f"admin:articles_question_{name}", args=[question.pk] if question else []),
            "offers": [
                {"page": draft.page, "at": _clock(draft.typed_at), "until": keeping.kept_until(draft)}
                for draft in mine.defer("typed").order_by("-typed_at")[:5]
            ],
            "others": others(question, request.user, timezone.now()),
            "question": question.pk if question else "new",
        }

    def _form_of(self, pk):
        name = "change" if pk else "add"
        return reverse(f"admin:articles_question_{name}", args=[pk] if pk else [])


def others(question, user, now):
    """Return in words who else has the page of ``question`` open: ["Ann since 14:02"]."""
    if question is None:
        return []
    pages = OpenPage.objects.heard(now).filter(question=question).exclude(user=user)
    first = {}
    for open_page in pages.defer("typed").select_related("user").order_by("since"):
        first.setdefault(open_page.user_id, open_page)
    return [f"{_name(row.user)} since {_clock(row.since)}" for row in first.values()]


def _moved(question, user):
    """Return the sentence that says that ``question`` was saved since the page was opened."""
    last = question.revisions.in_line().light().select_related("by").order_by("-number").first()
    if last is None or last.by is None or last.by == user:
        return ""
    return (
        f"{_name(last.by)} saved this question at {_clock(last.at)}. "
        "Go on: when you save, the two are brought together."
    )


def _name(user):
    return user.get_full_name() or user.get_username()


def _clock(at):
    """Return the time in words: "14:02", and the day before it where that is not today."""
    local = timezone.localtime(at)
    return date_format(local, "H:i" if local.date() == timezone.localdate() else "j M Y, H:i")


def _pairs(text):
    """Return the form in ``text`` (as addresses have it) as [name, value] pairs that JSON can hold."""
    pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
    return [[part.replace("\x00", "") for part in pair] for pair in pairs if pair[0] != "csrfmiddlewaretoken"]
