"""Texts that are shorter or longer than a reader expects. Hints only: some questions need a word, some a chapter."""

from articles import richtext
from articles.models.questions import SHORT_ANSWER_WORDS

from .findings import hint, rule

SHORTEST, LONGEST = 20, 2_500  # words of an answer
SHORTEST_SHORT_ANSWER = 4
NARROW = 100  # characters of a question that a narrow place still shows


@rule
def has_answers_of_a_usual_length(question):
    for index, answer in enumerate(question.answers.all()):
        body = richtext.plain_text(answer.body)
        words = richtext.word_count(answer.lead) + richtext.word_count(body)
        if body and not SHORTEST <= words <= LONGEST:
            kind = "short" if words < SHORTEST else "long"
            sentence = f"Answer {index + 1} is very {kind}: {words:,} word{'' if words == 1 else 's'}."
            yield hint(f"answer_{kind}", sentence, f"answers-{index}-body", f"{answer.lead}\n{body}")


@rule
def has_a_short_answer_of_a_usual_length(question):
    words = richtext.word_count(question.short_answer)
    if words > SHORT_ANSWER_WORDS:
        sentence = f"The short answer has {words} words; at most {SHORT_ANSWER_WORDS} fit."
        yield hint("short_answer_long", sentence, "short_answer", question.short_answer)
    elif 0 < words < SHORTEST_SHORT_ANSWER:
        sentence = f"The short answer says little in {words} word{'' if words == 1 else 's'}: it stands alone in lists."
        yield hint("short_answer_short", sentence, "short_answer", question.short_answer)


@rule
def has_a_title_for_narrow_places(question):
    if len(question.text) > NARROW and not question.short_title.strip():
        sentence = f"The question has {len(question.text)} characters: write a short title for narrow places."
        yield hint("no_short_title", sentence, "short_title", question.text)
