"""The ledger of facts in the admin: a page of claims, each with a form for what checking found."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import ledger
from articles.models import Claim


class MarkForm(forms.Form):
    """A passage to mark as a claim."""

    passage = forms.CharField(
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Paste it from the text, word for word. Emphasis and line breaks do not matter.",
        error_messages={"required": "Say which passage: select some words, or paste them."},
    )


class CheckForm(forms.Form):
    """What checking a claim found."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    state = forms.ChoiceField(
        label="Found",
        choices=[(state.value, state.label) for state in ledger.CHECKED],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what checking found."},
    )
    passage = forms.CharField(
        label="The passage as it reads now",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = forms.ChoiceField(required=False)
    reference = forms.CharField(label="Or looked up in", required=False, max_length=300)
    page = forms.CharField(label="Page", required=False, max_length=80)
    note = forms.CharField(required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 1}))

    def __init__(self, *args, entry, sources, **kwargs):
        claim = entry.claim
        initial = {name: getattr(claim, name) for name in ("version", "state", "reference", "page", "note")}
        initial |= {"source": claim.source_id or "", "passage": entry.now_reads}
        super().__init__(*args, prefix=f"claim-{claim.pk}", initial=initial, **kwargs)
        self.fields["source"].choices = [("", "None of these"), *sources]
        if entry.spot:
            del self.fields["passage"]


class SentencesForm(forms.Form):
    """Sentences to mark, all at once."""

    sentences = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the sentences that say something which can be checked."},
    )


class LedgerMixin:
    """For the question's admin: the pages of its ledger."""

    def get_urls(self):
        pages = [
            ("ledger", "<int:pk>/ledger/", self.ledger),
            ("mark", "<int:pk>/ledger/mark/", require_POST(self.mark)),
            ("sentences", "<int:pk>/ledger/sentences/", self.sentences),
            ("claim", "<int:pk>/ledger/<int:claim>/", require_POST(self.claim)),
        ]
        own = [
            path(route, self.admin_site.admin_view(never_cache(view)), name=f"articles_question_{name}")
            for name, route, view in pages
        ]
        return [*own, *super().get_urls()]

    def ledger(self, request, pk):
        """All claims of a question in the order of its text."""
        return self._ledger_page(request, self._question(request, pk), MarkForm())

    def mark(self, request, pk):
        """Mark a passage. A script gets a sentence as plain text, a form the page again."""
        question = self._question(request, pk)
        _may(request, "add_claim")
        form, is_script = MarkForm(request.POST), request.headers.get("X-Requested-With") == "fetch"
        refusal = "" if form.is_valid() else " ".join(form.errors.get("passage", []))
        if not refusal:
            answer = request.POST.get("answer", "")
            try:
                claim = ledger.mark(
                    question=question,
                    by=request.user,
                    passage=form.cleaned_data["passage"],
                    answer=int(answer)
                    if answer.isascii() and answer.isdigit() and len(answer) < 19
                    else None,
                )
            except ledger.Refused as error:
                refusal = str(error)
                form.add_error("passage", refusal)
        if is_script:
            told = refusal or f"Marked as a claim: “{claim}”"
            return HttpResponse(
                told, status=422 if refusal else 200, content_type="text/plain; charset=utf-8"
            )
        if refusal:
            return self._ledger_page(request, question, form)
        self.message_user(request, "Marked as a claim.", messages.SUCCESS)
        return redirect(_page(question, f"#claim-{claim.pk}"))

    def sentences(self, request, pk):
        """Propose every sentence that holds no claim yet, and mark those that are ticked."""
        question = self._question(request, pk)
        _may(request, "add_claim")
        offered = {
            f"{stretch.label}: {text}": (stretch, text) for stretch, text in ledger.proposals(question)
        }
        form = SentencesForm(request.POST or None, initial={"sentences": [*offered]})
        form.fields["sentences"].choices = [(name, name) for name in offered]
        if request.method == "POST" and form.is_valid():
            chosen = [offered[name] for name in form.cleaned_data["sentences"]]
            for stretch, text in chosen:
                ledger.mark(
                    question=question,
                    by=request.user,
                    passage=text,
                    part=stretch.part,
                    answer=stretch.answer_id,
                )
            count = len(chosen)
            told = f"Marked {count} sentence{'' if count == 1 else 's'} as claims."
            self.message_user(request, told, messages.SUCCESS)
            return redirect(_page(question))
        return self._ledger_answer(
            request, question, "sentences", {"form": form, "title": "Sentences to check"}
        )

    def claim(self, request, pk, claim):
        """Record what checking a claim found; or open it again, or take it out."""
        question = self._question(request, pk)
        kept = question.claims.select_related("question").filter(pk=claim).first()
        if kept is None:
            raise Http404
        if "_unmark" in request.POST:
            _may(request, "add_claim")
            return self._told(
                request, question, "Taken out of the ledger.", ledger.unmark, claim=kept, by=request.user
            )
        _may(request, "change_claim")
        words = {"claim": kept, "by": request.user}
        if "_reopen" in request.POST:
            return self._told(request, question, "Open again.", ledger.reopen, **words)
        entry = next(each for each in ledger.entries(question) if each.claim.pk == kept.pk)
        form = CheckForm(request.POST, entry=entry, sources=_sources(question))
        if not form.is_valid():
            return self._ledger_page(request, question, MarkForm(), bound=(kept.pk, form))
        words |= form.cleaned_data
        words["source"] = _source(question, words["source"])
        try:
            done = ledger.check(**words)
        except (ledger.Refused, ValidationError) as error:
            form.add_error(
                None, " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            )
            return self._ledger_page(request, question, MarkForm(), bound=(kept.pk, form))
        self.message_user(request, f"{done.get_state_display()}: “{done}”", messages.SUCCESS)
        following = next(
            (each.claim.pk for each in ledger.entries(self._question(request, pk)) if each.is_open), done.pk
        )
        return redirect(_page(question, f"#claim-{following}"))

    def _told(self, request, question, told, verb, **words):
        try:
            verb(**words)
        except ledger.Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.message_user(request, f"{told} “{words['claim']}”", messages.SUCCESS)
        return redirect(_page(question))

    def _ledger_page(self, request, question, form, bound=(None, None)):
        claims = Claim.objects.select_related("checker", "source", "marked_by")
        question._prefetched_objects_cache.pop("claims", None)
        prefetch_related_objects([question], Prefetch("claims", claims))
        sources, rows = _sources(question), []
        may_check = request.user.has_perm("articles.change_claim")
        for entry in ledger.entries(question):
            own = bound[1] if entry.claim.pk == bound[0] else CheckForm(entry=entry, sources=sources)
            rows.append({"entry": entry, "claim": entry.claim, "form": own if may_check else None})
        context = {
            "rows": rows,
            "open": sum(row["entry"].is_open for row in rows),
            "form": form,
            "may_mark": request.user.has_perm("articles.add_claim"),
            "title": "Fact-check ledger",
        }
        return self._ledger_answer(request, question, "ledger", context)

    def _ledger_answer(self, request, question, template, context):
        shared = {**self.admin_site.each_context(request), "question": question, "opts": self.opts}
        return TemplateResponse(request, f"admin/articles/question/{template}.html", {**shared, **context})


def _may(request, codename):
    if not request.user.has_perm(f"articles.{codename}"):
        raise PermissionDenied


def _page(question, place=""):
    return reverse("admin:articles_question_ledger", args=[question.pk]) + place


def _sources(question):
    """Return (key, words) of every source of ``question``'s answers, to choose from."""
    return [
        (str(source.pk), f"{source.authors}, {source.title}" if source.authors else source.title)
        for answer in question.answers.all()
        for source in answer.sources.all()
    ]


def _source(question, key):
    every = (source for answer in question.answers.all() for source in answer.sources.all())
    return next((source for source in every if str(source.pk) == key), None)
