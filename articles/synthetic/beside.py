"""What lies beside questions on the desk: pictures, what readers asked, and errors that they reported."""

from datetime import timedelta
from hashlib import sha256

from articles.models import ErrorReport, Picture, Submission, content

from . import words

EACH = 5  # one picture and one reader's question to so many questions
LATE = "It came after the answer had gone to print."


def picture(tables, plan, reference):
    """Add the picture of a planned question, where it has one; return it as an edition prints it, or None.

    There is no file behind it, and every seventh is used by nothing. ``reference`` tells pictures apart.
    """
    if plan.number % EACH != 3:
        return None
    rng, said, place = plan.rng, plan.filled, plan.number // EACH
    title = f"{said['record'].capitalize()} of {said['place']}, {said['year']}"
    until = (plan.at + timedelta(days=rng.randint(-300, 600))).date() if place % 4 == 0 else None
    printed = {
        "alt": f"A {said['record']} with drawings of {said['goods']}." if place % 20 else "",
        "caption": plan.say(1)[:400],
        "credit": f"Archive of {said['other']}" if place % 15 else "",
    }
    pk = tables.add(
        Picture,
        title=title,
        original="pictures/synthetic.png",
        format="png",
        sha256=sha256(reference.encode()).hexdigest(),
        fingerprint=f"{rng.getrandbits(64):016x}",
        width=1600,
        height=1200,
        **printed,
        rights_holder=words.person_name(rng),
        licence=rng.choice(Picture.Licence.values) if place % 10 else "",
        rights_until=until,
        uploaded_at=plan.at - timedelta(minutes=rng.randint(0, 60 * 24 * 365 * 5)),
    )
    return None if place % 7 == 6 else content.PictureUse(id=pk, **printed)


def submission(tables, plan, question):
    """Add a reader's question for every fifth planned one: it leads to ``question`` where it was taken up."""
    if plan.number % EACH != 4:
        return
    rng = plan.rng
    status = rng.choice(Submission.Status.values)
    is_taken_up = status in (Submission.Status.WITH_HISTORIAN, Submission.Status.ANSWERED)
    tables.add(
        Submission,
        text=f"{words.question(rng, plan.filled)} {plan.say(1)}",
        asker_name=words.person_name(rng),
        asker_town=plan.catalogue["places"][0].name,
        consent=rng.random() < 0.5,
        received_at=plan.at - timedelta(minutes=rng.randint(0, 60 * 24 * 365 * 5)),
        status=status,
        reason=LATE if status == Submission.Status.DECLINED else "",
        shown=rng.random() < 0.6,
        awaits_confirmation=status == Submission.Status.RECEIVED and rng.random() < 0.2,
        votes=max(0, rng.randint(-20, 40)),
        question_id=question if is_taken_up else None,
    )


def report(tables, plan, question, edition):
    """Add an error that a reader reported in an edition, one to forty questions."""
    if plan.number % 40:
        return
    tables.add(
        ErrorReport,
        question_id=question,
        edition_id=edition,
        quoted=plan.say(1),
        message=f"I read that it was {plan.filled['more']}. {plan.say(1)}",
        name=words.person_name(plan.rng),
        received_at=plan.at - timedelta(minutes=plan.rng.randint(0, 60 * 24 * 365)),
        status=plan.rng.choice(ErrorReport.Status.values),
    )
