"""Documents of manuscripts: out of the database and back, and two people's changes brought together."""

import copy
import random

import pytest

from articles import manuscripts
from articles.models import Answer, Credit, Question, Source
from tests.factories import (
    AnswerFactory,
    AuthorFactory,
    BookFactory,
    CreditFactory,
    SourceFactory,
    TopicFactory,
    UserFactory,
    printable_question,
)

INTERLEAVINGS = 1_000


# --- Freezing and applying ---


@pytest.fixture
def question(db):
    """A question with two answers, credits with books, sources, and a catalogue."""
    question = printable_question(topics=[TopicFactory()], owner=UserFactory(is_staff=True))
    answer = question.answers.first()
    CreditFactory(answer=answer, books=[BookFactory(), BookFactory()])
    SourceFactory(answer=answer, accessed="2011-05-02")
    SourceFactory(answer=AnswerFactory(question=question))
    return question


def test_a_document_brings_back_everything_under_its_old_ids(question):
    document = manuscripts.freeze(question)
    for source in Source.objects.all():
        source.title = "Something else"
        source.save()
    question.answers.first().delete()
    AnswerFactory(question=question, position=7)
    question.topics.clear()
    Question.objects.filter(pk=question.pk).update(text="Something else?", covers="")
    assert manuscripts.digest(manuscripts.freeze(question)) != manuscripts.digest(document)
    assert manuscripts.apply(document, question) == []
    assert manuscripts.freeze(question) == document


def test_a_document_holds_every_field_that_people_edit(question):
    document = manuscripts.freeze(question)
    edited = {
        field.name
        for field in (*Question._meta.concrete_fields, *Question._meta.many_to_many)
        if field.editable and not field.primary_key
    }
    assert set(document["fields"]) == edited
    for model, row in ((Answer, document["answers"][0]), (Credit, document["answers"][0]["credits"][0])):
        names = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
        assert names - set(row) == {"position", "question" if model is Answer else "answer"}


def test_freezing_costs_the_same_with_many_rows(question, django_assert_num_queries):
    for _ in range(20):
        SourceFactory(answer=CreditFactory(answer=AnswerFactory(question=question)).answer)
    with django_assert_num_queries(10):
        manuscripts.freeze(question)


def test_applying_what_is_there_already_writes_nothing(question, django_assert_max_num_queries):
    document = manuscripts.freeze(question)
    with django_assert_max_num_queries(45) as asked:
        manuscripts.apply(document, question)
    assert [
        query["sql"] for query in asked.captured_queries if query["sql"].startswith(("INSERT", "UPDATE"))
    ] == []


def test_what_is_gone_from_the_catalogue_is_left_out_and_named(question):
    topic, author = TopicFactory(name="Weather"), AuthorFactory(name="Ada Gone")
    question.topics.add(topic)
    credit = CreditFactory(answer=question.answers.first(), author=author)
    document = manuscripts.freeze(question)
    credit.delete()
    topic.delete()
    author.delete()
    assert manuscripts.apply(document, question) == [
        "Topic “Weather” is not there any more, and was left out.",
        "Author “Ada Gone” is not there any more, and was left out.",
    ]
    assert not Credit.objects.filter(pk=credit.pk).exists()


def test_rows_change_places_and_a_row_takes_the_place_of_another(question):
    document = manuscripts.freeze(question)
    document["answers"].reverse()
    document["answers"][0]["sources"] = []
    document["answers"][1]["sources"].reverse()
    assert manuscripts.apply(document, question) == []
    assert manuscripts.freeze(question) == document


# --- Merging ---


def document(**fields):
    """A small document with two answers: 1 with sources 11 and 12, 2 with source 21."""

    def source(key):
        return {"id": key, "key": f"s{key}", "title": f"Source {key}", "note": ""}

    answers = [
        {"id": 1, "lead": "One.", "body": "<p>Uno.</p>", "credits": [], "sources": [source(11), source(12)]},
        {"id": 2, "lead": "Two.", "body": "<p>Due.</p>", "credits": [], "sources": [source(21)]},
    ]
    held = {"text": "Why?", "short_answer": "Because.", "premise_note": "", "topics": [1, 2], "picture": None}
    return {"schema": 1, "fields": {**held, **fields}, "answers": answers, "names": {}}


def test_changes_to_different_fields_merge_and_say_so():
    theirs, yours = document(text="Why then?"), document(short_answer="So.")
    yours["answers"][0]["sources"][1]["title"] = "Better"
    found = manuscripts.merge(document(), theirs, yours)
    expected = document(text="Why then?", short_answer="So.")
    expected["answers"][0]["sources"][1]["title"] = "Better"
    assert (found.document, found.clashes) == (expected, [])
    assert found.from_theirs == ["Question"]
    assert found.from_yours == ["Short answer", "Answer 1, source “Source 12”: title"]


def test_one_field_changed_by_both_shows_three_texts_and_keeps_theirs():
    found = manuscripts.merge(document(), document(short_answer="Theirs."), document(short_answer="Mine."))
    clash = found.clashes[0]
    assert (clash.key, clash.label) == ("short_answer", "Short answer")
    assert (clash.base, clash.theirs, clash.yours) == ("Because.", "Theirs.", "Mine.")
    assert found.document["fields"]["short_answer"] == "Theirs."


def test_the_same_change_by_both_is_no_clash():
    same = document(short_answer="So.")
    assert manuscripts.merge(document(), same, copy.deepcopy(same)).clashes == []


@pytest.mark.parametrize(
    ("choice", "stands"),
    [("theirs", "<p>T</p>"), ("yours", "<p>Y</p>"), ("both", "<p>T</p><p>Y</p>"), ("nonsense", None)],
)
def test_a_choice_decides_a_clash(choice, stands):
    theirs, yours = document(), document()
    theirs["answers"][1]["body"], yours["answers"][1]["body"] = "<p>T</p>", "<p>Y</p>"
    found = manuscripts.merge(document(), theirs, yours, choices={"answers.2.body": choice})
    if stands is None:
        assert [clash.key for clash in found.clashes] == ["answers.2.body"]
    else:
        assert (found.document["answers"][1]["body"], found.clashes) == (stands, [])


def test_members_of_a_set_come_and_go_by_themselves():
    found = manuscripts.merge(document(), document(topics=[1, 2, 3]), document(topics=[2, 4]))
    assert found.document["fields"]["topics"] == [2, 3, 4]
    assert found.clashes == []


def test_rows_that_both_added_both_stay_where_they_were_put():
    theirs, yours = document(), document()
    theirs["answers"][0]["sources"].insert(1, {"id": 31, "key": "x", "title": "T", "note": ""})
    yours["answers"][0]["sources"].append({"id": 32, "key": "y", "title": "Y", "note": ""})
    found = manuscripts.merge(document(), theirs, yours)
    assert [row["id"] for row in found.document["answers"][0]["sources"]] == [11, 31, 12, 32]


def test_two_new_works_under_one_key_get_two_and_the_text_follows():
    theirs, yours = document(), document()
    theirs["answers"][0]["sources"].append({"id": 31, "key": "horrox1994", "title": "T", "note": ""})
    yours["answers"][0]["sources"].append({"id": 32, "key": "horrox1994", "title": "Y", "note": ""})
    yours["answers"][0]["body"] = '<p>Uno.<sup data-source="horrox1994"></sup></p>'
    found = manuscripts.merge(document(), theirs, yours).document["answers"][0]
    assert [row["key"] for row in found["sources"]][2:] == ["horrox1994", "horrox1994-2"]
    assert found["body"] == '<p>Uno.<sup data-source="horrox1994-2"></sup></p>'


def test_the_same_new_row_from_both_is_one():
    theirs, yours = document(), document()
    theirs["answers"][0]["sources"].append({"id": 31, "key": "x", "title": "T", "note": ""})
    yours["answers"][0]["sources"].append({"id": 32, "key": "x", "title": "T", "note": ""})
    found = manuscripts.merge(document(), theirs, yours)
    assert [row["id"] for row in found.document["answers"][0]["sources"]] == [11, 12, 31]


def test_a_row_that_one_removed_and_the_other_changed_is_a_clash_either_way():
    gone, kept = document(), document()
    del gone["answers"][0]
    kept["answers"][0]["sources"][0]["note"] = "p. 3"
    for theirs, yours in ((gone, kept), (kept, gone)):
        found = manuscripts.merge(document(), theirs, yours)
        assert [clash.key for clash in found.clashes] == ["answers.1"]
        assert (found.clashes[0].theirs is None) == (theirs is gone)
        assert (found.clashes[0].yours is None) == (yours is gone)
        for choice, side in (("theirs", theirs), ("yours", yours)):
            decided = manuscripts.merge(document(), theirs, yours, choices={"answers.1": choice})
            assert (decided.document["answers"], decided.clashes) == (side["answers"], [])


def test_a_row_that_one_removed_and_nobody_changed_is_gone():
    theirs = document()
    del theirs["answers"][0]["sources"][0]
    found = manuscripts.merge(document(), theirs, document(text="Why then?"))
    assert [row["id"] for row in found.document["answers"][0]["sources"]] == [12]


def test_two_different_orders_clash_and_one_does_not():
    theirs, yours = document(), document()
    theirs["answers"].reverse()
    assert [row["id"] for row in manuscripts.merge(document(), theirs, yours).document["answers"]] == [2, 1]
    assert [row["id"] for row in manuscripts.merge(document(), yours, theirs).document["answers"]] == [2, 1]


def test_in_doubt_every_change_of_yours_is_a_choice():
    theirs, yours = document(text="Why then?"), document(short_answer="So.")
    found = manuscripts.merge(document(), theirs, yours, doubtful=True)
    assert [clash.key for clash in found.clashes] == ["short_answer"]


# --- Two editors at once ---


class Desk:
    """A server in memory, with the rules of keeping and saving: pages that are opened, and sent again and again."""

    def __init__(self):
        self.now, self.next_id = document(), 100

    def open(self):
        shown = copy.deepcopy(self.now)
        return {"held": shown, "base": copy.deepcopy(shown), "known": copy.deepcopy(shown)}

    def send(self, page):
        found = manuscripts.merge(page["base"], self.now, page["held"])
        if not found.clashes:
            self.now = found.document
            page["base"] = copy.deepcopy(page["held"])
        return found


def parts(held):
    """Every part of a document by its path, rows by their presence."""
    flat = {("field", name): value for name, value in held["fields"].items()}
    for answer in held["answers"]:
        flat["answer", answer["id"]] = True
        for name in ("lead", "body"):
            flat["answer", answer["id"], name] = answer[name]
        for source in answer["sources"]:
            flat["source", source["id"]] = True
            for name in ("title", "note"):
                flat["source", source["id"], name] = source[name]
    return flat


def edit(chance, desk, held, who, step):
    """Change something in the page of ``who``: a field, a set, a row added, changed or removed, the order."""
    word = f"{who}{step}"
    answers = held["answers"]
    kind = chance.choice(["field", "field", "lead", "title", "topics", "add", "remove", "move", "answer"])
    if kind == "field":
        held["fields"][chance.choice(["text", "short_answer", "premise_note"])] = word
    elif kind == "topics":
        held["fields"]["topics"] = sorted({*held["fields"]["topics"]} ^ {chance.randint(1, 6)})
    elif kind == "answer" or not answers:
        desk.next_id += 1
        fresh = {"id": desk.next_id, "lead": word, "body": "", "credits": [], "sources": []}
        answers.insert(chance.randint(0, len(answers)), fresh)
    elif kind == "lead":
        chance.choice(answers)[chance.choice(["lead", "body"])] = word
    elif kind == "add":
        desk.next_id += 1
        fresh = {"id": desk.next_id, "key": f"k{desk.next_id}", "title": word, "note": ""}
        chance.choice(answers)["sources"].append(fresh)
    else:
        rows = chance.choice([answers, *(answer["sources"] for answer in answers)])
        if kind == "move":
            chance.shuffle(rows)
        elif rows and kind == "remove":
            rows.pop(chance.randrange(len(rows)))
        elif rows and rows is not answers:
            chance.choice(rows)["title"] = word


def lost(before, base, sent, after):
    """Return the parts of which a silent save let somebody's change disappear."""
    before, base, sent, after = (parts(held) for held in (before, base, sent, after))
    found = []
    for part in {*before, *base, *sent}:
        was, theirs, yours = base.get(part), before.get(part), sent.get(part)
        if part == ("field", "topics"):
            ok = set(after[part]) == (set(theirs) | (set(yours) - set(was))) - (set(was) - set(yours))
        elif yours == was:
            ok = after.get(part) == theirs or _row_gone(part, after, sent, base)
        else:
            overwritten = theirs not in (was, yours)
            ok = (after.get(part) == yours and not overwritten) or _row_gone(part, after, before, base)
        found += [] if ok else [(part, was, theirs, yours, after.get(part))]
    return found


def _row_gone(part, after, side, base):
    """Whether the row of ``part`` went because the other side removed it, or the answer it was in."""
    row = part[:2]
    return row[0] != "field" and row in base and row not in side and row not in after


@pytest.mark.parametrize("seed", range(0, INTERLEAVINGS, 100))
def test_interleavings_of_two_editors_lose_nothing_in_silence(seed):
    clashes = 0
    for number in range(seed, seed + 100):
        chance, desk = random.Random(number), Desk()
        pages = {who: desk.open() for who in "ab"}
        for step in range(12):
            who = chance.choice("ab")
            page = pages[who]
            match chance.choice(["edit", "edit", "edit", "send", "send", "open"]):
                case "edit":
                    edit(chance, desk, page["held"], who, step)
                case "open" if page["held"] == page["base"]:
                    pages[who] = desk.open()
                case "send":
                    before, base = copy.deepcopy(desk.now), copy.deepcopy(page["base"])
                    found = desk.send(page)
                    if found.clashes:
                        clashes += 1
                        assert desk.now == before
                        assert all(clash.theirs != clash.yours for clash in found.clashes)
                        pages[who] = desk.open()
                    else:
                        assert lost(before, base, page["held"], desk.now) == []
    assert clashes > 0


@pytest.mark.parametrize("seed", range(0, INTERLEAVINGS, 250))
def test_one_person_s_own_overlapping_saves_never_clash(seed):
    for number in range(seed, seed + 250):
        chance, desk = random.Random(number), Desk()
        page = desk.open()
        for step in range(8):
            edit(chance, desk, page["held"], "a", step)
            if chance.random() < 0.7:
                assert desk.send(page).clashes == []
                assert parts(desk.now) == parts(page["held"])
