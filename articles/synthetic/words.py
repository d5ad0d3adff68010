"""Plausible sentences about places and people that never were. The same random source gives the same words."""

from html import escape

FIRST = (
    "Ada Anselm Beatrix Benno Clara Conrad Dorothea Edmund Elske Farid Gisela Hanno Ines Ivo Jadwiga Kaspar Leonor "
    "Magnus Marta Nuno Odile Petra Quentin Rahel Simeon Tamar Ulrich Vera Wenzel Yusra"
).split()
LAST = (
    "Abelard Ashcombe Brandt Calder Dunmore Eskelund Falkner Garrow Hallström Ibarra Jessup Kestrel Lindqvist Marlowe "
    "Novak Okafor Pellerin Quist Rasmussen Sarto Thorne Ulver Vasari Whitlock Ximenes Yarrow Zeller"
).split()
START = "Ald Bel Cor Dun Est Fal Gar Hal Ist Kar Lor Mar Nor Ost Per Quel Ran Sel Tar Ul Ver Wyn".split()
END = "amar borough deva essa heim iria kand minster opolis ora stadt thage tium uvia wick zan".split()
LORD = "abbot admiral bishop chancellor consul duchess emperor governor king queen regent vizier".split()
GOODS = (
    "amber barley copper flax glass grain indigo ink iron ivory paper pepper salt silk tin wine wool".split()
)
EVENT = (
    "assembly ban census charter drought embassy fire flood harvest mutiny peace plague rebellion reform siege "
    "strike tax treaty wedding".split()
)
CHANGED = "abandoned burned closed counted divided doubled forbade moved pardoned rebuilt renamed sold taxed".split()
RECORD = (
    "account book|bundle of letters|chronicle|court roll|diary|inscription|ledger|parish register|petition|"
    "ship’s log|tax list|treaty"
).split("|")
TOPIC = (
    "Alliances Apprentices Bread Bridges Calendars Clothes Coinage Courts Diplomacy Disease Education Empires "
    "Exploration Families Fashion Feasts Games Gardens Harbours Heresy Hunting Kingship Labour Law Letters Libraries "
    "Maps Markets Medicine Migration Mines Money Music Names Navies Pilgrimage Piracy Play Portraits Printing "
    "Prisons Railways Rivers Roads Ships Sieges Slavery Spies Theatre Trade Treason Water Weather Weights Widows Work"
).split()

QUESTIONS = (
    "Why did the {lord} of {place} leave the {event} of {year} out of every {record}?",
    "Who paid for the {goods} of {place} after the {event} of {year}?",
    "Was the {event} of {year} in {place} really about {goods}?",
    "How did people in {place} hear of the {event} of {year}?",
    "What became of the {lord} who {changed} the {goods} of {place} in {year}?",
    "Did anyone in {place} expect the {event} of {year}?",
    "When did {place} stop selling {goods} to {other}, and was it before {year}?",
    "How many people lived in {place} at the time of the {event} of {year}?",
    "Why is the {record} of {place} from {year} written in two hands?",
    "Could a woman trade in {goods} in {place} around {year}?",
    "What did {figure} want from {place} in {year}?",
    "Is it true that {figure} {changed} the {goods} of {other} in {year}?",
)
SENTENCES = (
    "The {record} of {place} names {small} houses and {more} hearths in {year}.",
    "Nobody in {other} had seen so much {goods} before, and few saw it again.",
    "A {lord} who {changed} the {goods} could count on the town until the next {event}.",
    "We know it because a clerk wrote down every barrel of {goods} that passed the bridge.",
    "The {event} came first; the {second} followed within {small} weeks.",
    "{figure} gave another reason, in a letter that was opened on the way.",
    "Of the {more} people who signed, only {small} could write their names.",
    "That is a late story, and it first appears in a {record} made for the {lord}.",
    "Prices for {goods} rose by a third between one harvest and the next.",
    "In {other} the same {event} passed almost without a word.",
    "What the {record} does not say is who carried the {goods} home.",
    "It took {small} days to ride from {place} to {other}, and a letter took longer.",
    "The {lord} {changed} the old rule, and {changed2} the market on the same day.",
    "Later historians made a {second} of it, which it was not.",
)


def place_name(rng):
    """Return a place's name: "Norminster"."""
    return rng.choice(START) + rng.choice(END)


def person_name(rng):
    """Return a person's name: "Clara Thorne"."""
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def year_name(year):
    """Return a year as people write it; 0 is 1 BC, as in EDTF."""
    return str(year) if year > 0 else f"{1 - year} BC"


def slots(rng, *, place, other, figure, year):
    """Return what the sentences of one question are filled with."""
    return {
        "place": place,
        "other": other,
        "figure": figure,
        "year": year_name(year),
        "lord": rng.choice(LORD),
        "goods": rng.choice(GOODS),
        "event": rng.choice(EVENT),
        "second": rng.choice(EVENT),
        "record": rng.choice(RECORD),
        "changed": rng.choice(CHANGED),
        "changed2": rng.choice(CHANGED),
        "small": rng.randint(3, 40),
        "more": rng.randint(60, 4_000),
    }


def question(rng, filled):
    """Return one sentence that ends in a question mark."""
    return rng.choice(QUESTIONS).format_map(filled)


def told(filled):
    """Return all that can be said about one question, to draw sentences from."""
    return [sentence.format_map(filled) for sentence in SENTENCES]


def sentences(rng, told, count):
    """Return ``count`` of the sentences ``told``, in one string."""
    return " ".join(rng.choices(told, k=count))


def html(paragraphs, references):
    """Return ``paragraphs`` of text as clean HTML, the first ones with one of ``references`` at their ends."""
    ends = [*references, *[""] * len(paragraphs)]
    return "".join(
        [f"<p>{escape(text, quote=False)}{end}</p>" for text, end in zip(paragraphs, ends, strict=False)]
    )
