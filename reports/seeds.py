"""The association's published tables and the frame of its projects, put into the database once.

What is there already stays as people have changed it; only what is missing is added.
"""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from clients import cards
from coaching import instruments, materials
from coaching.models import Topic
from projects import categories, municipalities, partners, projects
from projects.choices import ActivityKind
from projects.models import ForeignLanguageShare, Municipality, Partner, Project
from reports import claims, indicator_seeds, money_seeds, promise_seeds
from staff import auditing

DATA = Path(__file__).parent / "data"
SOURCE = "Toivola-Luotolan Setlementti ry, esitys 28.10.2022"

# The names of figures in the published tables, where ours are others.
OURS = {
    "in_work": "work",
    "vocational_training": "vocational",
    "integration_training": "integration",
    "other_training": "other_education",
    "unemployed_jobseeker": "unemployed",
    "employments_open_market": "employment",
    "qualification_training": "degree_education",
    "startup_reviews": "startup_assessment",
    "businesses_founded": "company_founded",
    "light_entrepreneurs": "light_entrepreneur",
    "job_applications": "job_application",
    "cvs": "cv",
    "card_trainings": "card",
}


def sow(*, by: auditing.Actor) -> None:
    """Put in municipalities, partners, lists, projects and claims; a second time adds nothing. One transaction."""
    tables = json.loads((DATA / "seed_tables.json").read_text(encoding="utf-8"))
    framing = json.loads((DATA / "seed_framing.json").read_text(encoding="utf-8"))
    with auditing.act(by=by):
        _sow_municipalities(framing["municipalities"], tables["foreign_language_population"], by)
        _sow_partners(tables["partner_networks"], by)
        cards.load_shipped(by=by)
        instruments.load_shipped(by=by)
        materials.load_shipped(by=by)
        indicator_seeds.load_shipped(by=by)
        for frame in framing["projects"]:
            if not Project.objects.filter(code=frame["code"]).exists():
                _sow_project(frame, tables, framing["topics"], by)
        _sow_claims(tables, by)
        codes = {each["fi"]: each["code"] for each in framing["municipalities"]}
        promise_seeds.sow(tables=tables, names=OURS, codes=codes, source=SOURCE, by=by)
        _sow_money(framing["projects"], tables, by)


def _sow_municipalities(rows: list[dict[str, str]], population: dict[str, Any], by: auditing.Actor) -> None:
    known = {each.code: each for each in Municipality.objects.all()}
    for row in rows:
        if row["code"] not in known:
            known[row["code"]] = municipalities.add(
                code=row["code"], name_fi=row["fi"], name_sv=row["sv"], by=by
            )
    as_of = dt.date.fromisoformat(population["as_of"])
    stated = set(
        ForeignLanguageShare.objects.filter(as_of=as_of, source=SOURCE).values_list(
            "municipality__code", flat=True
        )
    )
    for row in population["rows"]:
        if row["municipality_code"] not in stated:
            municipalities.state_share(
                municipality=known[row["municipality_code"]],
                as_of=as_of,
                share_percent=Decimal(row["share_percent"]),
                persons=int(row["persons"]),
                source=SOURCE,
                by=by,
            )


def _sow_partners(rows: list[dict[str, str]], by: auditing.Actor) -> None:
    known = set(Partner.objects.values_list("name", flat=True))
    for row in rows:
        if row["fi"] not in known:
            note = " · ".join(filter(None, [row.get("funding"), row.get("owner")]))
            partners.add(name=row["fi"], note=note, by=by)


def _sow_project(
    frame: dict[str, Any], tables: dict[str, Any], topics: list[str], by: auditing.Actor
) -> None:
    facts = _facts(frame, tables)
    extension = frame.get("extension")
    project = projects.begin(**facts, by=by)
    if extension:
        ends_on = dt.date.fromisoformat(extension["ends_on"])
        projects.extend(project=project, ends_on=ends_on, note=extension["note"], by=by)
    for municipality in Municipality.objects.filter(code__in=frame.get("area", [])):
        projects.widen_area(project=project, municipality=municipality, by=by)
    for row in frame.get("languages", []):
        starts_on, last = _days(row["starts_on"], row.get("ends_on"))
        projects.serve_in(project=project, language=row["language"], starts_on=starts_on, ends_on=last, by=by)
    _sow_categories(project, frame.get("validities", {}), by)
    for position, name in enumerate(topics, start=1):
        Topic.objects.create(project=project, name=name, position=position)


def _facts(frame: dict[str, Any], tables: dict[str, Any]) -> dict[str, Any]:
    """The columns of a project, from its published table and our frame around it."""
    published = {each["key"]: each for each in tables["earlier_projects"]} | {"ihsl": tables["ihsl"]}
    table = published[frame["seed"]]
    starts_on, ends_on = _days(table["period"]["start"], frame.get("first_end", table["period"]["end"]))
    facts = {"code": frame["code"], "name": table["name"], "starts_on": starts_on, "ends_on": ends_on}
    for name in ("lead_implementer", "partner_implementer", "programme_period"):
        facts[name] = frame.get(name, "")
    facts["reporting_dates"] = [dt.date.fromisoformat(text) for text in frame.get("reporting_dates", [])]
    about = {"maahanmuuttaja_ohjaamo": tables["ohjaamo"], "ihsl": tables["ihsl"]}.get(frame["seed"], {})
    for name in ("priority_axis", "specific_objective"):
        facts[name] = about.get(name, "")
    if group := about.get("target_group"):
        facts |= {"target_age_min": group["age_min"], "target_age_max": group["age_max"]}
    if tables["status_snapshots"]["project"] == frame["seed"]:
        snapshots = tables["status_snapshots"]["snapshots"]
        facts["reporting_dates"] = [dt.date.fromisoformat(each["date"]) for each in snapshots]
    return facts


def _sow_categories(
    project: Project, validities: dict[str, list[list[str | None]]], by: auditing.Actor
) -> None:
    for precedence, kind in enumerate(ActivityKind, start=1):
        category = categories.add(project=project, kind=kind, precedence=precedence, by=by)
        for first, last in validities.get(kind, [[project.starts_on.isoformat(), None]]):
            starts_on, ends_on = _days(str(first), last)
            categories.use(category=category, starts_on=starts_on, ends_on=ends_on, by=by)


def _sow_claims(tables: dict[str, Any], by: auditing.Actor) -> None:
    figures: dict[claims.Figure, Decimal | None] = {}
    for snapshot in tables["status_snapshots"]["snapshots"]:
        day = dt.date.fromisoformat(snapshot["date"])
        cells = {"active": snapshot["active"], "cumulative": snapshot["cumulative"], **snapshot["rows"]}
        for name, value in cells.items():
            figures[f"{claims.SNAPSHOT}{OURS.get(name, name)}", day] = (
                None if value is None else Decimal(value)
            )
    for item in tables["results"]["items"]:
        figures[f"{claims.RESULT}{OURS.get(item['key'], item['key'])}", None] = Decimal(item["value"])
    nationalities = tables["status_snapshots"]["nationalities_total"]
    figures[f"{claims.RESULT}nationalities", None] = Decimal(nationalities)
    project = Project.objects.get(code="S21588")
    claims.record(project=project, source=SOURCE, figures=figures, by=by)


def _sow_money(frames: list[dict[str, Any]], tables: dict[str, Any], by: auditing.Actor) -> None:
    published = {each["key"]: each for each in tables["earlier_projects"]}
    for frame in frames:
        project = Project.objects.get(code=frame["code"])
        if frame["seed"] in published:
            table = published[frame["seed"]]
            money_seeds.sow_funding(project=project, table=table, source=SOURCE, by=by)
        else:
            money_seeds.sow_budget(project=project, tables=tables, source=SOURCE, by=by)
            money_seeds.sow_cofinancing(project=project, tables=tables, source=SOURCE, by=by)


def _days(first: str, last: str | None) -> tuple[dt.date, dt.date | None]:
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last) if last else None
