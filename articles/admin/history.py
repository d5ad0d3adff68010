"""A question's history for editors: who saved what when, any two compared, one restored, a clash resolved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache

from articles import audit, deskmail, keeping, manuscripts, workflow
from articles.manuscripts.documents import DESK
from articles.models import OpenPage, Question, Revision

from .saving import merge_into, told

A_PAGE = 25
CHANGED_MEANWHILE = (
    "Somebody saved this question while you were looking at this page. Look again, and decide anew."
)
CHOICES = {
    "theirs": "What stands there now",
    "yours": "What was kept aside",
    "both": "Both, one after the other",
}


class HistoryMixin:
    """The history page of a question, and the pages that begin there."""

    object_history_template = "admin/articles/question/object_history.html"

    def get_urls(self):
        views = [
            ("compare", "<int:pk>/compare/", self.compare),
            ("restore", "<int:pk>/restore/<int:number>/", self.restore),
            ("resolve", "<int:pk>/resolve/<int:number>/", self.resolve),
        ]
        own = [
            path(route, self.admin_site.admin_view(never_cache(view)), name=f"articles_question_{name}")
            for name, route, view in views
        ]
        return [*own, *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """Django's page, headed by the versions: a page of them by number, without their documents."""
        revisions = Revision.objects.none()
        if object_id.isascii() and object_id.isdecimal() and len(object_id) < 19:
            revisions = Revision.objects.filter(question=int(object_id)).visible().light()
        before = _number(request.GET.get("before", ""))
        older = revisions.filter(number__lt=before) if before else revisions
        found = list(older.select_related("by").order_by("-number")[: A_PAGE + 1])
        context = {
            "revisions": found[:A_PAGE],
            "before": found[A_PAGE - 1].number if len(found) > A_PAGE else None,
            "is_newest": not before,
            "may_change": self.has_change_permission(request),
        }
        return super().history_view(request, object_id, {**context, **(extra_context or {})})

    def get_deleted_objects(self, objs, request):
        """A question takes its versions along; hundreds of them are no help in deciding."""
        to_delete, *rest = super().get_deleted_objects(objs, request)
        return _without_versions(to_delete), *rest

    def compare(self, request, pk):
        """Two versions word by word, rows and all: ``?from=3&to=7`` in either order; without ``to``, today's."""
        question = self._history_of(request, pk)
        asked = sorted({number for name in ("from", "to") if (number := _number(request.GET.get(name, "")))})
        found = {row.number: row for row in question.revisions.filter(number__in=asked).select_related("by")}
        if not asked or len(found) != len(asked):
            raise Http404
        old = found[asked[0]]
        new = found[asked[1]] if len(asked) > 1 else None
        document = new.manuscript if new else manuscripts.freeze(question)
        context = {"old": old, "new": new, "changes": manuscripts.between(old.manuscript, document)}
        return self._page(request, question, "compare", "What changed", context)

    def restore(self, request, pk, number):
        """Bring an older version back, as the newest: nothing that came after it is lost."""
        question = self._history_of(request, pk, to_change=True)
        revision = _revision(question, number)
        if request.method == "POST":
            with transaction.atomic():
                question = Question.objects.select_for_update().get(pk=pk)
                if str(question.version) != request.POST.get("version"):
                    messages.error(request, CHANGED_MEANWHILE)
                elif self._put_back(request, question, revision):
                    return redirect("admin:articles_question_change", pk)
        changes = manuscripts.between(manuscripts.freeze(question), revision.manuscript)
        context = {"revision": revision, "changes": changes, "version": question.version}
        return self._page(request, question, "restore", f"Restore version {number}", context)

    def _put_back(self, request, question, revision):
        """Restore ``revision`` on the locked question; return whether it could be."""
        keeping.keep_found(question)
        try:
            restored = f"restored version {revision.number}"
            with transaction.atomic(), audit.watching(question, by=request.user, beginning=restored):
                lost = manuscripts.apply(revision.manuscript, question, keep=DESK)
        except ValidationError as error:
            messages.error(request, f"This version cannot be restored: {' '.join(error.messages)}")
            return False
        except IntegrityError:
            messages.error(
                request, "This version cannot be restored: something in it is taken by another row now."
            )
            return False
        note = f"Version {revision.number}"
        workflow.changed(question=question, by=request.user, kind=Revision.Kind.RESTORED, note=note)
        self.log_change(request, question, f"Restored version {revision.number}.")
        for sentence in lost:
            messages.warning(request, sentence)
        messages.success(
            request, f"Version {revision.number} is restored. What stood here before is in the history."
        )
        return True

    def resolve(self, request, pk, number):
        """What was kept aside because it clashed: each clash in three texts, to choose from."""
        question = self._history_of(request, pk, to_change=True)
        aside = _revision(question, number)
        if aside.kind != Revision.Kind.ASIDE:
            raise Http404
        base = keeping.base_of(aside)
        choices = {
            name.removeprefix("choice-"): value
            for name, value in request.POST.items()
            if name.startswith("choice-")
        }
        with transaction.atomic():
            question = Question.objects.select_for_update().get(pk=pk)
            now = keeping.keep_found(question) if request.method == "POST" else manuscripts.freeze(question)
            is_stale = request.method == "POST" and str(question.version) != request.POST.get("version")
            if is_stale:
                messages.error(request, CHANGED_MEANWHILE)
            try:
                found, lost = self._joined(
                    question, base, now, aside, choices, dry=request.method != "POST" or is_stale
                )
            except workflow.Refused as refusal:
                messages.error(request, str(refusal))
                found, lost = manuscripts.merge(base, now, aside.manuscript, doubtful=True), []
            else:
                if request.method == "POST" and not is_stale and not found.clashes:
                    return self._finish(request, question, aside, found, lost)
        context = {
            "aside": aside,
            "found": found,
            "clashes": [_ways(clash, choices) for clash in found.clashes],
            "version": question.version,
            "others": keeping.others_since(question, aside.base, aside.by),
        }
        if request.method == "POST" and found.clashes and not is_stale:
            messages.error(request, "Choose for each of these what shall stand.")
        return self._page(request, question, "resolve", "Bring together", context)

    def _joined(self, question, base, now, aside, choices, *, dry):
        if not dry:
            with deskmail.handing_over(question, by=aside.by), audit.watching(question, by=aside.by):
                return merge_into(question, base, now, aside.manuscript, choices)
        try:
            with transaction.atomic():
                found, lost = merge_into(question, base, now, aside.manuscript, choices)
                transaction.set_rollback(True)
        finally:
            question.refresh_from_db()
        return found, lost

    def _finish(self, request, question, aside, found, lost):
        workflow.changed(
            question=question,
            by=request.user,
            kind=Revision.Kind.MERGED,
            note=f"With what was kept aside as version {aside.number}",
            page=aside.page,
            rows=aside.rows,
            submitted=aside.manuscript,
        )
        OpenPage.objects.filter(page=aside.page, question=question).update(typed=None, typed_at=None)
        self.log_change(request, question, f"Brought together with version {aside.number}, kept aside.")
        for sentence in lost:
            messages.warning(request, sentence)
        messages.success(request, told(found, keeping.others_since(question, aside.base, request.user)))
        return redirect("admin:articles_question_change", question.pk)

    def _history_of(self, request, pk, *, to_change=False):
        """Return the question; 404 where there is none, 403 to whom its history is not open."""
        if not self.has_view_permission(request) or (to_change and not self.has_change_permission(request)):
            raise PermissionDenied
        question = Question.objects.filter(pk=pk).first()
        if question is None:
            raise Http404
        if to_change and not self.has_change_permission(request, question):
            raise PermissionDenied
        return question

    def _page(self, request, question, name, title, context):
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "question": question,
            "opts": self.opts,
            **context,
        }
        return TemplateResponse(request, f"admin/articles/question/{name}.html", context)


def _without_versions(lines):
    return [
        _without_versions(line) if isinstance(line, list) else line
        for line in lines
        if isinstance(line, list) or not str(line).startswith(("Revision: ", "Open page: "))
    ]


def _revision(question, number):
    revision = question.revisions.select_related("by").filter(number=number).first()
    if revision is None:
        raise Http404
    return revision


def _number(text):
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _ways(clash, choices):
    """Return a clash with its choices, each a name, a label, and whether it is chosen."""
    names = ["theirs", "yours", *(["both"] if clash.may_be_joined else [])]
    return {
        "clash": clash,
        "ways": [(name, CHOICES[name], choices.get(clash.key) == name) for name in names],
    }
