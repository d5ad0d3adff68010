"""What a question cannot do without: its text and address, answers with credits and sources, a picture it may show."""

import re

from django.utils import timezone
from django.utils.formats import date_format

from articles import inserts, richtext
from articles.models import Address, Credit, teaching
from articles.richtext import picks

from .findings import Finding, hint, rule, should

# What a typed reference looks like, as opposed to "[sic]": "horrox1994".
KEY_WITH_YEAR = re.compile(r"[a-z]+\d{4}[a-z]?")


@rule
def has_a_question(question):
    if not question.text.strip():
        yield Finding("no_question", "Write the question.", "text")
    elif not question.text.rstrip(" ”’\"'").endswith("?"):
        yield should("not_a_question", "The question does not end in “?”.", "text", question.text)


@rule
def has_a_free_address(question):
    if not question.slug:
        yield Finding("no_address", "Give the question an address.", "slug")
    elif Address.objects.filter(slug=question.slug).exclude(question_id=question.pk).exists():
        yield Finding("address_taken", "Another question was published at this address.", "slug")


@rule
def has_a_short_answer(question):
    if not question.short_answer.strip():
        yield Finding("no_short_answer", "Write the short answer.", "short_answer", waivable=True)


@rule
def has_whole_answers(question):
    answers = list(question.answers.all())
    if not answers:
        yield Finding("no_answer", "Add an answer.", "answers-0-body")
    for index, answer in enumerate(answers):
        at = f"answers-{index}"
        if not richtext.plain_text(answer.body):
            yield Finding("empty_answer", f"Answer {index + 1} has no text.", f"{at}-body")
        if not any(credit.role == Credit.Role.ANSWERED_BY for credit in answer.credits.all()):
            yield Finding("no_credit", f"Say who answered (answer {index + 1}).", f"{at}-credits-0-author")
        if not answer.sources.all():
            yield Finding(
                "no_sources",
                f"Name at least one source (answer {index + 1}).",
                f"{at}-sources-0-title",
                waivable=True,
            )


@rule
def refers_to_sources_that_are_there(question):
    every = set()
    for index, answer in enumerate(question.answers.all()):
        keys = {source.key for source in answer.sources.all()}
        every |= keys
        for key in dict.fromkeys(richtext.references(answer.body)):
            if key not in keys:
                yield Finding(
                    "source_gone",
                    f"Answer {index + 1} refers to a source “{key}” that it does not have: "
                    "take the reference out, or refer to another source.",
                    f"answers-{index}-body",
                )
        for key in dict.fromkeys(richtext.typed_references(answer.body)):
            if KEY_WITH_YEAR.fullmatch(key):
                yield should(
                    "unknown_reference",
                    f"Answer {index + 1} says “[{key}]”, and no source there has this key.",
                    f"answers-{index}-body",
                    key,
                )
        if richtext.has_copied_references(answer.body):
            yield Finding(
                "copied_reference",
                f"Answer {index + 1} has the number of a source that was copied from a page: take it out, and refer "
                "to the source instead.",
                f"answers-{index}-body",
            )
    for key in dict.fromkeys(key for key, _ in teaching.sourcing(question.sourcing)):
        if key and key not in every:
            yield Finding(
                "sourcing_gone",
                f"A question about the sources names “{key}”, which is none of them.",
                "sourcing",
            )


@rule
def refers_to_every_source(question):
    for index, answer in enumerate(question.answers.all()):
        if not richtext.plain_text(answer.body):
            continue  # it needs words before it needs references
        mentioned = set(richtext.references(answer.body))
        for place, source in enumerate(answer.sources.all()):
            # A source that is being typed gets its key when it is saved.
            if source.key and source.key not in mentioned:
                yield Finding(
                    "source_unused",
                    f"Answer {index + 1} never refers to “{source.title}”: put “[{source.key}]” where the text "
                    "leans on it, or take the source out.",
                    f"answers-{index}-sources-{place}-title",
                    waivable=True,
                )


@rule
def is_in_the_catalogue(question):
    if not question.periods.all():
        yield Finding("no_period", "Choose a period, so that readers find it.", "periods", waivable=True)


@rule
def has_a_picture_it_may_show(question):
    if question.picture:
        yield from _may_be_shown(question, question.picture, "picture", str)


@rule
def has_pictures_in_the_text_that_it_may_show(question):
    for field, pk, picture, at_place in pictures_in_the_text(question):
        if picture:
            yield from _may_be_shown(question, picture, field, at_place)
        else:
            yield Finding(
                "picture_gone", at_place("The desk does not have it: take it out."), field, about=str(pk)
            )


def pictures_in_the_text(question):
    """Yield (form field, number, Picture or None, at_place) of each picture that the text of an answer names.

    ``at_place(sentence)`` says of which picture the sentence speaks.
    """
    pictures = inserts.named_in(question.answers.all())
    for index, answer in enumerate(question.answers.all()):
        for pk in picks.pictures(answer.body):
            picture = pictures.get(pk)
            name = f"Answer {index + 1}, {f'“{picture}”' if picture else f'picture {pk}'}: "
            yield f"answers-{index}-body", pk, picture, name.__add__


def _may_be_shown(question, picture, field, at_place):
    today = timezone.localdate()
    if picture.rights_until and picture.rights_until < today:
        yield Finding("picture_lapsed", at_place("The right to show the picture has ended."), field)
    if picture.rights_from and picture.rights_from > today:
        sentence = (
            f"The picture may be shown from {date_format(picture.rights_from)} on: until then it is left out."
        )
        yield hint("picture_early", at_place(sentence), field, f"{picture.pk} {picture.rights_from}")
    # What was printed elsewhere was printed so; new work is not.
    is_archive = bool(question.outside_reference)
    for code, sentence in picture.gaps():
        yield Finding(f"picture_{code}", at_place(sentence), field, waivable=is_archive)


@rule
def names_the_asker_with_consent(question):
    if question.asker_name and not question.asker_consent:
        yield Finding(
            "asker_no_consent",
            "The asker has not agreed to be named: tick “may be named” or clear the name.",
            "asker_consent",
            waivable=True,
            about=question.asker_name,
        )
