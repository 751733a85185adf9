"""Books as the wizard has them: staged from a real file, in a project."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ohjaamo.periods import today
from projects.book_kinds import resource_for
from projects.models import Project
from staff import staging
from staff.models import ImportBatch, User
from tests.factories.books import xlsx

TITLES = ["Nro", "Sukunimi", "Etunimi", "Synt.aika", "Kansalaisuus", "Kunta", "Aloitus pvm", "Lopetus pvm"]
ROWS = [
    ["901", "Virta", "Aino", "1.2.1990", "Suomi", "", "1.3.2020", ""],
    ["902", "Sokolov", "Olga", "3.4.1985", "Venäjä", "", "1.4.2020", "30.9.2020"],
]


def staged_batch(
    project: Project,
    *,
    by: User,
    rows: list[list[Any]] | None = None,
    titles: list[Any] | None = None,
    kind: str = "clients",
    name: str = "asiakkaat.xlsx",
) -> ImportBatch:
    """A book that a person has chosen and not yet taken in; its rows are not judged."""
    taker = resource_for(kind=kind, project_code=project.code, today=today(), by=by)
    with TemporaryDirectory() as folder:
        path = xlsx(Path(folder) / name, [titles or TITLES, *(ROWS if rows is None else rows)])
        return staging.stage(path=path, taker=taker, project_code=project.code, is_guided=True, by=by)
