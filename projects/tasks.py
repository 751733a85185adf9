"""Background work of this floor."""

from django.db import InterfaceError, OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ohjaamo.periods import today
from projects import import_runs

# A database that is gone comes back; what else goes wrong would go wrong again.
WHEN_DATABASE_IS_BACK = RetryStrategy(
    max_attempts=30, wait=5, retry_exceptions=[OperationalError, InterfaceError]
)


@app.task(name=import_runs.JOB, retry=WHEN_DATABASE_IS_BACK)
def run_import(task: int) -> None:
    """Take a book in or back."""
    import_runs.run(task=task, today=today())
