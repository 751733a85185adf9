"""Small books of money for one test."""

from pathlib import Path
from typing import Any

from projects.book_kinds import resource_for
from projects.models import Project
from staff import answers, imports, staging
from staff.verdicts import Answer
from tests.factories.books import xlsx
from tests.golden import TODAY


def take_ticked(
    folder: Path, kind: str, titles: list[str], row: list[Any], *, columns: set[str], project: Project
) -> dict[str, Any]:
    """The report of a book with one row whose differing values in these columns somebody has ticked."""
    taker = resource_for(kind=kind, project_code=project.code, today=TODAY, by="cli")
    path = xlsx(folder / "ticked.xlsx", [titles, row])
    batch = staging.stage(path=path, taker=taker, project_code=project.code, by="cli")
    answers.say(rows=list(batch.rows.all()), answer=Answer(taken=frozenset(columns)))
    return imports.apply(batch=batch, taker=taker, by="cli")
