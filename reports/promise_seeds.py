"""What the published papers say that the projects set out to do: their own words, nothing of ours."""

from collections.abc import Iterator, Mapping
from typing import Any

from projects.models import Municipality, Project
from reports import promises
from reports.choices import PromiseKind
from reports.models import Promise
from reports.promises import RESULT
from staff import auditing

# Of the activities of the extension the one that is done in a municipality.
ROOTING = "Toiminnan juurruttaminen"
BOOKS_PROJECT, HOUSE_PROJECT = "S21588", "IHSL"


def sow(
    *,
    tables: Mapping[str, Any],
    names: Mapping[str, str],
    codes: Mapping[str, str],
    source: str,
    by: auditing.Actor,
) -> None:
    """Write down the promises of the two projects where they aren't yet.

    `names` are our keys of the results, `codes` those of municipalities by the names that the papers use.
    """
    told = {BOOKS_PROJECT: _of_books(tables, names), HOUSE_PROJECT: _of_house(tables)}
    for project_code, rows in told.items():
        project = Project.objects.get(code=project_code)
        known = set(
            Promise.with_withdrawn.filter(project=project).values_list("kind", "text", "municipality__code")
        )
        for kind, text, place, figure in rows:
            code = codes[place] if place else None
            if (kind, text, code) not in known:
                municipality = Municipality.objects.get(code=code) if code else None
                promises.make(
                    project=project,
                    kind=kind,
                    text=text,
                    municipality=municipality,
                    figure=figure,
                    source=source,
                    by=by,
                )


Row = tuple[PromiseKind, str, str | None, str]


def _of_books(tables: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Row]:
    about = tables["ohjaamo"]
    yield PromiseKind.GOAL, about["specific_objective"], None, ""
    for item in tables["results"]["items"]:
        yield PromiseKind.GOAL, item["fi"], None, f"{RESULT}{names.get(item['key'], item['key'])}"
    for text in about["extension"]["activities"]:
        if text == ROOTING:
            yield PromiseKind.ADOPTION, text, about["target_group"]["municipality"], ""
        else:
            yield PromiseKind.DELIVERABLE, text, None, ""


def _of_house(tables: Mapping[str, Any]) -> Iterator[Row]:
    about = tables["ihsl"]
    yield PromiseKind.GOAL, about["specific_objective"], None, ""
    yield PromiseKind.DELIVERABLE, about["guide"]["fi"], None, ""
    for place in about["area"]:
        yield PromiseKind.ADOPTION, ROOTING, place, ""
