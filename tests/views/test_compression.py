"""What a page looks like on the wire."""

import gzip

import brotli
import pytest

pytestmark = pytest.mark.django_db


def test_a_browser_that_takes_neither_gets_the_page_as_it_is(client):
    response = client.get("/archive/", headers={"accept-encoding": "identity, br;q=0"})
    assert "Content-Encoding" not in response
    assert b"<h1" in response.content


@pytest.mark.parametrize(
    ("accepts", "encoding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("BR;q=0.5", "br", brotli.decompress),
        ("gzip, br;q=0.0", "gzip", gzip.decompress),
    ],
)
def test_a_page_travels_in_the_best_form_that_the_browser_takes(client, accepts, encoding, unpack):
    response = client.get("/archive/", headers={"accept-encoding": accepts})
    assert response["Content-Encoding"] == encoding
    assert response["Content-Length"] == str(len(response.content))
    assert response["Vary"] == "Accept-Encoding"
    assert b"<h1" in unpack(response.content)
