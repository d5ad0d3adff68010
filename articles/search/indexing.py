"""Writing what is searched: one entry an edition, in the transaction that prints it."""

from django.db import connections, transaction
from django_tasks import task

from articles.models import Edition, SearchEntry, SearchWord

from . import documents
from .engine import engine
from .facets import KINDS

CHUNK = 200  # editions read at a time
COLUMNS = ("title", "names", "summary", "body")


def index(edition):
    """Write the words of ``edition``, whose relations are stored. Call it in the transaction that prints it."""
    _write([edition.pk], edition._state.db)


def renamed(thing):
    """Write again, after commit, the words of every edition that names ``thing``: an Author, a Place …"""
    transaction.on_commit(lambda: index_named.enqueue(thing._meta.model_name, thing.pk))


@task()
def index_named(kind, pk):
    """Write again the words of every edition about one thing; ``kind`` is one of KINDS."""
    _, relation = KINDS[kind]
    _write_all(Edition.objects.filter(**{relation: pk}))


def rebuild(*, progress=lambda done: None):
    """Drop the index and all that belongs to it, and make it anew; return how many editions there are.

    ``progress`` is called with how many are done. Nobody waits for it: readers find what is done so far.
    """
    with transaction.atomic(), connections["default"].cursor() as cursor:
        engine().lift(cursor)
        SearchEntry.objects.all().delete()
        SearchWord.objects.all().delete()
        engine().lay(cursor)
    return _write_all(Edition.objects.all(), progress=progress)


def missing(using="default"):
    """Return how many editions the index of database ``using`` does not have."""
    return _unwritten(using).count()


def lay(using="default", **_):
    """Create the index on database ``using``, with every edition that it lacks. A receiver of post_migrate."""
    connection = connections[using]
    if not {SearchEntry._meta.db_table, SearchWord._meta.db_table} <= {
        *connection.introspection.table_names()
    }:
        return
    with connection.cursor() as cursor:
        engine(using).lay(cursor)
    _write_all(_unwritten(using))


def _unwritten(using):
    return Edition.objects.using(using).filter(search_entry__isnull=True)


def _write_all(editions, progress=lambda done: None):
    pks = list(editions.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), CHUNK):
        _write(pks[start : start + CHUNK], editions.db)
        progress(min(start + CHUNK, len(pks)))
    return len(pks)


def _write(pks, using):
    editions = (
        Edition.objects.using(using)
        .filter(pk__in=pks)
        .select_related(*documents.NAMED)
        .prefetch_related(*documents.RELATIONS)
    )
    entries = [documents.entry(edition) for edition in editions]
    with transaction.atomic(using):
        SearchEntry.objects.using(using).bulk_create(
            entries, update_conflicts=True, unique_fields=["edition"], update_fields=COLUMNS
        )
        SearchWord.objects.using(using).bulk_create(documents.vocabulary(entries), ignore_conflicts=True)
