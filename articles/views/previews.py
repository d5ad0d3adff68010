"""What the newsroom opens by a link: a preview for people, the calendar for their programs. No login."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from articles import links, previews
from articles.exports.calendar import calendar
from articles.models import CalendarLink, PreviewLink, Question
from articles.rendering import kept_by_nobody, render_page


@require_safe
def shared_preview(request, token):
    """The latest saved text of a question, to whoever has the link; 410 once that is over."""
    link = _link(PreviewLink, token)
    if link is None or not link.is_open():
        return kept_by_nobody(render_page(request, "link_over", status=410, index=False))
    question = Question.objects.for_print().get(pk=link.question_id)
    return previews.render(request, question, banner={"until": link.expires_at})


@require_safe
def calendar_feed(request, token):
    """The calendar of the person whose address this is; 410 once that is revoked or the person may not see it."""
    link = _link(CalendarLink, token)
    if link is None or link.revoked_at or not _may_see(link.owner):
        return kept_by_nobody(render_page(request, "link_over", status=410, index=False))
    return kept_by_nobody(HttpResponse(calendar(link.owner), content_type="text/calendar; charset=utf-8"))


def _link(model, token):
    try:
        return links.find(model, token)
    except links.Forged as error:
        raise Http404("There is nothing at this address.") from error


def _may_see(user):
    return user.is_active and user.is_staff and user.has_perm("articles.view_question")
