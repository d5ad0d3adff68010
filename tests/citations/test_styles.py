"""What the five manuals print, to the letter. The day of access is 1 March 2026."""

from datetime import date

import pytest

from articles.citations import styles

from .facts import facts

ADDRESS = "https://magazine.example/questions/no-invasion/v/1/"
TITLE = "Why Did Germany Never Convince Japan to Invade During the War?"
SMALL = "Why Did Germany Never Convince Japan to Invade during the War?"
PLAIN = "Why did Germany never convince Japan to invade during the war?"


def printed(record):
    """Return the plain text of every form by its id, without "cite-"."""
    found = styles(record, accessed=date(2026, 3, 1))
    return {form.id.removeprefix("cite-"): form.text for style in found for form in style.forms}


GOLDEN = {
    "one author": (
        ["Moorhouse, Roger"],
        {
            "chicago-note": f"Roger Moorhouse, “{TITLE},” Lantern Online, February 23, 2016, {ADDRESS}.",
            "chicago": f"Moorhouse, Roger. “{TITLE}” Lantern Online, February 23, 2016. {ADDRESS}.",
            "mhra-note": f"Roger Moorhouse, ‘{SMALL}’, Lantern Online, 23 February 2016 <{ADDRESS}> [accessed 1 March 2026].",
            "mhra": f"Moorhouse, Roger, ‘{SMALL}’, Lantern Online, 23 February 2016 <{ADDRESS}> [accessed 1 March 2026]",
            "harvard": f"Moorhouse, R. (2016) ‘{PLAIN}’, Lantern Online, 23 February. Available at: {ADDRESS} (Accessed: 1 March 2026).",
            "apa": f"Moorhouse, R. (2016, February 23). {PLAIN} Lantern Online. {ADDRESS}",
            "mla": f"Moorhouse, Roger. “{SMALL}” Lantern Online, 23 Feb. 2016, magazine.example/questions/no-invasion/v/1/.",
        },
    ),
    "two authors, with particle and accent": (
        ["Gogh, Vincent van", "Ibáñez, Rosa María"],
        {
            "chicago-note": f"Vincent van Gogh and Rosa María Ibáñez, “{TITLE},” Lantern Online, February 23, 2016, {ADDRESS}.",
            "chicago": f"Gogh, Vincent van, and Rosa María Ibáñez. “{TITLE}” Lantern Online, February 23, 2016. {ADDRESS}.",
            "mhra-note": f"Vincent van Gogh and Rosa María Ibáñez, ‘{SMALL}’, Lantern Online, 23 February 2016 <{ADDRESS}> [accessed 1 March 2026].",
            "mhra": f"Gogh, Vincent van, and Rosa María Ibáñez, ‘{SMALL}’, Lantern Online, 23 February 2016 <{ADDRESS}> [accessed 1 March 2026]",
            "harvard": f"Gogh, V. van and Ibáñez, R.M. (2016) ‘{PLAIN}’, Lantern Online, 23 February. Available at: {ADDRESS} (Accessed: 1 March 2026).",
            "apa": f"Gogh, V. van, & Ibáñez, R. M. (2016, February 23). {PLAIN} Lantern Online. {ADDRESS}",
            "mla": f"Gogh, Vincent van, and Rosa María Ibáñez. “{SMALL}” Lantern Online, 23 Feb. 2016, magazine.example/questions/no-invasion/v/1/.",
        },
    ),
    "no author": (
        [],
        {
            "chicago-note": f"“{TITLE},” Lantern Online, February 23, 2016, {ADDRESS}.",
            "chicago": f"Lantern Online. “{TITLE}” February 23, 2016. {ADDRESS}.",
            "mhra-note": f"‘{SMALL}’, Lantern Online, 23 February 2016 <{ADDRESS}> [accessed 1 March 2026].",
            "mhra": f"‘{SMALL}’, Lantern Online, 23 February 2016 <{ADDRESS}> [accessed 1 March 2026]",
            "harvard": f"Lantern Online (2016) ‘{PLAIN}’, 23 February. Available at: {ADDRESS} (Accessed: 1 March 2026).",
            "apa": f"{PLAIN} (2016, February 23). Lantern Online. {ADDRESS}",
            "mla": f"“{SMALL}” Lantern Online, 23 Feb. 2016, magazine.example/questions/no-invasion/v/1/.",
        },
    ),
}


@pytest.mark.parametrize("case", GOLDEN)
def test_every_style_prints_what_its_manual_prints(case):
    people, expected = GOLDEN[case]
    assert printed(facts(*people)) == expected


def test_many_authors_are_cut_as_each_manual_cuts_them():
    people = [f"{letter}name, {letter}" for letter in "ABCDEFG"]
    by = {form: text.split("“")[0].split("‘")[0] for form, text in printed(facts(*people)).items()}
    by["apa"] = by["apa"].split("Why")[0]
    assert by == {
        "chicago-note": "A Aname et al., ",
        "chicago": "Aname, A, B Bname, C Cname, et al. ",
        "mhra-note": "A Aname and others, ",
        "mhra": "Aname, A, and others, ",
        "harvard": "Aname, A. et al. (2016) ",
        "apa": "Aname, A., Bname, B., Cname, C., Dname, D., Ename, E., Fname, F., & Gname, G. (2016, February 23). ",
        "mla": "Aname, A, et al. ",
    }
    three = printed(facts(*people[:3]))
    assert three["chicago"].startswith("Aname, A, B Bname, and C Cname. “")
    assert three["mhra-note"].startswith("A Aname, B Bname, and C Cname, ‘")
    assert three["harvard"].startswith("Aname, A., Bname, B. and Cname, C. (2016)")
    four = printed(facts(*people[:4]))
    assert four["chicago"].startswith("Aname, A, B Bname, C Cname, and D Dname. “")
    assert four["mhra"].startswith("Aname, A, and others, ‘")
    assert four["harvard"].startswith("Aname, A. et al. (2016)")
    twenty = [f"{letter}, {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTU"]
    assert ", S., . . . U, U. (2016" in printed(facts(*twenty))["apa"]
    assert ", S., & T, T. (2016" in printed(facts(*twenty[:20]))["apa"]


def test_a_suffix_and_a_single_name_stand_where_each_manual_puts_them():
    found = printed(facts("King, Martin Luther, Jr.", "Bede"))
    assert {form: text.split("“")[0].split("‘")[0].split("(2016")[0] for form, text in found.items()} == {
        "chicago-note": "Martin Luther King Jr. and Bede, ",
        "chicago": "King, Martin Luther, Jr., and Bede. ",
        "mhra-note": "Martin Luther King Jr. and Bede, ",
        "mhra": "King, Martin Luther, Jr., and Bede, ",
        "harvard": "King, M.L., Jr. and Bede ",
        "apa": "King, M. L., Jr., & Bede. ",
        "mla": "King, Martin Luther, Jr., and Bede. ",
    }
    assert printed(facts("King, Martin Luther, Jr."))["mla"].startswith("King, Martin Luther, Jr. “")


def test_who_translated_it_stands_after_the_title():
    translated = facts(
        "Moorhouse, Roger", translators=["Doe, Jane Ann", "King, Max, Jr."], title="The rain of 44 BC"
    )
    assert {
        form: text.split("44 BC")[1].split("Lantern")[0] for form, text in printed(translated).items()
    } == {
        "chicago-note": ",” trans. Jane Ann Doe and Max King Jr., ",
        "chicago": ".” Translated by Jane Ann Doe and Max King Jr. ",
        "mhra-note": "’, trans. by Jane Ann Doe and Max King Jr., ",
        "mhra": "’, trans. by Jane Ann Doe and Max King Jr., ",
        "harvard": "’. Translated by J.A. Doe and M. King Jr. ",
        "apa": " (J. A. Doe & M. King Jr., Trans.). ",
        "mla": ".” Translated by Jane Ann Doe and Max King Jr. ",
    }
    asked = facts("Moorhouse, Roger", translators=["Doe, Jane"], title="Why?")
    assert {form: text.split("Why?")[1].split("Lantern")[0] for form, text in printed(asked).items()} == {
        "chicago-note": ",” trans. Jane Doe, ",
        "chicago": "” Translated by Jane Doe. ",
        "mhra-note": "’, trans. by Jane Doe, ",
        "mhra": "’, trans. by Jane Doe, ",
        "harvard": "’. Translated by J. Doe. ",
        "apa": " (J. Doe, Trans.). ",
        "mla": "” Translated by Jane Doe. ",
    }


def test_many_translators_are_cut_as_many_authors_are():
    found = printed(facts("Moorhouse, Roger", translators=[f"{letter}name, {letter}" for letter in "ABCD"]))
    assert "trans. A Aname et al., " in found["chicago-note"]
    assert "trans. by A Aname and others, " in found["mhra"]
    assert "Translated by A. Aname et al. Lantern" in found["harvard"]
    assert "Translated by A Aname et al. Lantern" in found["mla"]


def test_a_later_edition_is_cited_by_its_own_day_and_address():
    later = facts("Bede", number=2, day=date(2024, 9, 1), address=ADDRESS.replace("/1/", "/2/"))
    assert all("/v/2/" in text and "2024" in text and "2016" not in text for text in printed(later).values())
    assert "1 Sept. 2024, " in printed(later)["mla"]


@pytest.mark.parametrize(
    "title", ["Why?", "Stop!", "And then …", "Who said “No!”?", "In 1914–18", "The end.", "In 44 B.C."]
)
def test_no_title_gets_two_stops(title):
    for form, text in printed(facts("Bede", title=title)).items():
        for pair in ("?.", "!.", "..", ".,", ".”.", "?”.", "!”."):
            assert pair not in text.replace("B.C.,", "").replace("B.C.’,", ""), form


def test_a_title_in_another_language_keeps_its_capitals():
    found = printed(facts("Bede", title="Warum zerbrach die Weimarer Republik?", language="de"))
    assert all("Warum zerbrach die Weimarer Republik?" in text for text in found.values())


def test_only_apa_writes_the_first_word_of_a_subtitle_large_in_a_title_written_small():
    found = printed(facts("Bede", title="44 BC: was it murder?"))
    assert "44 BC: Was it murder? Lantern" in found["apa"]
    assert "‘44 BC: was it murder?’" in found["harvard"]
    german = printed(facts("Bede", title="44 v. Chr.: war es Mord?", language="de"))
    assert "44 v. Chr.: war es Mord? Lantern" in german["apa"]


def test_a_quotation_at_the_end_of_a_title_keeps_its_marks_and_the_title_its_own():
    found = printed(facts("Bede", title="Did Caesar say “Et tu, Brute?”"))
    assert found["chicago-note"].startswith("Bede, “Did Caesar Say ‘Et tu, Brute?,’” Lantern")
    assert found["chicago"].startswith("Bede. “Did Caesar Say ‘Et tu, Brute?’” Lantern")
    assert found["mhra"].startswith("Bede, ‘Did Caesar Say “Et tu, Brute?”’, Lantern")
    assert found["apa"].startswith("Bede. (2016, February 23). Did Caesar say “Et tu, Brute?” Lantern")


def test_a_title_that_is_no_question_gets_its_full_stop():
    found = printed(facts("Moorhouse, Roger", title="The road to war"))
    assert "“The Road to War.” Lantern" in found["chicago"]
    assert "“The Road to War.” Lantern" in found["mla"]
    assert "The road to war. Lantern" in found["apa"]


def test_the_magazine_is_set_in_italics_and_nothing_a_title_holds_is_markup():
    record = facts("<b>, Eve", title="Is <script>alert(1)</script> & “x” old?", magazine="A & B")
    html = "".join(form.html for style in styles(record, accessed=date(2026, 3, 1)) for form in style.forms)
    assert html.count("<i>A &amp; B</i>") == 7
    assert "<script" not in html
    assert "<b>" not in html
