import datetime as dt
import io

import openpyxl
import pytest

from clients.models import Client, Enrolment
from projects.book_grids import Grid
from projects.book_kinds import resource_for
from projects.returned_books import returned
from staff import corrections, import_memory, imports, staging
from staff.models import ImportBatch
from staff.permissions import Role
from tests.factories.imports import staged_batch
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

TITLES = ["Nro", "Nimi", "Hetu", "Puhelin", "Kunta", "Aloitus pvm", "Kahvikuppi"]
START, PLACE, WHY = 5, 4, 7


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def taker(project, secretary, day):
    MunicipalityFactory()
    return resource_for(kind="clients", project_code=project.code, today=day, by=secretary)


@pytest.fixture
def book(project, secretary, taker):
    """A judged book: its first row is left out, the second is good, the third and the fourth are bad."""
    rows = [
        ["0901", "Virta Aino", "", "0401234567", "Kemii", dt.date(2020, 3, 1), "=1+1"],
        ["0902", "Sokolov Olga", "", "", "Kemi", "1.4.2020", ""],
        ["0903", "Hassan Rana", "", "", "Kemmi", "1.5.2020", ""],
        ["0904", "Karimi Leila", "131052-308T", "", "Kemmi", "1.6.2020", "@SUM(A1)"],
    ]
    batch = staged_batch(project, by=secretary, titles=TITLES, rows=rows)
    imports.judge(batch=batch, taker=taker, by=secretary)
    corrections.leave_out(rows=[batch.rows.get(number=2)])
    return batch


def sheet_of(content):
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def lines(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_returned_book_has_the_shape_of_the_book_and_says_why(book, taker):
    content = returned(grid=Grid(book, taker, sees_codes=True))
    titles, *rows = lines(sheet_of(content))
    assert titles == [*TITLES, "Miksi ei tuotu"]
    assert [row[:WHY] for row in rows] == [
        ["0901", "Virta Aino", None, "0401234567", "Kemii", dt.datetime(2020, 3, 1), None],
        ["0903", "Hassan Rana", None, None, "Kemmi", "1.5.2020", None],
        ["0904", "Karimi Leila", "131052-308T", None, "Kemmi", "1.6.2020", "@SUM(A1)"],
    ]
    assert [row[WHY] for row in rows] == [
        "Rivi jätettiin pois. Kunta: ”Kemii” ei ole tuntemamme kunta.",
        "Kunta: ”Kemmi” ei ole tuntemamme kunta.",
        "Kunta: ”Kemmi” ei ole tuntemamme kunta.",
    ]
    assert {cell.data_type for row in sheet_of(content).iter_rows() for cell in row} == {"s", "n", "d"}
    assert sheet_of(content)["G4"].data_type == "s"


def test_returned_book_has_cells_as_corrected_so_far(book, taker, secretary):
    row = book.rows.get(number=4)
    corrections.correct(rows=[row], texts={START: "31.2.2020"}, taker=taker, by=secretary)
    _titles, _first, second, _third = lines(sheet_of(returned(grid=Grid(book, taker, sees_codes=True))))
    assert second[START] == "31.2.2020"


def test_returned_book_masks_codes_for_whoever_may_not_see_them(book, taker):
    rows = lines(sheet_of(returned(grid=Grid(book, taker, sees_codes=False))))
    assert rows[3][2] == "131052-****"


def test_returned_book_tells_of_a_row_that_waits_for_an_answer(book, taker):
    book.rows.filter(number=3).update(status="question")
    rows = lines(sheet_of(returned(grid=Grid(book, taker, sees_codes=True))))
    assert rows[2][WHY] == "Vielä on sanomatta, onko rivillä asiakas, joka on jo rekisterissä."


def test_returned_book_comes_in_once_it_is_corrected(book, taker, secretary, tmp_path, project):
    import_memory.remember_layout(batch=book, by=secretary)
    imports.apply(batch=book, taker=taker, by=secretary)
    sheet = sheet_of(returned(grid=Grid(book, taker, sees_codes=True)))
    for line in (2, 3, 4):
        sheet.cell(line, PLACE + 1).value = "Kemi"
    path = tmp_path / "korjattu.xlsx"
    sheet.parent.save(path)
    titles = [*TITLES, "Miksi ei tuotu"]
    assert import_memory.recall_layout("clients", titles) == [
        column["field"] for column in ImportBatch.objects.get().mapping
    ]
    again = staging.stage(path=path, taker=taker, project_code=project.code, by=secretary)
    assert (again.mapping[WHY]["field"], again.mapping[WHY]["why"]) == ("", "")
    assert imports.apply(batch=again, taker=taker, by=secretary)["created"]["clients"] == 3
    assert sorted(Client.objects.values_list("client_number", "phone")) == [
        ("0901", "0401234567"),
        ("0902", ""),
        ("0903", ""),
        ("0904", ""),
    ]
    assert Enrolment.objects.get(client__client_number="0901").starts_on == dt.date(2020, 3, 1)


def test_returned_book_that_is_returned_again_says_why_once(book, taker, secretary, tmp_path, project):
    path = tmp_path / "sama.xlsx"
    path.write_bytes(returned(grid=Grid(book, taker, sees_codes=True)))
    again = staging.stage(path=path, taker=taker, project_code=project.code, by=secretary)
    imports.judge(batch=again, taker=taker, by=secretary)
    titles, *rows = lines(sheet_of(returned(grid=Grid(again, taker, sees_codes=True))))
    assert (titles, len(rows)) == ([*TITLES, "Miksi ei tuotu"], 3)
