"""Text cut into sentences, to propose each as a claim. Leaf: plain text in, plain text out."""

import re

# A full stop after one of these ends no sentence: "c. 1066", "St. Albans", "vol. 3".
SHORT = frozenset(
    "c ca cf ch col d dr e.g ed eds etc fl fol gen i.e jr lt mr mrs ms no nos op p pp prof rev sgt sr st trans v vol "
    "vols vs".split()
)
END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s+[“‘\"'(\[]*[A-Z0-9À-ÖØ-Þ])")
LAST_WORD = re.compile(r"([^\s(“‘\"'\[]+)$")


def sentences(text):
    """Return the sentences of ``text`` (one line of prose), each as it stands there."""
    found, start = [], 0
    for match in END.finditer(text):
        if match[0][0] == "." and _is_short(text[start : match.start()]):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if any(letter.isalnum() for letter in sentence)]


def _is_short(before):
    """Whether the full stop after ``before`` belongs to an abbreviation or an initial: "J. R. Green"."""
    last = LAST_WORD.search(before)
    word = last[1] if last else ""
    return word.casefold() in SHORT or (len(word) == 1 and word.isupper() and word != "I")
