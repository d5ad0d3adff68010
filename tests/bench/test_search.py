"""The labelled queries are queries about the sample magazine."""

from articles.imports.magazine import read_magazine
from articles.sample.loading import FOLDER
from tests.bench.search import labelled


def test_every_labelled_query_names_a_question_of_the_sample_magazine():
    slugs = {record.slug for record in read_magazine(FOLDER).questions}
    queries = labelled()
    assert len(queries) >= 60
    assert [query for _, query, right in queries if not right <= slugs] == []
