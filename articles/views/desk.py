"""The historian's desk: a page behind a link, without an account. Never kept, never indexed, never passed on."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from articles import commissions
from articles.deskforms import AnswerForm, ApproveForm, RemarkForm
from articles.intake import TooMany, limits
from articles.reception import address_of
from articles.rendering import render_page
from articles.workflow import Refused

FORMS = {"answer": AnswerForm, "remark": RemarkForm, "approve": ApproveForm}
DONE = {
    "saved": "Saved. You can come back by the same link.",
    "handed-in": "Handed in. Thank you: the desk has been told.",
    "remark": "Your comment is with the desk.",
    "approved": "Approved. Thank you.",
}


def private(view):
    """Let no cache keep the page, no search engine list it, and no link from it tell its address."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer


@private
@sensitive_variables("token")
def desk(request, token):
    """The brief, the question, and what can be done with it now: write, hand in, comment, approve."""
    try:
        if request.method == "POST":
            limits.count("desk", address_of(request))
        commission = commissions.find(token)
        if commission is None:
            limits.count("desk-guess", address_of(request))
    except TooMany as refusal:
        return _stopped(request, str(refusal), 429)
    if commission is None:
        raise Http404
    if not commission.is_open(timezone.now()):
        return _stopped(request, "This link has ended. Please ask the desk for a new one.", 410)
    forms = _forms(request, commission)
    if request.method == "POST":
        done = _act(request, commission, forms)
        if done:
            return redirect(f"{request.path}?done={done}")
    return _page(request, commission, forms)


def _forms(request, commission):
    """Return the forms that the commission's state has: all but the one that was sent are as they begin."""
    sent = request.POST.get("form") if request.method == "POST" else None
    answer = commission.answer
    begin = {"answer": ({"text": commissions.to_typed(commission.text)}, {})}
    if commission.handed_in_at:
        state = commissions.state_of(answer) if answer else ""
        begin = {
            "remark": ({}, {"paragraphs": commissions.paragraphs(answer) if answer else []}),
            "approve": ({"seen": state}, {}),
        }
    return {
        name: FORMS[name](
            request.POST if name == sent else None, initial=initial, auto_id=f"{name}_%s", **words
        )
        for name, (initial, words) in begin.items()
    }


def _act(request, commission, forms):
    """Do what the sent form asks for; return the name of what was done, or None with the errors in the form."""
    name = request.POST.get("form")
    form = forms.get(name)
    if form is None or not form.is_valid():
        return None
    words = {key: value for key, value in form.cleaned_data.items() if key in form.words}
    verb, done = {
        "answer": (commissions.hand_in, "handed-in")
        if "hand_in" in request.POST
        else (commissions.save, "saved"),
        "remark": (commissions.remark, "remark"),
        "approve": (commissions.approve, "approved"),
    }[name]
    try:
        verb(commission=commission, **words)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    return done


def _page(request, commission, forms):
    answer = commission.answer
    context = {
        "commission": commission,
        "asked": commission.question,
        "answer": answer,
        "forms": forms,
        "remarks": commission.remarks.all(),
        "approved": bool(answer and commission.approved_digest == commissions.state_of(answer)),
        "done": DONE.get(request.GET.get("done", "")),
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render_page(request, "desk", context, status=status, index=False)


def _stopped(request, sentence, status):
    return render_page(request, "refused", {"sentence": sentence, "back": ""}, status=status, index=False)
