"""What is copied to EURA: in the order of its forms, in its own words."""

import pytest
from django.utils import translation

from reports import eura_sheets
from reports.figures.participants import participants
from tests.reports.participants_scene import DAY, build

pytestmark = pytest.mark.django_db


def copied(who: str) -> list[tuple[str, list[str]]]:
    project, keys = build()
    (found,) = participants(project, DAY, [keys[who]])
    with translation.override("fi"):
        sheets = eura_sheets.sheets(project, found)
    code = [project.code]
    return [(each.title, [fact.typed for fact in each.facts if [fact.typed] != code]) for each in sheets]


def test_sheets_of_somebody_who_left_are_the_start_and_the_end():
    assert copied("old at work") == [
        ("Aloitustiedot", ["1.3.2023", "Alempi korkeakoulututkinto", "Työssä tai yrittäjänä", ""]),
        ("Lopetustiedot", ["31.12.2023", "Opiskelemassa tai koulutuksessa", "Kyllä"]),
    ]


def test_sheets_of_somebody_still_here_are_the_start_only():
    assert [title for title, _facts in copied("young")] == ["Aloitustiedot"]


def test_sheets_leave_open_what_is_not_known():
    assert copied("end untold")[1] == ("Lopetustiedot", ["30.6.2024", "", ""])
