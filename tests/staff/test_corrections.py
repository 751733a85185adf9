import pytest

from clients.models import Client
from projects.book_kinds import resource_for
from staff import auditing, imports
from staff.choices import BatchState, RowStatus
from staff.corrections import Fault, alike, bad_rows, correct, faults_of, leave_out, take_back
from staff.models import ImportBatch
from staff.permissions import Role
from staff.readings import Reading
from staff.verdicts import ImportRefused
from tests.factories.imports import staged_batch
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

# The columns of the book's birth date, municipality and days.
BORN, PLACE, START, END = 3, 5, 6, 7


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def taker(project, secretary, day):
    return resource_for(kind="clients", project_code=project.code, today=day, by=secretary)


@pytest.fixture(autouse=True)
def _municipality(db):
    MunicipalityFactory()


@pytest.fixture
def judged(project, secretary, taker):
    """Makes a judged book with these rows."""

    def make(*rows):
        batch = staged_batch(project, by=secretary, rows=list(rows))
        imports.judge(batch=batch, taker=taker, by=secretary)
        return batch

    return make


def line(number, last_name="Virta", *, born="1.2.1990", place="Kemi", start="1.3.2020", end=""):
    return [number, last_name, "Aino", born, "Suomi", place, start, end]


def row_of(batch, number):
    return batch.rows.get(number=number)


def test_faults_of_a_row_are_told_with_their_place_and_what_stands_there(judged):
    batch = judged(line("1", born="31.2.1990", place="Kemmi"), line("2"))
    row = row_of(batch, 2)
    assert [(fault.field, fault.place, fault.text) for fault in faults_of(row, Reading(batch))] == [
        ("born_on", BORN, "31.2.1990"),
        ("municipality", PLACE, "Kemmi"),
    ]
    assert [row.number for row in bad_rows(batch)] == [2]


def test_fault_of_what_stands_in_another_column_has_its_place_there(project, secretary):
    titles = ["Hetu", "Synt.aika", "Nimi", "Aloitus pvm"]
    rows = [["", "1.2.1990", "Virta Aino", "1.3.2020"]]
    batch = staged_batch(project, by=secretary, titles=titles, rows=rows)
    row = row_of(batch, 2)
    row.messages = [
        {"kind": "refused", "field": "last_name", "column": "Nimi", "message": "Nimi puuttuu."},
        {"kind": "refused", "field": "ends_on", "column": "", "message": "Jakso on päällekkäin."},
        {"kind": "warning", "field": "born_on", "column": "Synt.aika", "message": "Ikä."},
    ]
    assert faults_of(row, Reading(batch)) == [
        Fault("last_name", 2, "Nimi puuttuu.", "Virta Aino"),
        Fault("ends_on", None, "Jakso on päällekkäin."),
    ]


def test_correct_keeps_what_was_typed_beside_the_cell_and_tries_the_row(judged, taker, secretary):
    batch = judged(line("1", born="31.2.1990"), line("2", "Sokolov"))
    row = row_of(batch, 2)
    correct(rows=[row], texts={BORN: "28.2.1990"}, taker=taker, by=secretary)
    row.refresh_from_db()
    assert (row.cells[BORN], row.edits, row.status, row.messages) == (
        "31.2.1990",
        {str(BORN): "28.2.1990"},
        RowStatus.CREATED,
        [],
    )
    assert ImportBatch.objects.get().judged_at is None


def test_correct_writes_nothing_to_the_register(judged, taker, secretary):
    batch = judged(line("1", born="31.2.1990"))
    correct(rows=[row_of(batch, 2)], texts={BORN: "28.2.1990"}, taker=taker, by=secretary)
    assert (Client.objects.count(), auditing.events_of(Client).count()) == (0, 0)


def test_corrected_row_that_is_wrong_still_says_why(judged, taker, secretary):
    batch = judged(line("1", born="31.2.1990", place="Kemmi"))
    row = row_of(batch, 2)
    correct(rows=[row], texts={PLACE: "Kemi"}, taker=taker, by=secretary)
    assert [fault.place for fault in faults_of(row_of(batch, 2), Reading(batch))] == [BORN]
    correct(rows=[row], texts={BORN: "30.2.1990"}, taker=taker, by=secretary)
    assert [fault.text for fault in faults_of(row_of(batch, 2), Reading(batch))] == ["30.2.1990"]
    assert row_of(batch, 2).edits == {str(PLACE): "Kemi", str(BORN): "30.2.1990"}


def test_corrected_row_comes_to_what_the_whole_book_says_of_it(judged, taker, secretary):
    batch = judged(line("1", born="31.2.1990"), line("2", place="Kemmi"), line("3", start="x"))
    texts = {2: {BORN: "28.2.1990"}, 3: {PLACE: "Kemi"}, 4: {START: "3.3.2020", END: "1.1.2020"}}
    for number, typed in texts.items():
        correct(rows=[row_of(batch, number)], texts=typed, taker=taker, by=secretary)
    alone = list(batch.rows.filter(skipped="").values_list("status", "messages", "changes"))
    imports.judge(batch=batch, taker=taker, by=secretary)
    assert alone == list(batch.rows.filter(skipped="").values_list("status", "messages", "changes"))
    assert [status for status, _messages, _changes in alone] == ["created", "created", "refused"]


def test_formula_is_corrected_by_the_value_that_is_typed(judged, taker, secretary):
    batch = judged(line("1", place='="Ke"&"mi"'))
    row = row_of(batch, 2)
    assert [fault.place for fault in faults_of(row, Reading(batch))] == [PLACE]
    correct(rows=[row], texts={PLACE: "Kemi"}, taker=taker, by=secretary)
    assert row_of(batch, 2).status == RowStatus.CREATED


def test_alike_are_the_rows_with_an_equal_fault_in_the_column(judged):
    batch = judged(
        line("1", place="Kemmi"),
        line("2", place="Kemmi", born="31.2.1990"),
        line("3", place="Kemii"),
        line("4", born="Kemmi"),
    )
    assert [row.number for row in alike(row_of(batch, 3), PLACE)] == [3, 2]
    assert [row.number for row in alike(row_of(batch, 3), BORN)] == [3]


def test_alike_leaves_alone_a_row_in_which_the_same_text_is_right(judged):
    batch = judged(line("1", start="1.9.2020", end="1.8.2020"), line("2", "Sokolov", end="1.8.2020"))
    assert [row.number for row in alike(row_of(batch, 2), END)] == [2]


def test_leave_out_keeps_the_rows_away_and_knows_why(judged, taker, secretary):
    batch = judged(line("1", place="Kemmi"), line("2"))
    leave_out(rows=bad_rows(batch))
    imports.judge(batch=batch, taker=taker, by=secretary)
    row = row_of(batch, 2)
    assert (row.status, row.is_left_out, batch.counts["statuses"]) == (
        RowStatus.LEFT_OUT,
        True,
        {"left_out": 1, "created": 1},
    )
    assert [fault.text for fault in faults_of(row, Reading(batch))] == ["Kemmi"]
    assert imports.report(batch)["refused"] == []


def test_take_back_puts_a_row_among_the_others_again(judged, taker, secretary):
    batch = judged(line("1", place="Kemmi"))
    leave_out(rows=bad_rows(batch))
    take_back(rows=[row_of(batch, 2)], taker=taker, by=secretary)
    row = row_of(batch, 2)
    assert (row.is_left_out, row.status) == (False, RowStatus.REFUSED)
    assert ImportBatch.objects.get().judged_at is None


def test_correction_of_a_row_left_out_takes_it_in(judged, taker, secretary):
    batch = judged(line("1", place="Kemmi"))
    leave_out(rows=bad_rows(batch))
    correct(rows=[row_of(batch, 2)], texts={PLACE: "Kemi"}, taker=taker, by=secretary)
    assert (row_of(batch, 2).is_left_out, row_of(batch, 2).status) == (False, RowStatus.CREATED)


def test_correct_and_leave_out_of_a_book_taken_in_are_refused(judged, taker, secretary):
    batch = judged(line("1", place="Kemmi"))
    imports.apply(batch=batch, taker=taker, by=secretary)
    assert batch.state == BatchState.APPLIED
    row = row_of(batch, 2)
    with pytest.raises(ImportRefused, match="jo tuotu"):
        correct(rows=[row], texts={PLACE: "Kemi"}, taker=taker, by=secretary)
    with pytest.raises(ImportRefused, match="jo tuotu"):
        leave_out(rows=[row])
    assert (row_of(batch, 2).edits, row_of(batch, 2).is_left_out) == ({}, False)


def test_corrected_row_about_the_person_of_another_row_is_tried_after_that(judged, taker, secretary):
    """The two rows are one client with two stays; alone the second would be a question or a new client."""
    batch = judged(line("", start="1.3.2020", end="30.4.2020"), line("", place="Kemmi", start="1.6.2020"))
    row = row_of(batch, 3)
    row.answer = {"same_as_row": 2}
    row.save()
    correct(rows=[row], texts={PLACE: "Kemi"}, taker=taker, by=secretary)
    alone = row_of(batch, 3).status
    imports.judge(batch=batch, taker=taker, by=secretary)
    assert alone == row_of(batch, 3).status
