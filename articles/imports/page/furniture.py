"""Site furniture: lines of a page that are neither the article's nor an offer.

Real answers mention advertisements, newspaper subscribers and cookies too. So a rule here matches the complete
line, and it is one of three: a fixed phrase, a label in front of a headline, or words that only site copy has.
To teach the reader a new piece of furniture, add its phrase to PHRASES.
"""

import re

# Complete lines, in lower case without closing punctuation.
PHRASES = frozenset(
    phrase.strip()
    for phrase in """
    sponsored; sponsored content; sponsored link; sponsored links; sponsored post; sponsored story; sponsored stories
    promoted; promoted content; promoted stories; partner content; paid content; paid partnership; branded content
    advert; adverts; advertisement; advertisements; advertising; advertorial; ad; ads; a message from our sponsor
    article continues below; article continues below advertisement; advertisement - continue reading below
    story continues below; story continues below advertisement; continue reading; read on; keep reading
    share; share this; share this article; share this page; share this story; share this post; share article
    tweet; tweet this; email this; email to a friend; copy link; copied; link copied; pin it; follow us
    print; print this; print this page; print this article; save; save article; save this article; saved; bookmark
    save for later; add to favourites; add to reading list; like this; like loading
    read more; read also; see also; see more; find out more; discover more; explore more; learn more; click here
    read the full article; read the full article here; read the full story; view all; see all; show more; load more
    home; homepage; menu; main menu; open menu; close menu; search; close; log in; login; log out; sign in; sign up
    register; my account; account; subscribe; subscription; subscriptions; magazine; magazines; newsletter
    newsletters; podcast; podcasts; video; videos; quiz; quizzes; events; shop; store; about; about us; contact
    contact us; faq; faqs; help; back; next; previous; prev; next article; previous article; more; top; back to top
    skip to content; skip to main content; skip to navigation; toggle navigation; toggle menu; you are here
    loading; play; play video; pause; mute; listen now; listen to this article; watch now; watch the video
    open gallery; open image gallery; view gallery; expand; collapse; hide; dismiss; ok; got it; skip; skip ad
    accept; accept all; accept cookies; accept all cookies; reject all; manage cookies; cookies; cookie policy
    cookie settings; cookie preferences; privacy; privacy policy; privacy notice; terms and conditions; terms
    terms & conditions; terms of use; terms of service; accessibility; sitemap; we value your privacy
    your privacy matters; enter your email; enter your email address; your email address; email address
    forgot password; forgotten your password; do you have an account; already have an account
    have a question; got a question; got a history question; do you have a history question; did you know
    want to read more; want to know more; what do you think; enjoying this article; enjoyed this article
    q&a; q & a; q and a; question; answer; questions and answers; your questions answered; ask the expert
    ask the experts; ask a historian; history q&a; the big question; history; features; all about history
    """.replace("\n", ";").split(";")
    if phrase.strip()
)
SOCIAL = frozenset(
    "share tweet facebook twitter x email e-mail mail whatsapp pinterest linkedin reddit instagram youtube tiktok"
    " flipboard messenger bluesky threads mastodon print copy link rss save like follow pin it on this via us".split()
)
# From these lines on a page shows other pages, or its readers' remarks.
TAIL = re.compile(
    r"(?:related|other|similar|further|recommended|popular|latest|more)"
    r" (?:articles?|content|stories|posts?|reading|topics?|questions?|links?|features|history|for you|like this)"
    r"|more (?:from|on) .{1,60}|(?:other|more) (?:stories|articles|questions|posts) (?:like this|(?:from|on) .{1,60})"
    r"|related|recommended|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|you['’]ll (?:like|love)"
    r"|most (?:popular|read|recent|shared|viewed)|trending(?: now)?|read next|up next|editor['’]s picks?"
    r"|(?:\d+ )?(?:comments?|responses?|replies)(?: \(\d+\))?|(?:leave|add|post) a (?:comment|reply)(?: cancel reply)?"
    r"|join the (?:conversation|discussion|debate)",
    re.IGNORECASE,
)
# Labels that stand in front of another page's headline; these are plain enough to be believed in any line …
LABEL = re.compile(
    r"(?:read (?:more|also|next)|see also|related(?: (?:article|content|story|reading))?|more on this|you may also like"
    r"|don['’]t miss|on the podcast|listen to the podcast|watch the video|sponsored(?: content)?|advertisement)"
    r"\s*(?:[:|»›>→]|[–—-] )\s*\S.*"
    r"|(?:categor(?:y|ies)|tags?|tagged(?: with| as)?|filed under|posted in|topics?|periods?|sections?)\s*:\s*\S[^.]*",
    re.IGNORECASE,
)
# … and these only in front of a headline, which has no full stop.
LABEL_OF_HEADLINE = re.compile(
    r"(?:listen|watch|podcast|video|quiz|in pictures|gallery|next|previous|explore|discover|recommended|read)"
    r"\s*[:|»›>→]\s*\S.*[^.]"
    r"|(?:read|find out|discover|learn|explore|see) more (?:about|on|from|at|in|like)\b.*[^.]"
    r"|(?:sponsored|promoted|presented|supported) (?:content )?(?:by|from) .{1,40}[^.]|in association with .{1,60}[^.]"
    r"|share (?:this |the )?(?:article |page |story |post )?(?:on|via|with|by) .{1,40}[^.]|follow us on .{1,60}[^.]",
    re.IGNORECASE,
)
LOGO = re.compile(r"(?:[\w&.’' -]{1,60} )?logo", re.IGNORECASE)
# Words that only site copy has; each line is short, and sentences about the past are kept out by PAST_YEAR.
SITE_COPY = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:we|we and our partners|(?:this|our) (?:web ?)?site) uses? cookies (?:to|and|on|for|so)\b.*",
        r"(?:this|our) (?:web ?)?site uses cookies\W*",
        r"by (?:continuing|using|browsing|clicking|closing)\b.*\b(?:cookies|site|website|accept)\b.*",
        r"(?:sign|join|subscribe|register|get|receive|want|thanks?)\b.*\b(?:newsletters?|inbox)\b.*",
        r"(?:sign up|register) (?:for|to|with) .*\b(?:e-?mails?|updates|alerts|account)\b.*",
        r"(?:enter|submit|add) your e-?mail\b.*|your e-?mail address will not be published.*",
        r"(?:by (?:entering|submitting|providing|subscribing|signing)|you (?:can|may) unsubscribe)\b.*",
        r"(?:already|not(?: yet)?) an? (?:subscriber|member)\b.*|(?:log|sign) in (?:to|or) .*",
        r"to (?:read|continue reading)\b.*\b(?:subscribe|register|log in|sign in)\b.*",
        r"(?:(?:copyright )?(?:©|\(c\)) ?.*|copyright .*20\d\d.*|copyright .{1,60}[^.]|.*\ball rights reserved\b.*)",
        r"(?:this|the) (?:article|page|story) (?:contains|may contain|features|includes) (?:affiliate|sponsored)\b.*",
        r"for (?:more|even more) .*\b(?:podcasts?|magazine|website|newsletters?|subscribe|click here|visit)\b.*",
        r"(?:e-?mail|send) (?:us )?your (?:history )?questions? .*@.*",
        r"(?:estimated )?reading time\b.*|\d+[ -]min(?:ute)?s?(?: read)?",
        r"\d+ (?:shares?|likes?|views?)|page \d+(?: of \d+)?|\d{1,3}",
        r"(?:https?://|www\.)\S+|[\W_]+",
    )
)
PICTURE_AGENCIES = (
    r"getty images|alamy|bridgeman|shutterstock|akg[- ]images|mary evans|topfoto|corbis|rex features|wikimedia"
    r"|press association|picture library|dreamstime|istock|library of congress|national portrait gallery"
)
PICTURE = r"(?:image|picture|photo|photograph|illustration|credit)s?"
PICTURE_CREDITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf".{{0,400}}[(\[]{PICTURE}(?: credit)?(?: by|:| ©| from| courtesy| via).{{1,160}}[)\]]\.?",
        rf".{{0,400}}[(\[][^()]{{0,100}}(?:{PICTURE_AGENCIES})[^()]{{0,60}}[)\]]\.?",
        rf"[^.]{{0,100}}\b(?:{PICTURE_AGENCIES})[^.]{{0,30}}",
        rf"(?:main |header |featured )?{PICTURE}(?: credit)?\s*(?:[:©]|by |courtesy of ).*",
        r"(?:credit|caption)s?\s*:.*",
    )
)
STEPS = re.compile(r"\s*[>»›→|]\s*|\s+/\s+")
PAST_YEAR = re.compile(r"\b1[0-8]\d\d\b|\b19[0-8]\d\b")
CLOSING = ' .:!?…»›>→*•|–—-"“”'
MAX_LABEL_WORDS, MAX_COPY_WORDS = 45, 90


def is_furniture(line: str) -> bool:
    """Whether the complete line is site furniture: logo, advertisement, sharing, cookies, newsletter, caption …"""
    words = len(line.split())
    if words > MAX_COPY_WORDS:
        return False
    if line.lower().strip(CLOSING) in PHRASES or is_tail(line) or is_breadcrumb(line) or _is_sharing(line):
        return True
    if words <= 8 and LOGO.fullmatch(line) or is_picture_credit(line):
        return True
    if words <= MAX_LABEL_WORDS and (LABEL.fullmatch(line) or LABEL_OF_HEADLINE.fullmatch(line)):
        return True
    return not PAST_YEAR.search(line) and any(pattern.fullmatch(line) for pattern in SITE_COPY)


def is_tail(line: str) -> bool:
    """Whether the line heads a list of other pages, or comments, which last to the end of the page."""
    return len(line) < 100 and not line.endswith(".") and bool(TAIL.fullmatch(line.strip(CLOSING)))


def is_picture_credit(line: str) -> bool:
    """Whether the line is a caption with a photographer's or an agency's credit, or the credit alone."""
    return len(line) < 600 and any(pattern.fullmatch(line) for pattern in PICTURE_CREDITS)


def is_breadcrumb(line: str) -> bool:
    """Whether the line is a path or menu like "Home › Second World War › Q&A": short steps, no sentence."""
    steps = STEPS.split(line.strip(" >»›→/|"))
    enough = 2 if steps[0].lower() in PHRASES else 3
    return (
        len(steps) >= enough
        and all(0 < len(step.split()) <= 6 for step in steps[:-1])
        and line[-1] not in ".!"
    )


def _is_sharing(line: str) -> bool:
    words = re.findall(r"[\w-]+", line.lower())
    return 0 < len(words) <= 20 and all(word in SOCIAL for word in words)
