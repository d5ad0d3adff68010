"""What clean HTML names by its number in the database: pictures of the desk, and questions that it links to.

    <figure data-picture="12"><figcaption>A caption instead of the picture’s own</figcaption></figure>
    <a href="question:42">why the fleet turned back</a>

A number never rots: what readers see for it is looked up when a page is shown (articles/inserts.py).
"""

import re

NUMBER = r"[1-9]\d{0,17}"
PICTURE = re.compile(
    rf'<figure data-picture="(?P<pk>{NUMBER})"><figcaption(?P<anchor>[^>]*)>(?P<caption>.*?)</figcaption></figure>',
    re.DOTALL,
)
QUESTION = re.compile(rf'<a href="question:(?P<pk>{NUMBER})"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
QUESTION_ADDRESS = re.compile(rf"question:{NUMBER}")


def pictures(html):
    """Return the numbers of the pictures in clean HTML, each once, in the order of the text."""
    return list(dict.fromkeys(int(match["pk"]) for match in PICTURE.finditer(html)))


def questions(html):
    """Return the numbers of the questions that clean HTML links to, each once, in the order of the text."""
    return list(dict.fromkeys(int(match["pk"]) for match in QUESTION.finditer(html)))


def without(html):
    """Return clean HTML without anything that was picked: a picture’s caption goes with it, a link’s words stay."""
    return QUESTION.sub(lambda match: match["words"], PICTURE.sub("", html))
