"""Lines of a page with a meaning of their own: masthead, subscription offer, who asked."""

import re

from .furniture import PAST_YEAR

MASTHEAD = re.compile(
    r"(?:welcome to )?(?:the )?(?:official |online |digital )*(?:web ?site|home)(?: page)? (?:for|of) "
    r"(?P<for>[^.!?]+)[.!]?"
    r"|(?:brought to you by|from) the (?:makers|publishers|team behind|editors) (?:of )?(?P<by>[^.!?]+)[.!]?",
    re.IGNORECASE,
)
BETWEEN_TITLES = re.compile(r"\s*,\s*and\s+|\s*,\s+|\s+and\s+")

SOLD = r"(?:issues?|copies|months?|weeks?|years?|subscriptions?|trial|membership|digital access|access)"
AMOUNT = r"(?:£|\$|€|\d+p\b|\d+ ?%|\bfree\b|\bhalf[ -]price\b|\bonly\b|\bjust\b)"
# One way of selling a line; each must match the complete paragraph.
OFFERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:try|get|enjoy|receive|claim|buy) (?:your |the )?(?:first |next )?[\w-]+ (?:\w+ )?{SOLD}\b.*{AMOUNT}.*",
        r"(?:try|get|enjoy|receive) .{1,60}\b(?:for|from) (?:only |just )?(?:£|\$|€|\d+p\b).*",
        rf"[\w-]+ (?:\w+ )?{SOLD} (?:of .{{1,60}} )?for .*{AMOUNT}.*",
        r"(?:.{1,40}[!:–-] ?)?(?:subscribe and )?save (?:up to |over |an extra |more than )?(?:£|\$|€|\d+ ?%|half).*",
        r"(?:special|exclusive|introductory|subscri\w+)(?:[ -]\w+){0,2} offers?\W*(?:.*\b(?:subscri|issue|trial).*)?",
        r"(?:why not )?subscribe(?: (?:now|today|here|online))*[.!]?",
        r"(?:why not )?subscribe (?:now|today|here|online|for|from|to .{1,80}\b(?:magazine|today|now|here|for))\b.*",
        r"subscribe to [A-Z][\w’' ]{1,60}[.!]?",
        r"become an? (?:subscriber|member) (?:today|now|for|from|and)\b.*",
        rf"(?:start|begin|claim|activate) (?:your|a) (?:free |\d+[ -]day )*{SOLD}\b.*",
        r"(?:treat|give|gift) .{1,60}\bsubscription\b.*",
        rf"(?:join|subscribe|black friday|christmas|spring|summer|autumn|winter|new year).*\bsubscri.*{AMOUNT}.*",
        rf"join (?:now|today)\b.*\b{SOLD}\b.*",
        rf".{{0,80}}{AMOUNT}.{{0,80}}\bwhen you (?:subscribe|take out a subscription)\b.*",
        rf"(?:not (?:yet )?an?|already an?) subscriber\b.*{AMOUNT}.*",
        r"(?:don['’]t miss|hurry|last chance)\b.*\bsubscri.*",
        rf"(?:get |enjoy )?(?:unlimited|full|instant|digital) access\b.*{AMOUNT}.*",
    )
)
MAX_OFFER_WORDS = 60
CAPITALISED = r"[A-Z][\w.’'-]*"
ASKER = re.compile(
    r"(?i:(?:question )?(?:asked|submitted|sent in|question) (?:by|from))\s*:?\s*"
    rf"(?P<name>{CAPITALISED}(?: {CAPITALISED}){{1,3}})"
    rf"(?:,\s*(?P<town>{CAPITALISED}(?:,? (?:{CAPITALISED}|on|upon|under|by|the|le|de|of|in|sea|and))*))?\.?"
)


def masthead_titles(line: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The titles of "The official website for X, Y and Z" in order; () for any other line.

    `known` are titles that appear elsewhere on the page: one with "and" in it is not taken apart.
    """
    found = MASTHEAD.fullmatch(line) if len(line) < 300 else None
    if not found:
        return ()
    listed = found["for"] or found["by"]
    if not re.match(r"(?:[Tt]he )?[A-Z0-9]", listed):
        return ()
    held = {
        f"\ue000{number}": title for number, title in enumerate(known) if " and " in title or "," in title
    }
    for token, title in held.items():
        listed = listed.replace(title, token)
    titles = (held.get(title, title).strip() for title in BETWEEN_TITLES.split(listed))
    return tuple(dict.fromkeys(title for title in titles if title))


def is_offer(line: str) -> bool:
    """Whether the line sells subscriptions: "Try 6 issues for only £9.99 …", "Save 50% …", "Subscribe today"."""
    if len(line.split()) > MAX_OFFER_WORDS or PAST_YEAR.search(line):
        return False
    if re.search(r"\b(?:newsletters?|inbox)\b", line, re.IGNORECASE) and not re.search(AMOUNT, line):
        return False
    return any(pattern.fullmatch(line) for pattern in OFFERS)


def asker(line: str) -> tuple[str, str] | None:
    """(name, town or "") of "Asked by Jane Smith, Leeds"; None for any other line."""
    found = ASKER.fullmatch(line) if len(line) < 120 else None
    return (found["name"], found["town"] or "") if found else None
