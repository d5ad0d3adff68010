"""What stops a question from being published, and what is worth a look before: a list of findings.

Each file holds the rules of one kind. A rule looks at a question, stored or only typed (articles/typed.py), and never
changes anything. Fetch the question with ``Question.objects.for_print()``: the queries are then always the same few.
"""

# In the order in which findings are listed.
# isort: off
from . import essentials, facts, accessibility, links, dating, names, sources, length, house_style, signed  # noqa: F401

# isort: on
from .findings import Finding, findings, not_let_pass, open_findings, rule

__all__ = ["Finding", "findings", "not_let_pass", "open_findings", "rule"]
