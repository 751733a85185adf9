"""What was said of a book's words and days holds for it, is remembered, and is asked once."""

import datetime as dt

import pytest

from ohjaamo.periods import today
from projects import import_access, import_steps, import_values
from projects.choices import ActivityKind
from projects.import_access import judge, taker_for
from staff.choices import BatchState
from staff.models import ImportBatch, RememberedWord
from staff.permissions import Role
from staff.readings import Reading
from staff.verdicts import ImportRefused
from tests.factories.imports import staged_batch
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

TITLES = ["Nro", "Sukunimi", "Etunimi", "Synt.aika", "Kansalaisuus", "Äidinkieli", "Kunta", "Aloitus pvm"]


@pytest.fixture
def secretary(member_of):
    for code, name in (("240", "Kemi"), ("241", "Keminmaa")):
        MunicipalityFactory(code=code, name_fi=name)
    return member_of(Role.SECRETARY)


@pytest.fixture
def staged(project, secretary):
    """Stages a book whose rows differ in the given columns only."""

    def make(*rows, **facts):
        whole = [
            [f"90{at}", "Virta", "Aino", "1.2.1990", "Suomi", "suomi", "Kemi", "1.3.2020"]
            for at, _row in enumerate(rows)
        ]
        for row, cells in zip(whole, rows, strict=True):
            for title, cell in cells.items():
                row[TITLES.index(title)] = cell
        return staged_batch(project, by=secretary, rows=whole, titles=TITLES, **facts)

    return make


def look(batch, user):
    return import_values.look(batch, taker_for(batch, user, today()))


def say(batch, user, words=None, days=None):
    taker = taker_for(batch, user, today())
    import_values.say(batch=batch, taker=taker, words=words or {}, days=days or {}, by=user)


def unknown(batch, user):
    return {
        column.name: [(word.text, word.count) for word in column.unknown]
        for column in look(batch, user).words
        if column.unknown
    }


def refused(batch):
    """Column and message of each refusal, row by row."""
    return [
        [(message["field"], message["message"]) for message in row.messages if message["kind"] == "refused"]
        for row in batch.rows.filter(skipped="").order_by("number")
    ]


def test_look_tells_each_unknown_word_once_with_its_rows(staged, secretary):
    batch = staged({"Kunta": "Kemmi"}, {"Kunta": "kemmi"}, {"Kunta": "Kemmi."}, {"Kunta": "Atlantis"})
    assert unknown(batch, secretary) == {"municipality": [("Kemmi", 3), ("Atlantis", 1)]}


def test_look_groups_the_known_words_by_what_they_mean(staged, secretary):
    batch = staged({"Äidinkieli": "somali"}, {"Äidinkieli": "somalia"}, {"Äidinkieli": "SO"}, {})
    column = next(column for column in look(batch, secretary).words if column.name == "mother_tongue")
    assert {code: [word.text for word in words] for code, words in column.known.items()} == {
        "som": ["SO", "somali", "somalia"],
        "fin": ["suomi"],
    }


def test_look_asks_neither_of_formulas_nor_garbled_text_nor_identity_codes_nor_notes(staged, secretary):
    batch = staged(
        {"Kunta": "=1+1"},
        {"Kunta": "MÃ¤kelÃ¤"},
        {"Kunta": "010594Y9032"},
        {"Kunta": "x" * 101},
        {"Kunta": "-"},
    )
    assert unknown(batch, secretary) == {}


def test_word_once_said_holds_for_every_row_and_is_asked_no_more(staged, secretary):
    batch = staged({"Kunta": "Kemmi"}, {"Kunta": "kemmi"})
    say(batch, secretary, words={"municipality": {"kemmi": "240"}})
    judge(batch, secretary, today())
    assert (refused(batch), unknown(batch, secretary)) == ([[], []], {})


def test_word_left_blank_is_no_fault(staged, secretary):
    batch = staged({"Kunta": "Atlantis"})
    say(batch, secretary, words={"municipality": {"atlantis": ""}})
    judge(batch, secretary, today())
    assert refused(batch) == [[]]


def test_known_word_may_be_said_to_mean_something_else(staged, secretary):
    batch = staged({"Äidinkieli": "persia"})
    say(batch, secretary, words={"mother_tongue": {"persia": "prs"}})
    column = next(column for column in look(batch, secretary).words if column.name == "mother_tongue")
    assert {code: [word.text for word in words] for code, words in column.known.items()} == {
        "prs": ["persia"]
    }


def test_unknown_one_of_several_words_in_a_cell_is_asked_alone_and_the_others_stay(staged, secretary):
    batch = staged({"Kansalaisuus": "Irak, Narnia"}, {"Kansalaisuus": "Narnia"})
    assert unknown(batch, secretary) == {"nationalities": [("Narnia", 2)]}
    say(batch, secretary, words={"nationalities": {"narnia": "SY"}})
    assert batch.words == {"nationalities": {"narnia": "SY", "irak, narnia": "Irak, SY"}}
    judge(batch, secretary, today())
    assert refused(batch) == [[], []]


def test_ambiguous_word_is_asked_with_its_candidates_even_when_it_is_remembered(staged, secretary):
    first = staged({"Äidinkieli": "dari/persia"})
    say(first, secretary, words={"mother_tongue": {"dari/persia": "prs"}})
    second = staged({"Äidinkieli": "dari/persia"})
    judge(second, secretary, today())
    [word] = next(column.unknown for column in look(second, secretary).words if column.unknown)
    assert (word.text, word.candidates, second.counts["unsettled"]) == ("dari/persia", ("prs", "fas"), 1)


def test_columns_with_days_share_their_words_and_those_are_remembered_for_all(project, secretary):
    titles = ["Nro", "Synt.aika", "Tilanne 30.4.2019", "Tilanne 31.8.2019", "Tilanne 1.1.2099"]
    rows = [["901", "1.2.1990", "duunissa", "Duunissa.", "työssä"], ["902", "3.4.1985", "työtön", "", ""]]
    batch = staged_batch(project, by=secretary, rows=rows, titles=titles, kind="statuses")
    [column] = look(batch, secretary).words
    assert (column.name, column.title, [(word.text, word.count) for word in column.unknown]) == (
        "status",
        "Tilanne 30.4.2019, Tilanne 31.8.2019, Tilanne 1.1.2099",
        [("duunissa", 2)],
    )
    say(batch, secretary, words={"status": {"duunissa": ActivityKind.WORK}})
    reading = Reading(batch)
    first = batch.rows.filter(skipped="").order_by("number").first()
    cells = reading.cells(first.cells, first.edits)
    assert [cells[name].text for name in ("status:2019-04-30", "status:2019-08-31")] == [
        ActivityKind.WORK
    ] * 2
    assert look(batch, secretary).unsettled == 0
    assert RememberedWord.objects.get().column == "status"


def test_next_book_is_judged_with_the_words_that_were_said(staged, secretary):
    say(staged({"Kunta": "Kemmi"}), secretary, words={"municipality": {"kemmi": "240"}})
    second = staged({"Kunta": "KEMMI"})
    judge(second, secretary, today())
    assert (refused(second), second.words, second.counts["unsettled"]) == (
        [[]],
        {"municipality": {"kemmi": "240"}},
        0,
    )


def test_what_was_said_of_this_book_goes_before_what_is_remembered(staged, secretary):
    say(staged({"Kunta": "Kemmi"}), secretary, words={"municipality": {"kemmi": "240"}})
    second = staged({"Kunta": "Kemmi"})
    say(second, secretary, words={"municipality": {"kemmi": "241"}})
    judge(second, secretary, today())
    assert second.words == {"municipality": {"kemmi": "241"}}
    assert list(RememberedWord.objects.values_list("column", "word", "meaning", "said_by")) == [
        ("municipality", "kemmi", "241", secretary.pk)
    ]


def test_remembered_meaning_that_is_no_choice_any_more_is_asked_again(staged, secretary):
    say(staged({"Kunta": "Kemmi"}), secretary, words={"municipality": {"kemmi": "999"}})
    second = staged({"Kunta": "Kemmi"})
    judge(second, secretary, today())
    assert unknown(second, secretary) == {"municipality": [("Kemmi", 1)]}


def test_days_are_read_as_said_and_certain_ones_as_they_stand(staged, secretary):
    batch = staged(
        {"Synt.aika": "3/4/1985"},
        {"Synt.aika": "3.4.1985"},
        {"Synt.aika": dt.date(1985, 4, 3)},
        {"Aloitus pvm": "1.4."},
    )
    judge(batch, secretary, today())
    assert batch.counts["unsettled"] == 2
    say(batch, secretary, days={"born_on": {"order": "mdy"}, "starts_on": {"year": 2020}})
    reading = Reading(batch)
    rows = [reading.cells(row.cells, row.edits) for row in batch.rows.filter(skipped="").order_by("number")]
    assert [cells["born_on"].text for cells in rows] == ["4.3.1985", "3.4.1985", "3.4.1985", "1.2.1990"]
    assert rows[3]["starts_on"].value == dt.date(2020, 4, 1)
    judge(batch, secretary, today())
    assert (refused(batch), batch.counts["unsettled"]) == ([[], [], [], []], 0)


def test_day_columns_tell_the_orders_that_are_possible_and_what_proves_one(staged, secretary):
    batch = staged({"Synt.aika": "1/2/1990"}, {"Synt.aika": "13/2/1990"}, {"Aloitus pvm": "1.2.19"})
    born, starts = look(batch, secretary).days
    assert (born.name, born.asks_order, born.orders, born.proofs) == (
        "born_on",
        True,
        ["dmy"],
        {"dmy": "13/2/1990"},
    )
    assert (starts.name, starts.asks_order, starts.short, starts.yearless) == (
        "starts_on",
        False,
        "1.2.19",
        "",
    )


def test_days_that_contradict_each_other_are_not_asked(staged, secretary):
    batch = staged({"Synt.aika": "2/13/1990"}, {"Synt.aika": "13/2/1990"})
    judge(batch, secretary, today())
    [born] = look(batch, secretary).days
    assert (born.orders, born.is_settled, batch.counts["unsettled"]) == ([], True, 0)


def test_corrected_cells_are_words_and_rows_left_out_are_not(staged, secretary):
    batch = staged({"Kunta": "Kemmi"}, {"Kunta": "Atlantis"}, {})
    first, second, _third = batch.rows.filter(skipped="").order_by("number")
    first.edits, second.is_left_out = {str(TITLES.index("Kunta")): "  Tornijo\u200b "}, True
    first.save()
    second.save()
    assert unknown(batch, secretary) == {"municipality": [("Tornijo", 1)]}


def test_steps_stop_at_the_values_only_while_something_is_to_be_asked(staged, secretary):
    batch = judge(staged({"Kunta": "Kemmi"}), secretary, today())
    assert import_steps.after(batch, "columns") == f"/imports/{batch.pk}/values/"
    say(batch, secretary, words={"municipality": {"kemmi": "240"}})
    judge(batch, secretary, today())
    assert import_steps.after(batch, "columns") == f"/imports/{batch.pk}/preview/"


def test_say_refuses_a_book_that_was_taken_in_meanwhile(staged, secretary):
    batch = staged({"Kunta": "Kemmi"})
    ImportBatch.objects.update(state=BatchState.APPLIED, applied_at="2022-04-30T10:00Z")
    with pytest.raises(ImportRefused):
        say(batch, secretary, words={"municipality": {"kemmi": "240"}})
    assert RememberedWord.objects.count() == 0


def test_judging_asks_the_database_alike_for_one_and_three_words(
    staged, secretary, django_assert_num_queries
):
    for rows in ([{"Kunta": "a"}], [{"Kunta": "a"}, {"Kunta": "b"}, {"Kunta": "c"}]):
        batch = staged(*rows)
        taker = taker_for(batch, secretary, today())
        with django_assert_num_queries(9):
            import_values.recall(batch, taker)
    assert import_access.judge(batch, secretary, today()).counts["unsettled"] == 3
