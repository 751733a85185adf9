"""Small books for one test, taken in as the command does it."""

from pathlib import Path
from typing import Any

from projects.models import Project
from tests import golden
from tests.factories.books import xlsx

CLIENTS = ["Asiakasnro", "Sukunimi", "Etunimi", "Hetu", "Syntymäaika", "Alkoi", "Päättyi", "Valmentaja"]


def take_in(
    folder: Path, kind: str, titles: list[str], *rows: list[Any], project: Project, by: Any = "cli"
) -> dict[str, Any]:
    """The report, its counts without those of nothing."""
    path = xlsx(folder / "kirja.xlsx", [titles, *rows])
    report = golden.take_in(path, kind, project_code=project.code, by=by)
    for name in ("created", "updated"):
        report[name] = {model: count for model, count in report[name].items() if count}
    return report


def told(report: dict[str, Any], *lists: str) -> list[tuple[int, str]]:
    """Row and column of what a report refuses, warns of, and so on."""
    return [(each["row"], each["column"]) for name in lists for each in report[name]]
