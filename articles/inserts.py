"""What the text of an answer names by number, as it is today: pictures of the desk, and links to other questions.

Stored text holds the numbers (articles/richtext/picks.py). A picture is shown while its right lasts, a link leads on
while there is something live to lead to; before and after that readers see the words alone, never a gap or a dead end.
"""

from dataclasses import dataclass, field

from django.template.loader import render_to_string

from .models import Edition, Picture, content
from .richtext import picks


@dataclass(frozen=True)
class Inserts:
    """Pictures that may be shown (with renditions) and paths of live questions, by number."""

    pictures: dict[int, Picture] = field(default_factory=dict)
    paths: dict[int, str] = field(default_factory=dict)


def picture_numbers(words):
    """Return the numbers of the pictures in the answers of EditionContent ``words``."""
    return {number for answer in words.answers for number in picks.pictures(answer.body)}


def printed_numbers(words):
    """Return the numbers of the pictures that the answers of EditionContent ``words`` were printed with, each once."""
    return list(dict.fromkeys(use.id for answer in words.answers for use in answer.pictures))


def paths(answers, at=None):
    """Return {number: path} of the questions that the AnswerTexts ``answers`` link to and that are live at ``at``."""
    numbers = {number for answer in answers for number in picks.questions(answer.body)}
    live = Edition.objects.live(at).filter(question__in=numbers).order_by().only("slug", "question_id")
    return {edition.question_id: edition.get_absolute_url() for edition in live}


def found(answer, at=None):
    """Return the Inserts of the AnswerText ``answer`` at ``at``."""
    pictures = Picture.objects.shown(at).prefetch_related("renditions")
    return Inserts(pictures.in_bulk(picks.pictures(answer.body)), paths([answer], at))


def named_in(answers):
    """Return the pictures, shown or not, that the texts of the Answers ``answers`` name, by number."""
    return Picture.objects.in_bulk({number for answer in answers for number in picks.pictures(answer.body)})


def printed(html, pictures):
    """Return the PictureUse of each of ``pictures`` ({number: Picture}) that clean ``html`` names: what is frozen."""
    return tuple(
        content.PictureUse(id=pk, alt=picture.alt, caption=picture.caption, credit=picture.credit)
        for pk in picks.pictures(html)
        if (picture := pictures.get(pk))
    )


def drawn(picture, use, caption, anchor):
    """Return the HTML of a picture on a page of ours; see ``shown`` for what it is given."""
    context = {"picture": picture, "use": use, "caption": caption, "anchor": anchor}
    return render_to_string("articles/_inset.html", context).strip()


def shown(html, answer, inserts, draw=drawn):
    """Return clean ``html`` of the AnswerText ``answer`` with pictures drawn and links to questions led on.

    ``draw(picture, use, caption, anchor)`` returns the HTML of one picture: ``use`` is the PictureUse as printed,
    ``caption`` clean HTML that stands in the place of the use's own ("" for none), ``anchor`` the caption's attributes.
    """
    uses = {use.id: use for use in answer.pictures}

    def picture(match):
        found, use = inserts.pictures.get(int(match["pk"])), uses.get(int(match["pk"]))
        return draw(found, use, match["caption"], match["anchor"]) if found and use else ""

    def link(match):
        path = inserts.paths.get(int(match["pk"]))
        return f'<a href="{path}">{match["words"]}</a>' if path else match["words"]

    return picks.QUESTION.sub(link, picks.PICTURE.sub(picture, html))
