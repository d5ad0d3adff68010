"""Asking a question, the queue of questions asked, and the links in the mails about them."""

from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from articles import notices
from articles.intake import Refused, TooMany, asking, erasing, tokens
from articles.models import Submission
from articles.readerforms import TEXT_LENGTH, AskForm, WatchForm
from articles.reception import address_of, refused
from articles.rendering import render_page

from .paging import by_moment

QUERY_LENGTH = 300  # Beyond this, more words find nothing better.


def ask(request):
    """The form for a question. One that may have been asked before is shown its nearest first."""
    form = AskForm(request.POST) if request.method == "POST" else AskForm(initial={"text": _query(request)})
    nearest = None
    if form.is_valid():
        text = form.cleaned_data["text"]
        nearest = None if "sure" in request.POST else asking.nearest(text[:QUERY_LENGTH])
        if not nearest:
            return _receive(request, form)
    return _ask_page(request, form, nearest, status=422 if form.errors else 200)


def _receive(request, form):
    words = {name: form.cleaned_data.get(name, "") for name in ("text", "name", "town", "consent", "email")}
    try:
        asking.receive(**words, number=form.number, address=address_of(request))
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return _ask_page(request, form, None, status=429)
    return redirect(reverse("ask_sent") + ("?by=mail" if words["email"] else ""))


def _ask_page(request, form, nearest, *, status):
    context = {"form": form, "nearest": nearest}
    return render_page(request, "ask", context, status=status, trail=[("Ask a question", "")])


def _query(request):
    return request.GET.get("q", "").replace("\x00", "")[:TEXT_LENGTH]


def similar(request):
    """What is like ``?q=``, as a piece of HTML for the page that is being typed into."""
    text = _query(request)[:QUERY_LENGTH].strip()
    nearest = asking.nearest(text) if text else None
    response = render(request, "articles/_nearest.html", {"nearest": nearest})
    response["X-Robots-Tag"] = "noindex"
    return response


def ask_sent(request):
    """What happens next with a question that was sent."""
    context = {"by_mail": request.GET.get("by") == "mail"}
    trail = [("Ask a question", reverse("ask")), ("Thank you", "")]
    return render_page(request, "ask_sent", context, index=False, trail=trail)


def asked(request):
    """Questions that readers asked and the desk let through, newest first, all or those of one ``?status=``."""
    public = Submission.objects.public()
    status = request.GET.get("status", "")
    if status and status not in Submission.Status:
        raise Http404("There is no such status.")
    listed = public.with_state().filter(state=status) if status else public
    page = by_moment(listed.with_answer(), request, "received_at")
    counts = public.counted()
    context = {
        "status": Submission.Status(status) if status else None,
        "states": [(each, counts[each]) for each in Submission.Status],
        "total": sum(counts.values()),
        "query": f"status={status}" if status else "",
        "slice": page,
        "token": tokens.issue("vote"),
    }
    return render_page(
        request, "asked", context, index=page.is_first and not status, trail=[("Questions asked", "")]
    )


def asked_question(request, pk):
    """One question asked: what became of it, a vote for it, and a mail when it is answered."""
    submission = _submission(pk)
    form = WatchForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and not submission.takes_votes:
        return redirect("asked_question", pk)
    if form.is_valid() and "email" in form.cleaned_data:
        try:
            asking.watch(
                submission,
                email=form.cleaned_data["email"],
                number=form.number,
                address=address_of(request),
            )
            return redirect(reverse("asked_question", args=[pk]) + "?done=mail")
        except TooMany as refusal:
            form.add_error(None, str(refusal))
            status = 429
    context = {
        "submission": submission,
        "form": form,
        "token": tokens.issue("vote"),
        "done": request.GET.get("done", ""),
    }
    return render_page(
        request,
        "asked_question",
        context,
        status=422 if form.errors and status == 200 else status,
        index=False,
        trail=[("Questions asked", reverse("asked")), ("This question", "")],
    )


def vote(request, pk):
    """Count that one more reader wants to know."""
    if request.method != "POST":
        return redirect("asked_question", pk)
    submission = _submission(pk)
    if not submission.takes_votes:
        return redirect("asked_question", pk)
    try:
        tokens.read(request.POST.get("token", ""), "vote")
        counted = asking.vote(submission, address=address_of(request))
    except Refused as refusal:
        status = 429 if isinstance(refusal, TooMany) else 403
        return refused(request, refusal, status=status, back=reverse("asked_question", args=[pk]))
    return redirect(reverse("asked_question", args=[pk]) + ("?done=vote" if counted else "?done=again"))


def confirm(request, token):
    """The link in the first mail. It only asks; the button confirms, since mail programs follow links."""
    watcher = _watcher(token, "confirm")
    if isinstance(watcher, Refused):
        return refused(request, watcher, status=410)
    if request.method == "POST":
        asking.confirm(watcher)
    context = {"done": request.method == "POST", "submission": watcher.submission}
    return render_page(request, "ask_confirm", context, index=False)


def stop(request, token):
    """The link in every mail that ends them all: asked, a button; posted (RFC 8058), done."""
    watcher = _watcher(token, "stop", gone_is_fine=True)
    if isinstance(watcher, Refused):
        return refused(request, watcher, status=410)
    if request.method == "POST" and watcher:
        erasing.stop(watcher)
    return render_page(
        request, "ask_stop", {"done": request.method == "POST" or watcher is None}, index=False
    )


def _watcher(token, purpose, *, gone_is_fine=False):
    """Return the Watcher that a link names (None where it is gone and that is fine), or a Refused to show."""
    try:
        watcher = notices.watcher_of(token, purpose)
    except signing.SignatureExpired:
        return Refused("This link is more than a week old and works no longer. Please ask again.")
    except signing.BadSignature:
        return Refused("This link is not complete. Copy the whole address from the mail.")
    if watcher is None and not gone_is_fine:
        return Refused("This link works no longer: the address it was sent to has been erased.")
    return watcher


def _submission(pk):
    submission = Submission.objects.public().with_answer().filter(pk=pk).first()
    if submission is None:
        raise Http404("No such question was let through.")
    return submission
