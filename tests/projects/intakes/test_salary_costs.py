import datetime as dt
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from projects import book_writing, costs
from projects.book_kinds import resource_for
from projects.choices import CostKind, Implementer
from projects.models import ActualCost
from staff import auditing, import_undoing
from staff.models import ImportBatch
from tests.clients.intakes.scenes import take_in, told
from tests.factories.money import ActualCostFactory, ClaimPeriodFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.golden import TODAY
from tests.projects.intakes.money_books import take_ticked

pytestmark = pytest.mark.django_db

TITLES = ["Henkilö", "Kuukausi", "Summa, €", "Laji", "Työaika, %", "Toteuttaja", "Selite"]
ROW = ["Maija Malli", "1/2021", "3 210,50 €", "", "50", "", "Tammikuu"]
JANUARY = dt.date(2021, 1, 1)


@pytest.fixture
def taken(tmp_path, project):
    def take(*rows, titles=TITLES):
        return take_in(tmp_path, "salary_costs", titles, *rows, project=project)

    return take


def standing():
    columns = ("person", "month_starts_on", "amount", "kind", "full_time_percent", "implementer", "note")
    return list(ActualCost.objects.order_by("pk").values_list(*columns))


def amounts():
    return list(ActualCost.objects.order_by("pk").values_list("amount", flat=True))


def test_row_makes_a_cost_of_the_lead_unless_it_says_otherwise(taken):
    bonus = ["Maija Malli", "tammikuu 2021", 412.25, "Lomaraha", "", "osatoteuttaja", ""]
    report = taken(ROW, bonus)
    assert report["created"] == {"costs": 2}
    assert standing() == [
        ("Maija Malli", JANUARY, Decimal("3210.50"), CostKind.SALARY, 50, Implementer.LEAD, "Tammikuu"),
        ("Maija Malli", JANUARY, Decimal("412.25"), CostKind.HOLIDAY_BONUS, None, Implementer.PARTNER, ""),
    ]


def test_amount_that_a_spreadsheet_keeps_as_a_sum_of_halves_is_read_to_the_cent(taken):
    taken([*ROW[:2], 3210.1 + 0.2, *ROW[3:]])
    assert amounts() == [Decimal("3210.30")]


def test_row_again_in_other_letters_changes_nothing(taken):
    taken(ROW)
    report = taken(["MAIJA  MALLI", dt.datetime(2021, 1, 15), 3210.5, "palkka", 50, "lead", "Tammikuu"])
    assert (report["created"], report["updated"], report["unchanged"]) == ({}, {}, 1)
    assert (report["differences"], len(standing())) == ([], 1)


def test_second_salary_of_a_month_goes_in_and_the_same_book_again_changes_nothing(taken):
    extra = [*ROW[:2], "200", *ROW[3:]]
    assert taken(ROW, extra)["created"] == {"costs": 2}
    report = taken(extra, ROW)
    assert (report["created"], report["unchanged"], report["differences"]) == ({}, 2, [])


def test_other_amount_is_listed_and_ours_stays(taken):
    taken(ROW)
    report = taken([*ROW[:2], "3 300", "", "60", "", ""])
    assert report["differences"] == [
        {"row": 2, "column": "Summa, €", "ours": "3\u00a0210,50\u00a0€", "book": "3\u00a0300,00\u00a0€"},
        {"row": 2, "column": "Työaika, %", "ours": "50\u00a0%", "book": "60\u00a0%"},
    ]
    assert amounts() == [Decimal("3210.50")]


def test_other_amount_that_was_ticked_becomes_a_correction(taken, tmp_path, project):
    taken(ROW)
    row = [*ROW[:2], "3 000", *ROW[3:]]
    report = take_ticked(tmp_path, "salary_costs", TITLES, row, columns={"amount"}, project=project)
    assert report["updated"]["costs"] == 1
    assert amounts() == [Decimal("3210.50"), Decimal("-210.50")]
    first, correction = ActualCost.objects.order_by("pk")
    assert (correction.corrects, correction.note) == (first, "Korjattu taulukon mukaan")
    assert taken(row)["unchanged"] == 1


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({0: ""}, "Henkilö"),
        ({1: "joskus"}, "Kuukausi"),
        ({1: "13/2021"}, "Kuukausi"),
        ({1: "12/2018"}, "Kuukausi"),
        ({2: "kolme tonnia"}, "Summa, €"),
        ({2: ""}, "Summa, €"),
        ({2: "0"}, "Summa, €"),
        ({2: "−100"}, "Summa, €"),
        ({2: "100 000,01"}, "Summa, €"),
        ({2: "1e3"}, "Summa, €"),
        ({2: "3,333"}, "Summa, €"),
        ({2: "999999999999"}, "Summa, €"),
        ({3: "bonus"}, "Laji"),
        ({4: "101"}, "Työaika, %"),
        ({4: "puolet"}, "Työaika, %"),
        ({5: "me"}, "Toteuttaja"),
    ],
)
def test_row_with_what_is_no_cost_is_refused_at_its_column_and_others_go_in(taken, cells, column):
    wrong = [cells.get(place, cell) for place, cell in enumerate(ROW)]
    report = taken(wrong, ["Olli", *ROW[1:]])
    assert told(report, "refused") == [(2, column)]
    assert [person for person, *_rest in standing()] == ["Olli"]


def test_book_taken_back_leaves_the_costs_as_they_were_but_for_those_claimed_since(taken, project):
    other = ActualCostFactory(project=project)
    report = taken(ROW, ["Olli", *ROW[1:]])
    batch = ImportBatch.objects.get(pk=report["batch"])
    claimed = ActualCost.objects.get(person="Olli")
    with auditing.act(by="cli"):
        claimed.claim = ClaimPeriodFactory(
            project=project, starts_on=project.starts_on, ends_on=dt.date(2021, 4, 30)
        )
        claimed.save()
    undone = import_undoing.undo(batch=batch, moment=timezone.now(), by="cli")
    assert (undone.count, len(undone.left)) == (1, 1)
    assert set(ActualCost.objects.all()) == {other, claimed}


def test_book_that_goes_out_holds_what_stands_and_comes_back_in_as_it_is(taken, project):
    taken(ROW, ["Olli", "2/2021", "3000", "lomaraha", "", "osatoteuttaja", ""])
    costs.correct(
        cost=ActualCost.objects.get(person="Olli"), amount=Decimal("-0.05"), note="Väärin", by="cli"
    )
    ActualCostFactory(project=ProjectFactory())
    resource = resource_for(kind="salary_costs", project_code=project.code, today=TODAY, by="cli")
    packed = book_writing.write_book(resource, resource.lines())
    titles, *rows = [
        [cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(packed)).worksheets[0]
    ]
    assert [row[:3] for row in rows] == [["Maija Malli", "1/2021", 3210.5], ["Olli", "2/2021", 2999.95]]
    report = taken(*rows, titles=titles)
    assert (report["unchanged"], report["differences"], report["refused"]) == (2, [], [])


def test_book_of_salaries_is_taken_in_by_those_who_keep_the_money(project):
    message = "Vain hankkeen rahaa hoitavat"
    with pytest.raises(Exception, match=message):
        resource_for(kind="salary_costs", project_code=project.code, today=TODAY, by=UserFactory())
