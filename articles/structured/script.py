"""A graph as the text of a page."""

import json

from django.utils.html import format_html
from django.utils.safestring import mark_safe

# What could end the script element, or a line of it where a line separator does.
UNSAFE = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


def script(nodes):
    """Return ``<script type="application/ld+json">`` with the graph of ``nodes``; empty text where there are none."""
    if not nodes:
        return ""
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
