"""What stands at a question's address: the live edition, a newer address, a reason for its absence, or nothing."""

from dataclasses import dataclass

from .models import Correction, Edition


@dataclass(frozen=True)
class Found:
    """``live`` is the edition to show, ``moved`` whether it has another address by now.

    ``gone`` is set where there is no live edition: the last one that readers could see, with the Correction
    that withdrew it, if there is one.
    """

    live: Edition | None = None
    moved: bool = False
    gone: Edition | None = None
    withdrawal: Correction | None = None


def look_up(slug, at=None):
    """Return what is Found under ``slug`` at ``at``; None where no reader was ever shown anything there."""
    if live := Edition.objects.live(at).filter(slug=slug).first():
        return Found(live=live)
    past = Edition.objects.been_live(at).filter(slug=slug).order_by("-live_from").first()
    if past is None:
        return None
    if current := Edition.objects.live(at).filter(question=past.question_id).first():
        return Found(live=current, moved=True)
    withdrawal = Correction.objects.public(at).filter(
        question=past.question_id, kind=Correction.Kind.WITHDRAWAL
    )
    return Found(gone=past, withdrawal=withdrawal.first())
