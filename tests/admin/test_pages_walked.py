"""Every page of the newsroom is one that the browser tests walk."""

from tests.e2e import newsroom_pages


def test_each_address_is_a_page_to_walk_or_says_why_it_is_none():
    assert newsroom_pages.unknown() == []
    names = set(newsroom_pages.routes())
    walked = {page.name for page in newsroom_pages.PAGES}
    assert walked | {*newsroom_pages.NO_PAGES} == names
    assert walked & {*newsroom_pages.NO_PAGES} == set()


def test_what_is_said_of_an_address_is_said_of_one_that_there_is():
    said = {*newsroom_pages.ABOUT, *newsroom_pages.ASKED, *newsroom_pages.ALSO, *newsroom_pages.NO_PAGES}
    assert said - set(newsroom_pages.routes()) == set()
