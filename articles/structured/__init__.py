"""schema.org graphs of the pages, as JSON-LD. Built from what a view has loaded: nothing here asks the database.

question(page, drawn)          WebPage, Article (never QAPage: the answers are by invitation), Question and its
                               Answers, Person, Book, Periodical, with the site they stand on
profile(author, since, changed) ProfilePage of a historian
periodical(publication)        CollectionPage of a magazine; issue(issue) of one of its numbers
collection(entry)              CollectionPage of a period, topic, place or figure
front_page(magazines)          WebSite with its search, the Organization, and a Periodical for each magazine
breadcrumb(trail, address)     BreadcrumbList of a page's trail, [(name, path), …]; the last has no path
script(nodes)                  the <script> that holds them, safe to stand in HTML
"""

from .lists import breadcrumb, collection, front_page, issue, periodical, profile
from .question import question
from .script import script

__all__ = ["breadcrumb", "collection", "front_page", "issue", "periodical", "profile", "question", "script"]
