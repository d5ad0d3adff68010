"""How long the newsroom's lists take: python -m tests.bench.newsroom, on a database that ``populate`` has filled.

Asks for every list of the admin as somebody who may only look: first and last page, each filter's choices, each
column to sort by, a search; and for the first page, the calendar and the search over everything. Prints the 95th
percentile and the queries of each kind, and the slowest addresses, each with its ratio to GOAL.
Adds one login ("bench-…") and takes it away again. The settings are those of the environment.
"""

import os
import re
import secrets
import statistics
import sys
import time
from collections import defaultdict
from functools import partial

import django

GOAL = 300  # milliseconds
BEYOND = 3  # the exit status where the goal is not met; 1 is that of a mishap
TIMES = 5
SLOWEST = 15  # addresses that are printed
WORDS = ["harvest", "Clara Thorne", "synthetic-nothing-like-it", "ar"]  # common, a name, in none, in most
PAGES = {
    "first page": [("admin:index", "")],
    "calendar": [("admin:articles_question_calendar", f"?view={view}") for view in ("month", "week", "list")],
    "everything": [("admin:search", f"?q={words.replace(' ', '+')}") for words in WORDS],
}


def addresses(client, site):
    """Yield (list, kind, address) of everything to ask; reads the lists' own links."""
    from django.urls import reverse  # noqa: PLC0415 - needs Django set up

    for kind, pages in PAGES.items():
        for page, query in pages:
            yield "newsroom", kind, reverse(page) + query
    for model in site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        if model._meta.app_label != "articles":
            continue
        start = reverse(f"admin:{name}_changelist")
        yield name, "first page", start
        page = client.get(start).content.decode()
        links = dict.fromkeys(link.replace("&amp;", "&") for link in re.findall(r'href="(\?[^"]*)"', page))
        pages = [link for link in links if re.match(r"\?p=\d+$", link)]
        for link in links:
            kind = "sort" if "o=" in link else "filter"
            if link in pages:
                kind = "last page" if link == pages[-1] else "page"
            yield name, kind, start + link
        for words in WORDS:
            yield name, "search", f"{start}?q={words.replace(' ', '+')}"


def measure(client, address):
    """Return (milliseconds of each time, queries of the last)."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        response = client.get(address)
        times.append((time.perf_counter() - start) * 1_000)
        assert response.status_code == 200, (address, response.status_code)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return times, len(queries)


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "historyqa.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.contrib import admin  # noqa: PLC0415
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.contrib.auth.models import Permission  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from articles.models import Question  # noqa: PLC0415

    user = get_user_model().objects.create_user(f"bench-{secrets.token_hex(4)}", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="articles", codename__startswith="view_")
    )
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.get = partial(client.get, secure=settings.SITE_URL.startswith("https:"))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    print(f"{Question.objects.count():,} questions")
    kinds, asked = defaultdict(list), []
    try:
        for name, kind, address in addresses(client, admin.site):
            times, queries = measure(client, address)
            kinds[name, kind].append((times, queries))
            asked.append((statistics.median(times), max(times), queries, address))
    finally:
        user.delete()
    everything = []
    for (name, kind), results in kinds.items():
        times = sorted(value for many, _ in results for value in many)
        everything += times
        counts = {queries for _, queries in results}
        print(
            f"{name:28} {kind:11} {len(results):3} addresses  median {statistics.median(times):6.0f} ms  "
            f"p95 {p95(times):6.0f} ms  queries {min(counts)}–{max(counts)}"
        )
    whole = p95(sorted(everything))
    print(f"all: p95 {whole:.0f} ms of {len(everything)} answers; goal {GOAL} ms, ratio {whole / GOAL:.2f}")
    for middle, most, queries, address in sorted(asked, reverse=True)[:SLOWEST]:
        print(
            f"  slowest: median {middle:4.0f} ms, most {most:4.0f} ms, ratio {middle / GOAL:.2f}, "
            f"{queries} queries  {address}"
        )
    return BEYOND if whole > GOAL else 0


def p95(times):
    """Return the 95th percentile of sorted ``times``."""
    return times[min(len(times) - 1, int(len(times) * 0.95))]


if __name__ == "__main__":
    sys.exit(main())
