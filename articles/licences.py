"""The licences that texts and pictures are passed on under: what they are called and where their terms stand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """``url`` leads to the terms; it is empty where nothing may be passed on without asking."""

    code: str
    name: str
    url: str = ""

    @property
    def is_open(self):
        """Whether others may print the work without asking, as long as they keep to the terms."""
        return bool(self.url)

    @property
    def keeps_words(self):
        """Whether the work may be passed on as it is only."""
        return self.code.endswith("-nd")


RESERVED = Licence("all-rights-reserved", "All rights reserved")
CREATIVE_COMMONS = "https://creativecommons.org/"
KNOWN = {
    licence.code: licence
    for licence in (
        RESERVED,
        Licence("public-domain", "Public domain", f"{CREATIVE_COMMONS}publicdomain/mark/1.0/"),
        Licence("cc0", "CC0 1.0", f"{CREATIVE_COMMONS}publicdomain/zero/1.0/"),
        Licence("cc-by", "CC BY 4.0", f"{CREATIVE_COMMONS}licenses/by/4.0/"),
        Licence("cc-by-sa", "CC BY-SA 4.0", f"{CREATIVE_COMMONS}licenses/by-sa/4.0/"),
        Licence("cc-by-nd", "CC BY-ND 4.0", f"{CREATIVE_COMMONS}licenses/by-nd/4.0/"),
        Licence("cc-by-nc", "CC BY-NC 4.0", f"{CREATIVE_COMMONS}licenses/by-nc/4.0/"),
        Licence("cc-by-nc-nd", "CC BY-NC-ND 4.0", f"{CREATIVE_COMMONS}licenses/by-nc-nd/4.0/"),
    )
}


def find(code):
    """Return the Licence with that code; one we do not know lets nothing be passed on."""
    return KNOWN.get(code, RESERVED)
