"""The way from manuscript to print in the admin: publish, schedule, withdraw, unschedule."""

from datetime import date, datetime, time

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import ledger, moments, readiness, reviewing, signoffs, substance, workflow
from articles.forms import PublishForm, WithdrawForm
from articles.models import Question
from articles.moments import words as moment

from .base import DayAndTime


class PublishingMixin:
    """The verbs of workflow as buttons and pages of the question's admin."""

    def get_urls(self):
        verbs = [
            ("publish", "<int:pk>/publish/", self.publish),
            ("withdraw", "<int:pk>/withdraw/", self.withdraw),
            ("unschedule", "<int:pk>/unschedule/<int:edition>/", require_POST(self.unschedule)),
        ]
        own = [
            path(route, self.admin_site.admin_view(never_cache(view)), name=f"articles_question_{name}")
            for name, route, view in verbs
        ]
        return [*own, *super().get_urls()]

    # --- the buttons of the question's page ---

    def response_add(self, request, obj, post_url_continue=None):
        return self._go_on(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._go_on(request, obj) or super().response_change(request, obj)

    def _go_on(self, request, question):
        """Do what the pressed button asked for beyond saving; None for the plain save buttons."""
        pages_of_buttons = {"_preview": "preview", "_schedule": "publish", "_withdraw": "withdraw"}
        button = next((name for name in ("_publish", *pages_of_buttons) if name in request.POST), None)
        if button is None:
            return None
        here = reverse("admin:articles_question_change", args=[question.pk])
        if button != "_preview" and not may_publish(request):
            self.message_user(
                request, "Saved, but not published: you have no permission for that.", messages.WARNING
            )
        elif button != "_publish":
            return redirect(f"admin:articles_question_{pages_of_buttons[button]}", question.pk)
        elif readiness.open_findings(stored := Question.objects.for_print().get(pk=question.pk)):
            self.message_user(
                request, "Saved, but not published yet: what is still missing stands below.", messages.WARNING
            )
        elif substance.needs_kind(stored):
            told = (
                "Saved, but not published yet: readers have another text, so say what kind of change this is."
            )
            self.message_user(request, told, messages.WARNING)
            return redirect("admin:articles_question_publish", question.pk)
        else:
            self._carry_out(request, workflow.publish, question=question, by=request.user)
        return redirect(here)

    # --- pages ---

    def publish(self, request, pk):
        """Publish or schedule, with a note to readers where an earlier edition is corrected."""
        question = self._question(request, pk, to_publish=True)
        widget = DayAndTime()
        widget.name = "Publish at"
        form = PublishForm(
            request.POST or None,
            initial={
                **noted(request),
                **planned(request),
                "version": question.version,
                "review_by": reviewing.after(planned=question.review_by),
            },
            has_live_edition=question.editions.live().exists(),
            widget=widget,
            says_else=substance.needs_kind(question),
        )
        if request.method == "POST" and form.is_valid():
            question.version = form.cleaned_data["version"]
            words = {
                "at": form.cleaned_data["at"],
                "review_by": form.cleaned_data["review_by"],
                "correction": form.correction,
                "substantial": form.substance,
            }
            if self._carry_out(request, workflow.publish, question=question, by=request.user, **words):
                return redirect("admin:articles_question_change", question.pk)
        return self._verb_page(request, question, form, "Publish or schedule", submit="Publish")

    def withdraw(self, request, pk):
        """Take the question from the site, with a reason that readers see."""
        question = self._question(request, pk, to_publish=True)
        form = WithdrawForm(request.POST or None, initial={"version": question.version})
        if request.method == "POST" and form.is_valid():
            question.version = form.cleaned_data["version"]
            words = {"by": request.user, "reason": form.cleaned_data["reason"]}
            if self._carry_out(request, workflow.withdraw, question=question, **words):
                return redirect("admin:articles_question_change", question.pk)
        return self._verb_page(request, question, form, "Withdraw")

    def unschedule(self, request, pk, edition):
        """Cancel a scheduled edition."""
        question = self._question(request, pk, to_publish=True)
        scheduled = question.editions.filter(number=edition).first()
        if scheduled is None:
            raise Http404
        version = request.POST.get("version", "")
        question.version = int(version) if version.isdecimal() and len(version) < 10 else None
        self._carry_out(request, workflow.unschedule, question=question, by=request.user, edition=scheduled)
        return redirect("admin:articles_question_change", question.pk)

    def _question(self, request, pk, *, to_publish=False):
        """Return the question, whole; 404 where there is none, 403 to whom it is not open."""
        if not self.has_view_permission(request) or (to_publish and not may_publish(request)):
            raise PermissionDenied
        question = Question.objects.for_print().filter(pk=pk).first()
        if question is None:
            raise Http404
        return question

    def _carry_out(self, request, verb, *, question, told="", **words):
        """Call a workflow verb, tell the editor how it went and log it; return whether it was carried out."""
        try:
            result = verb(**({} if verb is workflow.take_back else {"question": question}), **words)
        except workflow.Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return False
        told = told or _told(verb, result)
        self.message_user(request, told, messages.SUCCESS)
        self.log_change(request, question, told)
        return True

    def desk(self, request, question):
        """What a page shows of publication: state, editions to come, and what stops the next one."""
        now = timezone.now()
        prefetch_related_objects([question], "claims")
        claims = ledger.entries(question)
        return {
            **checks(question),
            "live_edition": question.editions.live(now).defer("content").first(),
            "scheduled_editions": list(
                question.editions.scheduled(now).defer("content").order_by("live_from")
            ),
            "ledger_open": sum(entry.is_open for entry in claims),
            "ledger_count": len(claims),
            "signoffs": signoffs.standing(question),
            "may_mark": request.user.has_perm("articles.add_claim"),
            "withdrawn": question.stage == Question.Stage.WITHDRAWN,
            "may_publish": may_publish(request),
            "time_zone": timezone.get_current_timezone_name(),
        }

    def _verb_page(self, request, question, form, title, submit=None, *, template="verb", **more):
        context = {
            **self.admin_site.each_context(request),
            **self.desk(request, question),
            "title": title,
            "submit": submit or title,
            "question": question,
            "opts": self.opts,
            "form": form,
            "media": form.media,
            **more,
        }
        return TemplateResponse(request, f"admin/articles/question/{template}.html", context)


def checks(question):
    """Return what the checklist shows of ``question``, stored or typed: what stops it, hints, what was let pass."""
    found = readiness.not_let_pass(question)
    waivers = question.waivers.filter(taken_back_at=None).select_related("by")
    return {
        "findings": [finding for finding in found if finding.stops],
        "hints": [finding for finding in found if not finding.stops],
        "may_waive": any(finding.waivable for finding in found),
        "waivers": waivers,
    }


def may_publish(request):
    """Whether the user may publish, schedule, waive and withdraw."""
    return request.user.has_perm("articles.publish_question")


def asked_day(request):
    """Return the date in ``?day=``, or None where there is none that the calendar goes to."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
    return day if day.year in moments.YEARS[1:-1] else None


def planned(request):
    """Return {"at": nine o'clock on the day in ``?day=``} for the publish page, {} without."""
    day = asked_day(request)
    return {"at": datetime.combine(day, time(9))} if day else {}


def noted(request):
    """Return what an accepted report of an error brings along for the note to readers."""
    return {name: request.GET[name] for name in ("kind", "noticed_by") if name in request.GET}


def _told(verb, result):
    """Return the sentence that tells an editor what a workflow verb did."""
    if verb is workflow.publish:
        when = "is live" if result.is_live() else f"will be live from {moment(result.live_from)}"
        return f"Edition {result.number} {when}."
    if verb is workflow.withdraw:
        return "The question is withdrawn. Its address now shows the reason."
    if verb is workflow.unschedule:
        return f"Edition {result.number} is cancelled."
    if verb is workflow.take_back:
        return f"Taken back: {result}"
    if verb is workflow.reschedule:
        return f"Moved. It is edition {result.number} now and will be live from {moment(result.live_from)}."
    return f"Let pass: {len(result)} finding{'' if len(result) == 1 else 's'}."
