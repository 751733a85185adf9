"""Nine people in a project, worked out by hand in test_indicators: each stands for a rule of the fund."""

import datetime as dt

from clients.choices import Gender
from projects.choices import Urbanisation
from projects.models import Project
from reports import days
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.participations import ParticipationFactory
from tests.factories.projects import MunicipalityFactory, ProjectFactory

DAY = dt.date(2024, 12, 31)
WOMAN, MAN = {"gender": Gender.FEMALE}, {"gender": Gender.MALE}


def date(text: str) -> dt.date:
    return days.read(text)


def taken_part(project: Project, facts: dict, *spans: str, **told) -> int:
    """Somebody with these facts, in the project for the spans (1.2.2023-30.6.2023), with what the fund was told."""
    client = ClientFactory(**facts)
    for span in spans:
        first, _dash, last = span.partition("-")
        days = {"starts_on": date(first), "ends_on": date(last) if last else None}
        EnrolmentFactory(client=client, project=project, **days)
    told = {name: date(each) if name.endswith("_on") else each for name, each in told.items()}
    ParticipationFactory(client=client, project=project, **told)
    return client.pk


def build(programme_period: str = "2021-2027") -> tuple[Project, dict[str, int]]:
    """The project, and the keys of the people by what they stand for."""
    project = ProjectFactory(programme_period=programme_period)
    return project, _who_tell_all(project) | _on_the_edges(project)


def _who_tell_all(project: Project) -> dict[str, int]:
    town = MunicipalityFactory(code="240", name_fi="Kemi", urbanisation=Urbanisation.TOWN)
    return {
        "to work": taken_part(
            project, {**WOMAN, "nationalities": ["SO"], "municipality": town}, "1.2.2023-30.6.2023",
            unemployed_since_on="1.1.2022", leaving_status="employed", leaving_status_on="15.7.2023",
            later_status="employed",
        ),
        "young": taken_part(
            project, {**MAN, "born_on": date("1.2.2000"), "nationalities": ["FI", "SO"]}, "31.1.2023",
            unemployed_since_on="15.7.2022", education_level=1,
        ),
        "to job search": taken_part(
            project, {**WOMAN, "born_on": date("1.1.2006"), "nationalities": ["UA"]}, "1.3.2023-31.8.2023",
            labour_status="inactive", is_in_education=True, education_level=2,
            leaving_status="unemployed", leaving_status_on="1.9.2023", later_status="education",
        ),
        "old at work": taken_part(
            project, {**MAN, "born_on": date("1.1.1960"), "nationalities": ["EE"]}, "1.3.2023-31.12.2023",
            labour_status="employed", education_level=6, leaving_status="education",
            leaving_status_on="10.1.2024", has_qualified=True, later_status="employed", has_improved=True,
        ),
    }  # fmt: skip


def _on_the_edges(project: Project) -> dict[str, int]:
    rural = MunicipalityFactory(code="751", name_fi="Simo", urbanisation=Urbanisation.RURAL)
    return {
        "without status": taken_part(
            project, WOMAN, "1.2.2023-30.6.2023", labour_status="",
            leaving_status="employed", leaving_status_on="1.7.2023",
        ),
        "end untold": taken_part(
            project, {"gender": Gender.OTHER, "municipality": rural}, "1.2.2023-30.6.2024",
            labour_status="inactive", education_level=4, has_foreign_background=True, is_homeless=True,
        ),
        "gender untold": taken_part(project, {"gender": Gender.NOT_TOLD}, "1.2.2023"),
        "came back": taken_part(
            project, {**WOMAN, "nationalities": ["SY"]}, "1.2.2023-31.5.2023", "1.9.2023",
            unemployed_since_on="1.1.2023", education_level=8, leaving_status="employed",
            leaving_status_on="10.6.2023",
        ),
        "on the borders": taken_part(
            project, {**MAN, "born_on": date("2.2.1968"), "nationalities": ["SO"]}, "1.2.2023-31.7.2024",
            unemployed_since_on="1.2.2022", education_level=2, leaving_status="unemployed",
            leaving_status_on="28.8.2024", has_qualified=False, later_status="employed",
        ),
        "not yet": taken_part(project, MAN, "1.1.2025"),
    }  # fmt: skip
