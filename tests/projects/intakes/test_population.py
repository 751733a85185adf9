import datetime as dt
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from projects import book_writing, municipalities
from projects.book_kinds import resource_for
from projects.models import ForeignLanguageShare
from staff import import_undoing
from staff.choices import BatchState
from staff.models import ImportBatch
from tests.clients.intakes.scenes import take_in, told
from tests.factories.projects import MunicipalityFactory
from tests.golden import TODAY
from tests.projects.intakes.money_books import take_ticked

pytestmark = pytest.mark.django_db

TITLES = ["Kuntakoodi", "Päivä", "Osuus, %", "Henkilöitä", "Lähde"]
ROW = ["047", "31.12.2021", "4,6 %", "1 926", "Tilastokeskus"]
STANDING = ("047", dt.date(2021, 12, 31), Decimal("4.60"), 1926, "Tilastokeskus")


@pytest.fixture
def taken(tmp_path, project):
    MunicipalityFactory(code="047", name_fi="Enontekiö")
    MunicipalityFactory(code="240", name_fi="Kemi")

    def take(*rows, titles=TITLES):
        return take_in(tmp_path, "population", titles, *rows, project=project)

    return take


def figures():
    columns = ("municipality__code", "as_of", "share_percent", "persons", "source")
    return list(ForeignLanguageShare.objects.order_by("municipality__code").values_list(*columns))


def test_row_makes_a_figure_as_a_spreadsheet_writes_it(taken):
    report = taken(ROW, ["Kemi", dt.datetime(2021, 12, 31), 4.6, 926, "Tilastokeskus"])
    assert report["created"] == {"population": 2}
    assert figures() == [STANDING, ("240", dt.date(2021, 12, 31), Decimal("4.60"), 926, "Tilastokeskus")]


def test_code_that_a_spreadsheet_took_for_a_number_gets_its_zero_back(taken):
    taken([47, *ROW[1:]])
    assert figures() == [STANDING]


def test_row_again_in_other_letters_changes_nothing(taken):
    taken(ROW)
    report = taken(["Enontekiö", "2021-12-31", "4.60", 1926, "tilastokeskus"])
    assert (report["created"], report["updated"], report["unchanged"]) == ({}, {}, 1)
    assert report["differences"] == []


def test_differing_figure_is_listed_and_ours_stays(taken):
    taken(ROW)
    report = taken([*ROW[:2], "4,7", "1 926", ROW[4]])
    assert report["differences"] == [
        {"row": 2, "column": "Osuus, %", "ours": "4,6\u00a0%", "book": "4,7\u00a0%"}
    ]
    assert figures() == [STANDING]


def test_differing_figure_that_was_ticked_is_taken(taken, tmp_path, project):
    taken(ROW)
    row = [*ROW[:2], "4,7", "1 927", ROW[4]]
    report = take_ticked(tmp_path, "population", TITLES, row, columns={"share_percent"}, project=project)
    assert (report["updated"]["population"], report["created"]["population"]) == (1, 0)
    assert [each["column"] for each in report["differences"]] == ["Henkilöitä"]
    assert figures() == [(*STANDING[:2], Decimal("4.70"), *STANDING[3:])]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({0: "Utopia"}, "Kuntakoodi"),
        ({0: ""}, "Kuntakoodi"),
        ({1: "31.12.2999"}, "Päivä"),
        ({2: "paljon"}, "Osuus, %"),
        ({2: "100,1"}, "Osuus, %"),
        ({2: "-1"}, "Osuus, %"),
        ({2: "4,655"}, "Osuus, %"),
        ({3: "noin sata"}, "Henkilöitä"),
        ({3: "-5"}, "Henkilöitä"),
        ({4: ""}, "Lähde"),
    ],
)
def test_row_with_what_is_no_figure_is_refused_at_its_column_and_others_go_in(taken, cells, column):
    wrong = [cells.get(place, cell) for place, cell in enumerate(ROW)]
    report = taken(wrong, ROW)
    assert told(report, "refused") == [(2, column)]
    assert figures() == [STANDING]


def test_book_taken_back_leaves_the_register_as_it_was(taken):
    municipalities.state_share(
        municipality=MunicipalityFactory(code="240"), as_of=dt.date(2020, 12, 31),
        share_percent=Decimal("4"), persons=900, source="Tilastokeskus", by="cli",
    )  # fmt: skip
    before = figures()
    report = taken(ROW)
    batch = ImportBatch.objects.get(pk=report["batch"])
    import_undoing.undo(batch=batch, moment=batch.applied_at, by="cli")
    batch.refresh_from_db()
    assert (figures(), batch.state) == (before, BatchState.UNDONE)


def test_book_that_goes_out_comes_back_in_as_it_is(taken, tmp_path, project):
    taken(ROW, ["Kemi", "31.12.2021", "4,6", "926", "Tilastokeskus"])
    resource = resource_for(kind="population", project_code=project.code, today=TODAY, by="cli")
    packed = book_writing.write_book(resource, resource.lines())
    titles, *rows = [
        [cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(packed)).worksheets[0]
    ]
    assert [row[0] for row in rows] == ["047", "240"]
    report = taken(*rows, titles=titles)
    assert (report["unchanged"], report["differences"], report["refused"]) == (2, [], [])
