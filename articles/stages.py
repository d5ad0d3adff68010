"""The way of a question through the newsroom: which move leads from which stage to which, and who may make it.

received → accepted → commissioned → answered → editing → fact-check → ready → printed → under review

MOVES is the whole of it; guards lay it down in the database too. Printing and withdrawing are workflow's, and
possible from every stage: readiness and the right to publish decide there.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from . import audit, deskmail, readiness, richtext, roles, workflow
from .models import Question
from .workflow import Refused

Stage = Question.Stage
KEEP = object()


@dataclass(frozen=True)
class Move:
    """One move. ``leads`` is {from: to}; ``needs`` are checks that yield why it cannot be made yet."""

    name: str
    label: str
    told: str
    leads: dict
    permission: str = "articles.steer_question"
    needs: tuple = field(default=())
    needs_note: bool = False

    def may(self, user, question):
        """Whether ``user`` has the right to make this move with ``question``, whatever its stage."""
        return user.has_perm(self.permission) and roles.may_change(user, question)


def is_assigned(question):
    """Somebody is to do it, by a day."""
    if not question.owner_id and not question.historian_id:
        yield "Say who is to answer: choose a historian, or an owner here."
    if not question.due:
        yield "Give the day the answer is due."


def is_answered(question):
    """There is an answer with text in it."""
    if not any(richtext.plain_text(answer.body) or answer.lead for answer in question.answers.all()):
        yield "There is no answer in it yet: write or paste one first."


def is_fit_to_print(question):
    """Readiness has nothing against it."""
    for finding in readiness.open_findings(question):
        yield finding.sentence


def is_on_the_site(question):
    """An edition is live or to come."""
    now = timezone.now()
    if not question.editions.live(now).exists() and not question.editions.scheduled(now).exists():
        yield "Nothing of it is on the site: publish it instead."


CHECK = "articles.check_question"
MOVES = {
    move.name: move
    for move in (
        Move("accept", "Accept", "accepted it", {Stage.RECEIVED: Stage.ACCEPTED}),
        Move(
            "commission",
            "Commission",
            "commissioned it",
            {Stage.ACCEPTED: Stage.COMMISSIONED, Stage.EDITING: Stage.COMMISSIONED},
            needs=(is_assigned,),
        ),
        Move(
            "hand-in",
            "Hand in the answer",
            "handed in the answer",
            {Stage.COMMISSIONED: Stage.ANSWERED, Stage.ACCEPTED: Stage.ANSWERED},
            permission="articles.change_question",
            needs=(is_answered,),
        ),
        Move(
            "start-editing",
            "Start editing",
            "started editing",
            {
                Stage.ACCEPTED: Stage.EDITING,
                Stage.ANSWERED: Stage.EDITING,
                Stage.UNDER_REVIEW: Stage.EDITING,
                Stage.WITHDRAWN: Stage.EDITING,
            },
        ),
        Move(
            "fact-check",
            "Send to fact-check",
            "sent it to fact-check",
            {Stage.EDITING: Stage.FACT_CHECK, Stage.UNDER_REVIEW: Stage.FACT_CHECK},
            needs=(is_answered,),
        ),
        Move(
            "make-ready",
            "Facts checked: ready",
            "made it ready",
            {Stage.FACT_CHECK: Stage.READY},
            permission=CHECK,
            needs=(is_fit_to_print,),
        ),
        Move(
            "send-back",
            "Send back…",
            "sent it back",
            {Stage.ANSWERED: Stage.COMMISSIONED, Stage.READY: Stage.EDITING},
            needs_note=True,
        ),
        Move(
            "doubt",
            "Send back to editing…",
            "sent it back to editing",
            {Stage.FACT_CHECK: Stage.EDITING},
            permission=CHECK,
            needs_note=True,
        ),
        Move(
            "review",
            "Review again…",
            "put it under review",
            {Stage.PRINTED: Stage.UNDER_REVIEW},
            needs_note=True,
        ),
        Move(
            "keep",
            "Review done: it stays as printed",
            "found that it stays as printed",
            dict.fromkeys((Stage.UNDER_REVIEW, Stage.EDITING, Stage.FACT_CHECK), Stage.PRINTED),
            needs=(is_on_the_site,),
        ),
    )
}
NAMES = [*MOVES, "publish", "unschedule", "withdraw"]
# Moves that the owner is told of by mail.
TOLD = dict.fromkeys(("send-back", "doubt", "make-ready"), deskmail.Kind.MOVED)


def open_to(user, question):
    """Return the Moves that lead on from the question's stage and that ``user`` may make, in the table's order."""
    on_site = question.stage not in (Stage.EDITING, Stage.FACT_CHECK) or not list(is_on_the_site(question))
    return [
        move
        for move in MOVES.values()
        if question.stage in move.leads and move.may(user, question) and (move.name != "keep" or on_site)
    ]


def waiting_stages(user):
    """Return the stages in which a question waits for what ``user`` may do: publishing included."""
    found = {stage for move in MOVES.values() if user.has_perm(move.permission) for stage in _forward(move)}
    return found | ({Stage.READY} if user.has_perm("articles.publish_question") else set())


def _forward(move):
    """The stages that wait for this move: not those it merely may turn back or hold up."""
    ahead = {
        "accept": [Stage.RECEIVED],
        "commission": [Stage.ACCEPTED],
        "start-editing": [Stage.ANSWERED],
        "make-ready": [Stage.FACT_CHECK],
        "keep": [Stage.UNDER_REVIEW],
    }
    return ahead.get(move.name, [])


# --- The verbs --------------------------------------------------------------------------------
# Each is one transaction, raises workflow.Refused with sentences and then has changed nothing. ``note`` is kept in
# the log; ``owner``, ``due`` and ``historian``, where given, are who has it next and by when. The Question is returned.


def accept(*, question, by=None, at=None, **words):
    """Take a reader's question into the house."""
    return make("accept", question=question, by=by, at=at, **words)


def commission(*, question, by=None, at=None, **words):
    """Ask somebody to answer it: needs an owner or a historian, and a day."""
    return make("commission", question=question, by=by, at=at, **words)


def hand_in(*, question, by=None, at=None, **words):
    """The answer has come; ``name`` says whose deed it is where that is nobody with a login."""
    return make("hand-in", question=question, by=by, at=at, **words)


def send_back(*, question, by=None, at=None, note, **words):
    """Back to the one before: the historian, or editing. Says why."""
    name = "doubt" if question.stage == Stage.FACT_CHECK else "send-back"
    return make(name, question=question, by=by, at=at, note=note, **words)


def start_editing(*, question, by=None, at=None, **words):
    """The desk works on it."""
    return make("start-editing", question=question, by=by, at=at, **words)


def send_to_fact_check(*, question, by=None, at=None, **words):
    """Somebody else reads it against its sources."""
    return make("fact-check", question=question, by=by, at=at, **words)


def make_ready(*, question, by=None, at=None, **words):
    """Its facts hold and nothing is missing: it may be printed."""
    return make("make-ready", question=question, by=by, at=at, **words)


def review_again(*, question, by=None, at=None, note, **words):
    """What is live is doubted, or due for another look; readers go on seeing it."""
    return make("review", question=question, by=by, at=at, note=note, **words)


def keep(*, question, by=None, at=None, **words):
    """The review is over, and what is live stays."""
    return make("keep", question=question, by=by, at=at, **words)


@transaction.atomic
def make(name, *, question, by=None, at=None, note="", owner=KEEP, due=KEEP, historian=KEEP, person=""):
    """Make the move ``name`` of MOVES. ``person`` is who did it, where that is nobody with a login."""
    move = MOVES[name]
    locked = workflow.lock(question)
    if locked.stage not in move.leads:
        raise Refused(
            f"“{move.label.rstrip('…')}” is not possible here: the question is at “{locked.get_stage_display()}”."
        )
    if move.needs_note and not note.strip():
        raise Refused("Say why: whoever has it next reads this.")
    told, was = [move.told], locked.owner_id
    for field_name, value in (("owner", owner), ("historian", historian), ("due", due)):
        if value is not KEEP and getattr(locked, field_name) != value:
            setattr(locked, field_name, value)
            setattr(question, field_name, value)
            shown = date_format(value, "j M Y") if field_name == "due" and value else value or "nobody"
            told.append(f"{field_name}: {shown}")
    if sentences := [sentence for check in move.needs for sentence in check(locked)]:
        raise Refused(" ".join(sentences))
    locked.save(update_fields=["owner", "historian", "due"])
    workflow.enter(locked, question, move.leads[locked.stage])
    text = "; ".join(told) + (f". “{note.strip()}”" if note.strip() else "")
    audit.record(name, locked, text, by=by, name=person, at=at)
    if locked.owner_id != was:
        deskmail.given(locked, was=was, text=text, by=by, name=person, at=at)
    elif name in TOLD:
        deskmail.note(TOLD[name], locked, locked.owner_id, text, by=by, name=person, at=at)
    return question
