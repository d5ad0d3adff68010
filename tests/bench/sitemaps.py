"""What sitemaps and feeds cost with many questions: python -m tests.bench.sitemaps 1000000, on an empty scratch database.

Fills the database that DATABASE_URL (or VAR_DIR) names with synthetic questions, which stay there: throw it away
afterwards; a second run measures what it finds. Prints seconds, size and the highest memory of Python objects
for the index, for a full list, and for a page deep in the API. No answer may need more memory than HEAP.
"""

import os
import sys
import time
import tracemalloc
from datetime import UTC, datetime, timedelta

import django

BATCH = 5_000
AUTHORS = 20_000
PERIODS = 40
HEAP = 32 * 2**20  # bytes
START = datetime(2000, 1, 1, tzinfo=UTC)


def fill(count):
    """Create ``count`` live questions of one author and one period each."""
    from articles.models import Author, Edition, Period, Question  # noqa: PLC0415 - models need Django set up

    authors = Author.objects.bulk_create(
        [Author(name=f"Author {n}", slug=f"author-{n}") for n in range(min(AUTHORS, count))], BATCH
    )
    periods = Period.objects.bulk_create(
        [Period(name=f"Period {n}", slug=f"period-{n}") for n in range(PERIODS)]
    )
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        questions = Question.objects.bulk_create(
            [Question(text=f"Why did it happen in {n}?", slug=f"why-{n}") for n in numbers]
        )
        editions = Edition.objects.bulk_create(
            [_edition(n, question) for n, question in zip(numbers, questions, strict=True)]
        )
        for rows, name in ((authors, "author"), (periods, "period")):
            through = getattr(Edition, f"{name}s").through
            through.objects.bulk_create(
                through(edition_id=edition.pk, **{f"{name}_id": rows[n % len(rows)].pk})
                for n, edition in zip(numbers, editions, strict=True)
            )


def _edition(number, question):
    from articles.models import Edition  # noqa: PLC0415

    moment = START + timedelta(minutes=10 * number)
    return Edition(
        question=question,
        number=1,
        slug=question.slug,
        text=question.text,
        teaser="It did.",
        content={"question": question.text},
        digest="0" * 64,
        live_from=moment,
        first_live_from=moment,
    )


def measure(client, path):
    """Return (seconds, bytes, highest bytes of Python objects) of one answer, read part by part and thrown away."""
    started = time.perf_counter()
    response = client.get(path)
    parts = response.streaming_content if response.streaming else [response.content]
    size = sum(len(part) for part in parts)
    seconds = time.perf_counter() - started
    assert response.status_code == 200, path
    del response, parts
    tracemalloc.start()  # it makes everything slower: not in the same breath as the clock
    response = client.get(path)
    for _ in response.streaming_content if response.streaming else ():
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return seconds, size, peak


def main():
    """Run the benchmark; the exit status is 1 where an answer needs more memory than HEAP."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "historyqa.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from articles.models import Edition  # noqa: PLC0415

    if not Edition.objects.exists():
        fill(int(sys.argv[1]) if sys.argv[1:] else 100_000)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(headers={"host": "testserver"}, SERVER_NAME="testserver")
    last = Edition.objects.order_by("-question_id").values_list("question_id", flat=True).first()
    middle = START + timedelta(minutes=10 * (Edition.objects.count() // 2))
    paths = {
        "index": "/sitemap.xml",
        "first list": "/sitemaps/questions/0.xml",
        "last full list": f"/sitemaps/questions/{max(0, last // 50_000 - 1)}.xml",
        "authors": "/sitemaps/authors/0.xml",
        "news": "/sitemaps/news.xml",
        "feed": "/feeds/questions.atom",
        "API, first page": "/api/v1/questions/",
        "API, deep page": f"/api/v1/questions/?before={middle:%Y-%m-%dT%H:%M:%S}.000000Z-1",
    }
    client.get("/robots.txt")  # what is loaded once
    print(f"{connection.vendor}: {Edition.objects.count():,} editions")
    worst = 0
    for name, path in paths.items():
        seconds, size, peak = measure(client, path)
        worst = max(worst, peak)
        print(f"{name:18} {seconds:7.2f} s {size / 2**20:7.2f} MiB sent, {peak / 2**20:6.2f} MiB of memory")
    return int(worst > HEAP)


if __name__ == "__main__":
    sys.exit(main())
