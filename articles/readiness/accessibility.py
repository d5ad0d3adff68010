"""What people who listen to a page, or cannot see a picture, would stumble over."""

import re

from articles import richtext

from .essentials import pictures_in_the_text
from .findings import rule, should

HEADING = re.compile(r"<h([34])(?: [^>]*)?>(.*?)</h\1>", re.DOTALL)
LINK = re.compile(r"<a(?: [^>]*)?>(.*?)</a>", re.DOTALL)
TABLE = re.compile(r"<table(?: [^>]*)?>.*?</table>", re.DOTALL)
# Links are also read out one after another, without the sentence around them.
SAYS_NOTHING = frozenset(
    "here|click here|this|this link|this page|this article|link|read more|more|read on|see here|see more|website".split(
        "|"
    )
)
BEGINS_AS_PICTURE = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph) (?:of|showing)\b", re.IGNORECASE
)
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|avif|gif|tiff?)", re.IGNORECASE)


@rule
def has_headings_in_order(question):
    for index, answer in enumerate(question.answers.all()):
        at, is_below = f"answers-{index}-body", False
        for level, inside in HEADING.findall(answer.body):
            words = richtext.plain_text(inside)
            if not words:
                yield should("empty_heading", f"Answer {index + 1} has an empty heading.", at, answer.body)
            elif level == "4" and not is_below:
                sentence = f"Answer {index + 1} has a small heading that stands under no large one."
                yield should("heading_order", sentence, at, words, quote=words)
            is_below = is_below or level == "3"


@rule
def has_links_that_say_where_they_lead(question):
    for index, answer in enumerate(question.answers.all()):
        for inside in LINK.findall(answer.body):
            words = " ".join(richtext.plain_text(inside).split())
            plain = words.casefold().strip(" .:;,!?›»→")
            at = f"answers-{index}-body"
            if not plain:
                yield should(
                    "link_empty", f"Answer {index + 1} has a link with no words in it.", at, answer.body
                )
            elif plain in SAYS_NOTHING or plain.startswith(("http://", "https://", "www.")):
                sentence = f"A link in answer {index + 1} does not say where it leads: link words that name the page."
                yield should("link_text", sentence, at, words, quote=words)


@rule
def has_tables_with_headings(question):
    for index, answer in enumerate(question.answers.all()):
        for table in TABLE.findall(answer.body):
            words = " ".join(richtext.plain_text(table).split())
            if "<th" not in table and words:
                sentence = f"A table in answer {index + 1} has no heading cells, so nobody hears what a number means."
                yield should("table_headings", sentence, f"answers-{index}-body", words, quote=words[:80])


@rule
def has_a_picture_described_in_words(question):
    picture = question.picture
    if picture:
        sentence = _alt(picture, question.picture_caption or picture.caption)
        if sentence:
            yield should("picture_alt", sentence, "picture", picture.alt.strip(), quote=picture.alt.strip())
    for field, _, inset, at_place in pictures_in_the_text(question):
        sentence = inset and _alt(inset, inset.caption)
        if sentence:
            yield should("picture_alt", at_place(sentence), field, inset.alt.strip(), quote=inset.alt.strip())


def _alt(picture, caption):
    """Return a sentence on what is wrong with the alternative text of ``picture``; "" where nothing is."""
    alt = picture.alt.strip()
    if FILE_NAME.fullmatch(alt):
        return "The picture’s alternative text is the name of a file: say what the picture shows."
    if BEGINS_AS_PICTURE.match(alt):
        return "The picture’s alternative text need not say that it is a picture: begin with what it shows."
    if alt and alt == caption.strip():
        return "The picture’s alternative text repeats its caption: say what the picture shows."
    return ""
