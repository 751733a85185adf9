"""What came of a book's rows, or would, in numbers and row by row; no identity code stands there whole."""

import pytest

from ohjaamo.periods import today
from projects import import_access, import_previews
from projects.import_previews import Made
from staff import imports
from staff.permissions import Role
from tests.factories.imports import staged_batch

pytestmark = pytest.mark.django_db

TITLES = ["Nro", "Sukunimi", "Etunimi", "Hetu", "Synt.aika", "Puhelin", "Aloitus pvm"]


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


def judged(project, secretary, *rows):
    batch = staged_batch(project, by=secretary, titles=TITLES, rows=list(rows))
    return import_access.judge(batch, secretary, today())


def new(number, **facts):
    row = {"Nro": number, "Sukunimi": "Virta", "Etunimi": f"Aino{number}", "Synt.aika": "1.2.1990"}
    row |= {"Aloitus pvm": "1.3.2020"} | facts
    return [row.get(title, "") for title in TITLES]


def shown_of(batch, fate):
    return import_previews.shown(batch, import_previews.rows_of(batch, fate))


def test_numbers_are_of_every_row_by_what_becomes_of_it(project, secretary):
    batch = judged(project, secretary, new("1"), new("2"), new("2"), new("3", Puhelin="x" * 41))
    preview = import_previews.preview(batch, "")
    assert [(share.key, share.count) for share in preview.shares] == [
        ("created", 2),
        ("updated", 0),
        ("unchanged", 1),
        ("out", 1),
    ]
    assert (preview.taken, preview.shown) == (2, "created")
    assert preview.made == [Made("asiakkaat", 2, 0), Made("asiakkuudet", 2, 0)]


@pytest.mark.parametrize(
    ("asked", "shown"), [("out", "out"), ("updated", "updated"), ("nonsense", "created")]
)
def test_rows_of_the_asked_fate_are_shown_else_of_the_first_that_has_any(project, secretary, asked, shown):
    batch = judged(project, secretary, new("1"))
    assert import_previews.preview(batch, asked).shown == shown


def test_new_row_is_shown_with_its_cells_as_corrected_and_masked(project, secretary):
    batch = judged(project, secretary, new("1", Hetu="131052-308T", **{"Synt.aika": ""}))
    batch.rows.filter(skipped="").update(edits={"1": "Wirta"})
    (row,) = shown_of(batch, "created")
    assert (row.number, row.who, row.notes) == (2, "1 Wirta Aino1", [])
    assert row.cells == ["1", "Wirta", "Aino1", "131052-****", "", "", "1.3.2020"]


def test_row_that_differs_says_what_we_have_and_what_the_book_has(project, secretary):
    first = judged(project, secretary, new("1", Puhelin="040 1"))
    imports.apply(batch=first, taker=import_access.taker_for(first, secretary, today()), by=secretary)
    batch = judged(project, secretary, new("1", Puhelin="040 2"))
    (row,) = shown_of(batch, "unchanged")
    assert row.notes == [("difference", "Puhelin: meillä 040 1, taulukossa 040 2. Ei muuteta.")]
    assert import_previews.preview(batch, "").said["difference"] == 1


def test_row_left_out_by_hand_says_so(project, secretary):
    batch = staged_batch(project, by=secretary)
    batch.rows.filter(number=3).update(is_left_out=True)
    import_access.judge(batch, secretary, today())
    (row,) = shown_of(batch, "out")
    assert (row.number, row.notes) == (3, [("refused", "Rivi jätettiin pois käsin.")])
