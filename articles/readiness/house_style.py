"""The words that the house avoids: a list that editors keep in the admin."""

from itertools import islice

from articles.models import HouseStyleRule

from .findings import rule, should
from .parts import around, parts

MOST = 5  # places quoted of one word in one part; who has put these right sees the next


@rule
def keeps_the_house_style(question):
    stretches = parts(question)
    for word in HouseStyleRule.objects.all():
        for part in stretches:
            for match in islice(word.places(part.text), MOST):
                quote = around(part.text, match.start(), match.end())
                instead = f"write “{word.use}”" if word.use else "leave it out"
                note = f" ({word.note.rstrip('.')})" if word.note else ""
                sentence = f"{part.name} says “{match[0]}”: {instead}{note}."
                yield should("house_style", sentence, part.field, f"{word.pk} {quote}", quote=quote)
