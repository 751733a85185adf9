"""One run of a report reads the database as it was at one moment, whatever others write meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_reading() -> Iterator[None]:
    """All questions inside are answered as of the first of them, and nothing can be written.

    Inside a transaction it joins that transaction: whoever opened it has chosen what it sees.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
