"""The sample pictures: the right ones, the right size, the same every time, and no two alike."""

import hashlib

import pytest

from articles.sample import art

# One process draws them all.
pytestmark = pytest.mark.xdist_group("sample pictures")

EXPECTED = [
    "athens", "canoe", "caravan", "charter", "dagger", "dejima", "enigma", "gold", "haiti", "junk", "khipu",
    "mound", "palace", "plague", "potato", "pyramid", "rose", "stonework", "tablets", "truce", "type",
    "volcano", "wall", "walls",
]  # fmt: skip


class Proof:
    """What the tests need of a picture; two dozen whole ones would fill 120 MB."""

    def __init__(self, image):
        self.shape = (image.mode, image.size)
        self.digest = hashlib.sha256(image.tobytes()).hexdigest()
        self.spread = image.convert("L").resize((32, 32)).entropy()


@pytest.fixture(scope="module")
def proofs():
    """A proof of every picture, drawn once: name to Proof."""
    return {name: Proof(art.draw(name, scale=1)) for name in art.NAMES}


def test_an_unknown_name_is_refused_with_the_names_that_exist():
    with pytest.raises(ValueError, match="no sample picture called “sphinx”.*athens, canoe"):
        art.draw("sphinx")


def test_the_names_are_the_sample_questions_pictures():
    assert list(art.NAMES) == EXPECTED


def test_every_picture_is_rgb_and_three_by_two(proofs):
    assert {proof.shape for proof in proofs.values()} == {("RGB", (1600, 1067))}


def test_no_two_pictures_are_alike(proofs):
    assert len({proof.digest for proof in proofs.values()}) == len(EXPECTED)


def test_every_picture_fills_its_sheet(proofs):
    # A scene whose plates failed to print leaves bare paper, which has next to no spread of tones.
    assert [name for name, proof in proofs.items() if proof.spread < 4] == []


def test_a_picture_is_the_same_each_time_it_is_drawn(proofs):
    assert Proof(art.draw("walls", scale=1)).digest == proofs["walls"].digest


def test_a_cover_is_a_portrait_page():
    page = art.cover("Lantern History Magazine", "February 2025", "lantern/2025-02", scale=1)
    assert (page.mode, page.size) == ("RGB", (900, 1200))


def test_a_cover_is_the_same_each_time_it_is_drawn():
    first, second = (art.cover("The Waymark Quarterly", "Spring 2024", "spring", scale=1) for _ in range(2))
    assert Proof(first).digest == Proof(second).digest


def test_covers_differ_by_seed_title_and_issue():
    pages = [
        art.cover("Lantern History Magazine", "February 2025", "a", scale=1),
        art.cover("Lantern History Magazine", "February 2025", "b", scale=1),
        art.cover("Lantern History Magazine", "June 2025", "a", scale=1),
        art.cover("Lantern for Schools", "February 2025", "a", scale=1),
    ]
    assert len({Proof(page).digest for page in pages}) == 4


def test_proofs_have_the_shape_of_what_they_stand_in_for_and_differ_by_name():
    assert Proof(art.proof("walls")).shape == ("RGB", (480, 320))
    assert Proof(art.proof("lantern/2025-02", portrait=True)).shape == ("RGB", (320, 427))
    assert Proof(art.proof("walls")).digest != Proof(art.proof("wall")).digest
