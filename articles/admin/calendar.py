"""The calendar of the newsroom: what goes live when, what is due, what waits, and moving an edition."""

from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles import links, moments, planning, workflow
from articles.models import CalendarLink

from .base import DayAndTime
from .publishing import asked_day, may_publish

VIEWS = {"month": "Month", "week": "Week", "list": "List"}
LISTED = 56  # days


class MoveForm(forms.Form):
    """Another time for a scheduled edition."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    at = moments.MomentField(label="Move to", help_text="The edition keeps its words.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].widget = DayAndTime()
        self.fields["at"].widget.name = "Move to"


class CalendarMixin:
    """The calendar's pages in the question's admin. Goes before PublishingMixin, whose pages it shares."""

    def get_urls(self):
        own = [
            ("calendar", "calendar/", require_safe(self.calendar)),
            ("ical", "calendar/address/", require_POST(self.ical)),
            ("reschedule", "<int:pk>/reschedule/<int:edition>/", self.reschedule),
        ]
        return [
            *(
                path(route, self.admin_site.admin_view(never_cache(view)), name=f"articles_question_{name}")
                for name, route, view in own
            ),
            *super().get_urls(),
        ]

    def calendar(self, request):
        """A month, a week or a list from ``?day=`` on, ``?view=``; deadlines are left out with ``?due=no``."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        view = request.GET.get("view") if request.GET.get("view") in VIEWS else "month"
        day = asked_day(request) or timezone.localdate()
        first, last, before, after = _span(view, day)
        link = CalendarLink.objects.filter(owner=request.user, revoked_at=None).first()
        context = {
            **self.admin_site.each_context(request),
            "title": "Calendar",
            "opts": self.opts,
            "view": view,
            "views": VIEWS.items(),
            "days": planning.span(first, last),
            "day": day,
            "first": first,
            "last": last,
            "before": before,
            "after": after,
            "today": timezone.localdate(),
            "now": timezone.now(),
            "show_due": request.GET.get("due") != "no",
            "waiting": planning.waiting(),
            "may_publish": may_publish(request),
            "time_zone": timezone.get_current_timezone_name(),
            "address": link and links.address(link),
        }
        return TemplateResponse(request, "admin/articles/question/calendar.html", context)

    def reschedule(self, request, pk, edition):
        """Move a scheduled edition to another time; ``?day=`` fills in the day, as dragging does."""
        question = self._question(request, pk, to_publish=True)
        scheduled = question.editions.filter(number=edition).defer("content").first()
        if scheduled is None:
            raise Http404
        at = timezone.localtime(scheduled.live_from)
        if day := asked_day(request):
            at = datetime.combine(
                day, at.time()
            )  # naive: whether there is such a time is asked when it is sent
        form = MoveForm(request.POST or None, initial={"version": question.version, "at": at})
        if request.method == "POST" and form.is_valid():
            question.version = form.cleaned_data["version"]
            words = {"by": request.user, "edition": scheduled, "at": form.cleaned_data["at"]}
            if self._carry_out(request, workflow.reschedule, question=question, **words):
                day = timezone.localdate(form.cleaned_data["at"])
                return redirect(f"{reverse('admin:articles_question_calendar')}?day={day}")
        title = f"Move edition {edition}"
        return self._verb_page(request, question, form, title, submit="Move", findings=[])

    def ical(self, request):
        """Make a new address of the calendar for one's own program, or revoke the one there is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        CalendarLink.objects.filter(owner=request.user, revoked_at=None).update(revoked_at=timezone.now())
        if "_revoke" in request.POST:
            self.message_user(request, "The address does not work any more.", messages.SUCCESS)
        else:
            try:
                with transaction.atomic():
                    CalendarLink.objects.create(owner=request.user)
            except IntegrityError:
                pass  # pressed twice: the other one made it
            self.message_user(request, "This is your own address: give it to nobody.", messages.SUCCESS)
        return redirect(f"{reverse('admin:articles_question_calendar')}#address")


def _span(view, day):
    """Return the first and last day that ``view`` shows around ``day``, and a day in what is before and after it."""
    if view == "list":
        return (
            day,
            day + timedelta(days=LISTED - 1),
            day - timedelta(days=LISTED),
            day + timedelta(days=LISTED),
        )
    first, last = (planning.month if view == "month" else planning.week)(day)
    if view == "week":
        return first, last, first - timedelta(days=7), last + timedelta(days=1)
    start = day.replace(day=1)
    return first, last, start - timedelta(days=1), start + timedelta(days=31)
