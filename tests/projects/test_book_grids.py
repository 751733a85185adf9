import pytest

from projects.book_grids import Grid, Offer
from projects.book_kinds import resource_for
from staff import corrections, imports
from staff.permissions import Role
from tests.factories.imports import staged_batch
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

TITLES = ["Nimi", "Hetu", "Synt.aika", "Kunta", "Kansalaisuus", "Päättymissyy", "Aloitus pvm", "Kahvikuppi"]
NAME, CODE, BORN, PLACE, NATION, REASON = range(6)


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def grid_of(project, secretary, day):
    """Makes the grid of a judged book with these rows."""
    for code, name in (("240", "Kemi"), ("241", "Keminmaa"), ("851", "Tornio")):
        MunicipalityFactory(code=code, name_fi=name)

    def make(*rows, sees_codes=True):
        taker = resource_for(kind="clients", project_code=project.code, today=day, by=secretary)
        batch = staged_batch(project, by=secretary, titles=TITLES, rows=list(rows))
        imports.judge(batch=batch, taker=taker, by=secretary)
        return Grid(batch, taker, sees_codes=sees_codes)

    return make


def line(name="Virta Aino", code="", born="1.2.1990", place="Kemi", nation="Suomi", reason=""):
    return [name, code, born, place, nation, reason, "1.3.2020", "zzz"]


def bad_rows(grid, opened=0):
    rows = corrections.bad_rows(grid.batch)
    return grid.bad_rows(rows, rows, opened)


def row_of(grid, number=2):
    return grid.batch.rows.get(number=number)


def test_grid_has_the_books_own_columns_that_are_read_and_its_own_titles(grid_of):
    grid = grid_of(line())
    assert grid.titles == TITLES[:-1]
    [row] = grid.plain_rows([row_of(grid)])
    assert [cell.shown for cell in row.cells] == [
        "Virta Aino",
        "",
        "1.2.1990",
        "Kemi",
        "Suomi",
        "",
        "1.3.2020",
    ]


def test_bad_row_is_open_where_it_is_wrong_and_says_why(grid_of):
    [row] = bad_rows(grid_of(line(born="31.2.1990"), line("Sokolov Olga")))
    assert [cell.place for cell in row.cells if cell.is_open] == [BORN]
    assert (row.row.number, row.cells[BORN].value, row.cells[BORN].troubles) == (2, "31.2.1990", row.troubles)
    assert [trouble.key for trouble in row.troubles] == ["why-2-1"]


def test_row_that_was_asked_for_is_open_in_every_cell(grid_of):
    rows = bad_rows(grid_of(line(born="31.2.1990"), line("Sokolov Olga", born="31.2.1991")), opened=2)
    assert [[cell.is_open for cell in row.cells].count(True) for row in rows] == [7, 1]


def test_equal_faults_are_counted_over_the_whole_book(grid_of):
    grid = grid_of(*(line(f"Virta {n}", place="Kemmi") for n in ("A", "B", "C")), line(place="Kemii"))
    rows = corrections.bad_rows(grid.batch)
    [first] = grid.bad_rows(rows[:1], rows)
    assert (first.troubles[0].count, first.troubles[0].others) == (3, 2)


@pytest.mark.parametrize(
    ("facts", "place", "offers"),
    [
        ({"place": "Kemmi"}, PLACE, [Offer("Kemi", "Kemi (240)"), Offer("Keminmaa", "Keminmaa (241)")]),
        ({"nation": "Irakk"}, NATION, [Offer("Irak", "Irak"), Offer("Iran", "Iran")]),
        ({"reason": "xyz"}, REASON, []),
        ({"born": "31.2.1990"}, BORN, []),
        ({"place": '="Ke"&"mi"'}, PLACE, []),
    ],
)
def test_offers_are_the_words_of_the_column_that_are_like_what_stands_there(grid_of, facts, place, offers):
    grid = grid_of(line(**facts))
    assert grid.offers(row_of(grid), place) == offers


def test_value_of_a_formula_is_offered(grid_of):
    grid = grid_of(line())
    row = row_of(grid)
    row.cells = [*row.cells[:PLACE], ["Kemi", "f"], *row.cells[PLACE + 1 :]]
    assert grid.offers(row, PLACE) == [Offer("Kemi", "Kemi")]


@pytest.mark.parametrize(
    ("facts", "place", "shown"),
    [
        ({"code": "131052-308T"}, CODE, "131052-****"),
        ({"code": "131052-308"}, CODE, "131052****"),
        ({"name": "Virta 131052-308T"}, NAME, "Virta 131052-****"),
        ({"born": "1.2.1990"}, BORN, "1.2.1990"),
    ],
)
def test_identity_code_is_masked_wherever_it_stands(grid_of, facts, place, shown):
    grid = grid_of(line(**facts))
    [row] = grid.plain_rows([row_of(grid)])
    assert row.cells[place].shown == shown


@pytest.mark.parametrize(("sees_codes", "value"), [(True, "131052-308X"), (False, "")])
def test_code_to_be_corrected_is_whole_for_whoever_may_see_it(grid_of, sees_codes, value):
    grid = grid_of(line(code="131052-308X"), sees_codes=sees_codes)
    [row] = bad_rows(grid)
    assert (row.cells[CODE].is_open, row.cells[CODE].value, row.cells[CODE].shown) == (
        True,
        value,
        "131052-****",
    )
    assert grid.standing(row.row)[CODE] == value


def test_fault_of_a_column_that_the_book_lacks_names_the_column(grid_of):
    grid = grid_of(line())
    row = row_of(grid)
    row.messages = [{"kind": "refused", "field": "ends_on", "column": "", "message": "Jakso puuttuu."}]
    [bad] = grid.bad_rows([row], [row])
    assert (bad.troubles[0].place, bad.troubles[0].missing) == (None, "Lopetus pvm")
    assert [cell.is_open for cell in bad.cells] == [False] * 7
