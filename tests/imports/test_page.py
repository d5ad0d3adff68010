"""Text captures: every part of a page in its place, in whatever order and width it was saved."""

import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from articles.imports.page import read_page
from articles.imports.records import (
    AnswerRecord,
    BookRecord,
    PersonRecord,
    ProvenanceRecord,
    QuestionRecord,
)

from . import pages
from .pages import (
    ANSWER,
    CREDIT,
    DATE,
    LEAD,
    LOGO,
    MASTHEAD,
    OFFER,
    PARAGRAPHS,
    PROVENANCE,
    QUESTION,
    SPONSORED,
    WREN,
    capture,
    expected,
    paragraphs,
)

SEED = Path(__file__).resolve().parents[3] / "shared/seeds/000_8101f73d43b4119b.txt"


@pytest.fixture
def read(tmp_path):
    """Return a function that saves text (or bytes) as a file and reads it."""

    return lambda content: read_page(pages.save(tmp_path, content))


def test_a_capture_gives_the_whole_record(read):
    assert read(capture()) == expected()


@pytest.mark.parametrize(
    ("left_out", "changes"),
    [
        ("logo", {"set_aside": (SPONSORED,)}),
        ("masthead", {"masthead": ()}),
        ("lead", {"answers": (replace(ANSWER, lead=""),)}),
        ("provenance", {"provenance": None}),
        ("date", {"web_date": None}),
        ("offer", {"offer": ""}),
        ("credit", {"answers": (replace(ANSWER, credits=()),)}),
        ("sponsored", {"set_aside": (LOGO,)}),
    ],
)
def test_a_part_that_is_missing_changes_nothing_else(read, left_out, changes):
    assert read(capture(**{left_out: None})) == expected(**changes)


def test_a_page_of_question_and_answer_alone_is_read(read):
    bare = QuestionRecord(reference=pages.REFERENCE, text=QUESTION, answers=(replace(ANSWER, credits=()),))
    assert read(paragraphs(QUESTION, LEAD, *PARAGRAPHS)) == bare


@pytest.mark.parametrize(
    "order",
    [
        (LOGO, MASTHEAD, DATE, QUESTION, LEAD, PROVENANCE, OFFER, *PARAGRAPHS, CREDIT, SPONSORED),
        (LOGO, MASTHEAD, OFFER, QUESTION, LEAD, DATE, *PARAGRAPHS, CREDIT, PROVENANCE, SPONSORED),
        (LOGO, QUESTION, LEAD, OFFER, DATE, PROVENANCE, *PARAGRAPHS, CREDIT, SPONSORED, MASTHEAD),
        (LOGO, MASTHEAD, QUESTION, LEAD, CREDIT, PROVENANCE, DATE, OFFER, *PARAGRAPHS, SPONSORED),
        (LOGO, MASTHEAD, QUESTION, LEAD, DATE, PROVENANCE, *PARAGRAPHS, CREDIT, OFFER, SPONSORED),
        (
            LOGO,
            MASTHEAD,
            QUESTION,
            LEAD,
            DATE,
            *PARAGRAPHS[:2],
            OFFER,
            *PARAGRAPHS[2:],
            CREDIT,
            PROVENANCE,
            SPONSORED,
        ),
    ],
)
def test_the_parts_are_found_in_another_order(read, order):
    assert read(paragraphs(*order)) == expected()


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028"])
def test_line_ends_of_every_kind_are_read(read, line_end):
    assert read(capture().replace("\n", line_end)) == expected()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_pounds_dashes_and_curly_quotes_survive_every_encoding(read, encoding):
    byte_order_mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert read(byte_order_mark + capture().encode(encoding)) == expected()


def test_invisible_and_decomposed_characters_are_put_in_order(read):
    odd = capture().replace("Wren", "Re\u0301my\u200b").replace("Suez Canal", "Su\xadez\xa0Canal")
    person = replace(WREN, name="Ada Rémy")
    assert read(odd) == expected(answers=(replace(ANSWER, credits=(person,)),))


@pytest.mark.parametrize("width", range(45, 111, 6))
def test_hard_wrapped_paragraphs_are_joined_and_the_lines_between_them_are_not(read, width):
    lines = (textwrap.wrap(line, width, break_on_hyphens=False) or [""] for line in capture().split("\n"))
    assert read("\n".join(line for wrapped in lines for line in wrapped)) == expected()


def test_a_capture_without_blank_lines_has_one_paragraph_a_line(read):
    assert read("\n".join(line for line in capture().split("\n") if line)) == expected()


def test_a_headline_broken_in_two_is_one_question(read):
    broken = QUESTION.replace(" twenty", "\ntwenty")
    assert read(capture(question=f"\n{broken}\n")) == expected()


def test_a_headline_broken_before_a_name_is_one_question(read):
    assert (
        read(capture(question="\nWhy did the owners send\nAriel to Sydney?\n")).text
        == "Why did the owners send Ariel to Sydney?"
    )


def test_a_long_standfirst_needs_no_full_stop_and_a_short_caption_is_no_standfirst(read):
    lead = "Ada Wren on the ditch that put an end to the tea races"
    assert read(capture(lead=lead)) == expected(answers=(replace(ANSWER, lead=lead),))
    caption = "The Taeping in the Downs"
    found = read(capture(lead=caption))
    assert found == expected(answers=(replace(ANSWER, lead=""),), set_aside=(LOGO, caption, SPONSORED))


def test_saving_the_page_with_other_furniture_gives_the_same_reference(read):
    other = read(
        capture(logo="Menu", masthead="Home > Ships > Q&A", offer="Subscribe today\n", sponsored="Share this")
    )
    assert other.reference == pages.REFERENCE
    assert read(capture(question="\nWhy did the tea clippers vanish?\n")).reference != pages.REFERENCE


def test_site_furniture_is_set_aside_in_the_order_it_was_met(read):
    furniture = (
        "Home > Period > Victorian > Q&A",
        "Advertisement",
        "Read more: Who built the Cutty Sark?",
        "Sign up to our newsletter",
        "We use cookies to improve your experience.",
        "Share this",
    )
    first, *others = furniture
    mixed = [text for pair in zip(PARAGRAPHS, others[:4], strict=True) for text in pair]
    page = paragraphs(
        first, QUESTION, LEAD, DATE, *mixed, CREDIT, others[4], "Related articles", "Why was tea green?"
    )
    found = read(page)
    assert found.answers == (ANSWER,)
    assert found.set_aside == (*furniture, "Related articles", "Why was tea green?")


def test_an_answer_about_advertisements_and_subscriptions_keeps_every_paragraph(read):
    answer = (
        "Advertisements paid for most of it, and by 1900 a sixpenny magazine lived on the back pages.",
        "Subscribe to the Penny Magazine, the society urged its readers in 1832, and thousands did so within weeks.",
        "Sponsored by no one, the provincial weeklies sold subscriptions by the half year: six issues, paid ahead.",
        "Save for a few titles, nobody offered a free copy to those who would join the list.",
    )
    found = read(paragraphs(MASTHEAD, QUESTION, DATE, *answer, CREDIT))
    assert found.answers == (
        AnswerRecord(body="\n".join(f"<p>{text}</p>" for text in answer), credits=(WREN,)),
    )
    assert (found.offer, found.set_aside) == ("", ())


def test_captions_are_set_aside_and_a_crosshead_becomes_a_heading(read):
    head = f"{LEAD}\n\nThe Taeping in the Downs\n{DATE}"
    alt, caption = "Two ships in a gale", "Two ships in a gale, 1866. (Photo by Hulton Archive/Getty Images)"
    found = read(
        paragraphs(
            QUESTION,
            head,
            PARAGRAPHS[0],
            f"{alt}\n{caption}",
            PARAGRAPHS[1],
            "The wool years",
            *PARAGRAPHS[2:],
            CREDIT,
        )
    )
    first, second, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    body = "\n".join([first, second, "<h3>The wool years</h3>", *rest])
    assert found.answers == (replace(ANSWER, body=body),)
    assert found.set_aside == ("The Taeping in the Downs", alt, caption)


def test_bullets_become_a_list_and_text_is_escaped(read):
    listed = "• wool & tallow\n• tea <black>"
    found = read(paragraphs(QUESTION, DATE, PARAGRAPHS[0], listed, PARAGRAPHS[1], CREDIT))
    items = "<ul><li>wool &amp; tallow</li><li>tea &lt;black&gt;</li></ul>"
    assert found.answers[0].body == f"<p>{PARAGRAPHS[0]}</p>\n{items}\n<p>{PARAGRAPHS[1]}</p>"


def test_two_signed_answers_are_two_answers(read):
    second = "Answered by Tom Hale, author of Steam (Quay Press, 2011)."
    found = read(
        paragraphs(QUESTION, LEAD, DATE, *PARAGRAPHS[:2], CREDIT, *PARAGRAPHS[2:], second, SPONSORED)
    )
    hale = PersonRecord(
        name="Tom Hale", books=(BookRecord(title="Steam", publisher="Quay Press", year=2011),)
    )
    bodies = ["\n".join(f"<p>{text}</p>" for text in half) for half in (PARAGRAPHS[:2], PARAGRAPHS[2:])]
    assert found.answers == (
        AnswerRecord(lead=LEAD, body=bodies[0], credits=(WREN,)),
        AnswerRecord(body=bodies[1], credits=(hale,)),
    )


@pytest.mark.parametrize(
    "signatures",
    [
        ("Answered by Ada Wren", "Answered by Tom Hale"),
        ("Answered by Ada Wren", "with thanks to the museum", "Answered by Tom Hale"),
        ("Answered by Ada Wren and Tom Hale", "Answered by Tom Hale"),
    ],
)
def test_signatures_with_no_answer_between_them_sign_one_answer(read, signatures):
    (answer,) = read(paragraphs(QUESTION, LEAD, DATE, *PARAGRAPHS, *signatures)).answers
    assert answer == replace(ANSWER, credits=(PersonRecord(name="Ada Wren"), PersonRecord(name="Tom Hale")))


@pytest.mark.parametrize("first_place", [2, 4])
def test_a_page_that_is_signed_twice_by_one_person_holds_one_answer(read, first_place):
    lines = [QUESTION, LEAD, DATE, *PARAGRAPHS, CREDIT, "Ten quays to see"]
    lines.insert(first_place, CREDIT)
    found = read(paragraphs(*lines))
    assert (found.answers, found.set_aside) == ((ANSWER,), ("Ten quays to see",))


def test_a_standfirst_may_ask_too(read):
    lead = "Was it the canal, or the engine?"
    assert read(capture(lead=lead)) == expected(answers=(replace(ANSWER, lead=lead),))


def test_what_follows_the_signature_is_not_the_answer(read):
    teaser = (
        "Ten quays that every lover of sail should see, and where to eat a good dinner near each of them."
    )
    assert read(f"{capture()}\n\n{teaser}") == expected(set_aside=(LOGO, SPONSORED, teaser))


def test_head_lines_run_into_one_paragraph_are_parted(read):
    page = paragraphs(
        QUESTION,
        f"{LEAD} {PROVENANCE}.",
        f"{DATE} | Last updated: May 1, 2020",
        *PARAGRAPHS[:-1],
        f"{PARAGRAPHS[-1]} {CREDIT}",
    )
    assert read(page) == expected(masthead=(), offer="", set_aside=("Last updated: May 1, 2020",))


def test_the_name_below_answered_by_alone_is_the_authors(read):
    assert read(capture(credit=CREDIT.replace("Answered by ", "Answered by:\n"))) == expected()


def test_a_byline_signs_an_answer_that_nothing_else_signs(read):
    found = read(paragraphs(QUESTION, LEAD, "By Ada Wren", DATE, *PARAGRAPHS))
    assert found.answers == (replace(ANSWER, credits=(PersonRecord(name="Ada Wren"),)),)
    assert found.set_aside == ()


def test_a_biography_at_the_end_signs_an_answer_that_nothing_else_signs(read):
    biography = "Ada Wren is a historian and the author of Wind and Wages (Quay Press, 2009)."
    found = read(paragraphs(QUESTION, LEAD, DATE, *PARAGRAPHS, biography))
    assert found.answers == (ANSWER,)


def test_what_a_credit_line_says_beyond_names_and_books_is_set_aside(read):
    line = "Answered by: Dr Ada Wren, professor of maritime history at Hull"
    found = read(capture(credit=line))
    assert found == expected(
        answers=(replace(ANSWER, credits=(PersonRecord(name="Ada Wren"),)),),
        set_aside=(LOGO, line, SPONSORED),
    )


def test_who_asked_is_kept(read):
    found = read(capture(lead=f"Asked by Joan Pike, Hull\n\n{LEAD}"))
    assert found == expected(asker_name="Joan Pike", asker_town="Hull")


def test_a_headline_that_asks_nothing_counts_where_the_answer_is_signed(read):
    headline = "How the tea clippers vanished within twenty years"
    found = read(capture(question=f"\n{headline}\n"))
    assert found == expected(text=headline, reference=found.reference)
    assert found.reference != pages.REFERENCE


def test_links_to_other_questions_above_the_headline_are_not_the_question(read):
    page = f"Menu\nWhy was tea green?\nWho built the Cutty Sark?\n\n{capture()}"
    above = ("Menu", "Why was tea green?", "Who built the Cutty Sark?")
    assert read(page) == expected(set_aside=(*above, LOGO, SPONSORED))


def test_the_title_of_the_saved_page_above_the_headline_is_set_aside(read):
    title = f"{QUESTION} | Lantern Online"
    assert read(f"{title}\n\n{capture()}") == expected(set_aside=(title, LOGO, SPONSORED))


def test_a_label_before_the_question_is_no_part_of_it(read):
    assert read(capture(question=f"\nQ: {QUESTION}\n")) == expected()


def test_three_mastheads_and_a_title_with_and_in_it_are_told_apart(read):
    line = "The official website for Notes and Queries, Lantern History Magazine and The Waymark Quarterly"
    found = read(
        capture(masthead=line, provenance="This article was first published in Notes and Queries in 1912\n")
    )
    assert found.masthead == ("Notes and Queries", "Lantern History Magazine", "The Waymark Quarterly")
    assert found.provenance == ProvenanceRecord(publication="Notes and Queries", issued="1912")


@pytest.mark.parametrize(
    ("masthead", "line", "publication"),
    [
        (
            MASTHEAD,
            "First published in the Spring 2014 issue of the Waymark Quarterly",
            "The Waymark Quarterly",
        ),
        ("The website of Lantern", "This article was first published in the Spring 2014 issue", "Lantern"),
        (MASTHEAD, "This article was first published in the Spring 2014 issue", ""),
    ],
)
def test_the_masthead_completes_the_publication(read, masthead, line, publication):
    found = read(capture(masthead=masthead, provenance=line))
    assert found.provenance == ProvenanceRecord(publication=publication, issued="2014-21")


def test_two_offers_are_both_reported(read):
    found = read(capture(sponsored="Save 50% on a subscription today"))
    assert found == expected(offer=f"{OFFER}\nSave 50% on a subscription today", set_aside=(LOGO,))


def test_the_page_that_the_product_was_ordered_by(tmp_path):
    if not SEED.exists():
        pytest.skip("the ordered page is not beside this repository (../shared/seeds)")
    found = read_page(SEED)
    answer = found.answers[0]
    assert replace(found, answers=()) == QuestionRecord(
        reference="page:05c09774c67096e1f472",
        text="Why did the Germans never convince the Japanese to start a serious invasion of the Soviet Union during "
        "the Second World War?",
        answers=(),
        provenance=ProvenanceRecord(publication="BBC History Magazine", issued="2011"),
        web_date=pages.PUBLISHED.replace(year=2016, month=2, day=23, hour=9, minute=10),
        masthead=("BBC History Magazine", "BBC History Revealed"),
        offer="Try 6 issues for only £9.99 when you subscribe to BBC History Magazine or BBC History Revealed",
        set_aside=("History Extra logo", "Sponsored content"),
    )
    book = BookRecord(title="Berlin at War", publisher="Bodley Head", year=2010)
    assert answer.credits == (PersonRecord(name="Roger Moorhouse", books=(book,)),)
    body = answer.body.split("\n")
    raw = SEED.read_text(encoding="utf-8").split("\n")
    assert [f"<p>{line}</p>" for line in raw if f"<p>{line}</p>" in body] == body
    assert answer.lead in raw
    words = [len(text.replace("<p>", "").replace("</p>", "").split()) for text in (answer.lead, answer.body)]
    assert (len(body), words) == (5, [23, 284])
    letters = "".join((found.text, found.offer, answer.lead, answer.body))
    assert {letter for letter in letters if not letter.isascii()} == {"£", "–", "’"}
