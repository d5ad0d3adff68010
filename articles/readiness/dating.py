"""Dates that cannot all be right."""

from django.utils import timezone
from django.utils.formats import date_format

from articles import dates

from .findings import Finding, rule, should


def bounds(text):
    """Return the bounds of historical date ``text``; None where it is empty or, while somebody types, no date."""
    try:
        return dates.bounds(text) if text else None
    except dates.DateError:
        return None


@rule
def was_on_paper_before_it_was_on_the_web(question):
    printed, web = bounds(question.first_published), question.web_date
    if printed and web and printed.earliest > timezone.localdate(web).toordinal():
        sentence = (
            f"It was first printed ({dates.display(question.first_published)}) after it was on the web "
            f"({date_format(timezone.localtime(web), 'j F Y')}): one of the two dates is wrong."
        )
        yield should("printed_after_web", sentence, "first_published", f"{question.first_published} {web}")


@rule
def covers_a_time_of_its_periods(question):
    covered = bounds(question.covers)
    for period in question.periods.all() if covered else ():
        span = bounds(period.span)
        if span and (covered.latest < span.earliest or covered.earliest > span.latest):
            sentence = (
                f"The time covered ({dates.display(question.covers)}) lies outside {period.name} "
                f"({dates.display(period.span)})."
            )
            yield should(
                "covers_outside_period", sentence, "covers", f"{question.covers} {period.pk} {period.span}"
            )


@rule
def looks_back(question):
    today = timezone.localdate()
    if question.reviewed_on and question.reviewed_on > today:
        yield Finding("reviewed_in_future", "The review lies in the future.", "reviewed_on")
    for index, answer in enumerate(question.answers.all()):
        for place, source in enumerate(answer.sources.all()):
            for name, words in (("issued", "came out"), ("accessed", "was read")):
                typed = getattr(source, name)
                date = bounds(typed)
                if date and date.earliest > today.toordinal():
                    yield should(
                        "source_in_future",
                        f"A source of answer {index + 1} {words} in the future: {dates.display(typed)}.",
                        f"answers-{index}-sources-{place}-{name}",
                        f"{source.title} {typed}",
                        quote=source.title,
                    )
