import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from projects import cost_pastes, written_months
from projects.choices import Implementer
from projects.models import ActualCost
from staff.permissions import Role
from tests.factories.projects import ProjectFactory
from tests.projects.money_scene import FIRST, LAST, enter

pytestmark = pytest.mark.django_db

SHEET = """Henkilö\tKuukausi\tPalkka\tTyöaika
Virta Aino\t11/2022\t3 210,50 €\t100 %
Aalto  Ville\tmarraskuu 2022\t1600.25\t50

Virta Aino\t1.12.2022\t3210,5
"""


@pytest.fixture
def project():
    return ProjectFactory(starts_on=FIRST, ends_on=LAST)


@pytest.fixture
def browser(signed_in, member_of):
    return signed_in(member_of(Role.MANAGER))


def judged(project, text):
    return cost_pastes.judge(
        project=project, implementer=Implementer.LEAD, lines=cost_pastes.read(text), by="cli"
    )


@pytest.mark.parametrize(
    "text",
    ["11/2022", "11.2022", "1.11.2022", "30.11.2022", "2022-11", "2022-11-01", "2022-11-01 00:00:00",
     "marraskuu 2022", "Marras 2022", "marraskuun 2022"],
)  # fmt: skip
def test_month_is_read_as_people_write_it(text):
    assert written_months.read(text) == dt.date(2022, 11, 1)


@pytest.mark.parametrize("text", ["", "13/2022", "0/2022", "2022", "nov 22", "11/22", "lomakuu 2022"])
def test_month_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="11/2022"):
        written_months.read(text)


def test_month_of_accents_is_read_and_written_shortly():
    assert written_months.written(written_months.read("kesäkuu 2023")) == "6/2023"


def test_lines_are_read_with_or_without_titles_and_percent(project):
    lines = judged(project, SHEET)
    assert [(line.number, *vars(line.entry).values(), line.faults) for line in lines] == [
        (2, "Virta Aino", dt.date(2022, 11, 1), Decimal("3210.50"), Decimal(100), ()),
        (3, "Aalto Ville", dt.date(2022, 11, 1), Decimal("1600.25"), Decimal(50), ()),
        (5, "Virta Aino", dt.date(2022, 12, 1), Decimal("3210.5"), None, ()),
    ]
    assert ActualCost.objects.count() == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Virta Aino\t11/2022", "Rivillä on henkilö"),
        ("Virta Aino\t11/2022\t1\t2\t3", "Rivillä on henkilö"),
        ("\t11/2022\t3000", "kenen"),
        ("Virta Aino\t13/2022\t3000", "Kuukausi: Kirjoita kuukausi"),
        ("Virta Aino\t11/2022\tkolme 1", "Summa: Kirjoita luku"),
        ("Virta Aino\t11/2022\t€\t1", "Summa: Kirjoita luku"),
        ("Virta Aino\t11/2022\t3000\tpuolet 1", "Prosentti: Kirjoita luku"),
        ("Virta Aino\t11/2022\t-3000", "yli nollan"),
        ("Virta Aino\t11/2022\t3000,001", "desimaalia"),
        ("Virta Aino\t11/2022\t3000\t120", "0–100"),
        ("Virta Aino\t10/2022\t3000", "ei ole käynnissä"),
        ("Virta Aino\t11/2022\t1000", "jo kirjattu"),
    ],
)
def test_line_with_a_fault_says_so_and_the_others_are_in_order(project, line, message):
    enter(project, 2022, 11, amount="1000")
    bad, good = judged(project, f"{line}\nAalto Ville; 11/2022; 2000")
    assert message in bad.faults[0]
    assert good.faults == ()


def test_line_that_stands_twice_is_told_of_once(project):
    first, second = judged(project, "Virta Aino\t11/2022\t1000\nVirta Aino\t11/2022\t1000,00")
    assert (first.faults, len(second.faults)) == ((), 1)


def test_text_without_a_line_or_with_too_many_is_refused():
    for text in ("", "Henkilö\tKuukausi\tSumma", "x\t11/2022\t1\n" * 501):
        with pytest.raises(ValidationError):
            cost_pastes.read(text)


def test_lines_are_entered_all_or_none(project):
    lines = cost_pastes.read("Virta Aino\t11/2022\t1000\nAalto Ville\t10/2022\t1000")
    with pytest.raises(ValidationError, match="Mitään ei tallennettu"):
        cost_pastes.enter(project=project, implementer=Implementer.LEAD, lines=lines, by="cli")
    assert ActualCost.objects.count() == 0
    made = cost_pastes.enter(project=project, implementer=Implementer.LEAD, lines=lines[:1], by="cli")
    assert (made, ActualCost.objects.count()) == (1, 1)


def test_page_shows_the_lines_before_it_saves_them(browser, project):
    url = reverse("projects:cost-paste", args=[project.code])
    assert browser.get(url).status_code == 200
    looked = browser.post(url, {"cells": SHEET})
    assert (looked.status_code, looked.context["bad"], ActualCost.objects.count()) == (422, 0, 0)
    assert "3 riviä on kunnossa" in " ".join(looked.content.decode().split())
    assert SHEET.splitlines()[1] in looked.content.decode()
    answer = browser.post(url, {"cells": SHEET, "save": "1"})
    assert (answer.status_code, ActualCost.objects.count()) == (302, 3)


def test_page_saves_nothing_while_a_line_is_wrong(browser, project):
    url = reverse("projects:cost-paste", args=[project.code])
    answer = browser.post(url, {"cells": f"{SHEET}\nVirta Aino\t1/2030\t5", "save": "1"})
    assert (answer.status_code, answer.context["bad"], ActualCost.objects.count()) == (422, 1, 0)
    assert 'value="1">Tallenna' not in answer.content.decode()
    assert browser.post(url, {"cells": ""}).context["form"].errors["cells"]
