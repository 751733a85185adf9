import datetime as dt
from pathlib import Path

import pytest

from clients import activities
from clients.choices import ConfirmationSource
from clients.models import Activity
from projects.book_kinds import resource_for
from staff import auditing, imports, staging
from tests.clients.intakes.scenes import take_in, told
from tests.factories.books import xlsx
from tests.factories.clients import ActivityFactory, ClientFactory
from tests.factories.staff import UserFactory
from tests.golden import TODAY

pytestmark = pytest.mark.django_db

APRIL, AUGUST, DECEMBER = dt.date(2019, 4, 30), dt.date(2019, 8, 31), dt.date(2019, 12, 31)
TITLES = ["Nro", "Nimi", "Tilanne 30.4.2019", "31.8.2019", "Tilanne 31.12.2019"]


@pytest.fixture
def taken(tmp_path, project):
    def take(*statuses, titles=TITLES):
        return take_in(tmp_path, "statuses", titles, ["7", "Abdi Halima", *statuses], project=project)

    return take


@pytest.fixture(autouse=True)
def halima():
    return ClientFactory(client_number="7", last_name="Abdi", first_names="Halima")


def spells() -> list[tuple]:
    rows = Activity.objects.order_by("starts_on")
    return [(row.kind, row.starts_on, row.ends_on, row.confirmed_on) for row in rows]


def test_statuses_run_until_something_else_is_seen_and_the_last_goes_on(taken):
    report = taken("Työtön", "Työtön", "Työssä")
    assert spells() == [
        ("unemployed", APRIL, DECEMBER - dt.timedelta(days=1), AUGUST),
        ("work", DECEMBER, None, DECEMBER),
    ]
    assert set(Activity.objects.values_list("confirmed_from", "place")) == {(ConfirmationSource.BOOK, "")}
    assert report["created"] == {"activities": 2}


@pytest.mark.parametrize("nothing", ["", "-", "–"])
def test_status_that_says_nothing_lets_the_activity_go_on(taken, nothing):
    taken("Työssä", nothing, "Työssä")
    assert spells() == [("work", APRIL, None, DECEMBER)]


@pytest.mark.parametrize("word", ["päättynyt", "Lopettanut", "ei asiakas", "poissa", "ends"])
def test_status_that_says_the_client_has_left_ends_and_begins_nothing(taken, word):
    taken("Työssä", word, "")
    assert spells() == [("work", APRIL, AUGUST - dt.timedelta(days=1), APRIL)]


def test_row_without_a_status_changes_nothing(taken):
    report = taken("", "-", "")
    assert (report["created"], report["unchanged"], spells()) == ({}, 1, [])


def test_status_after_a_break_begins_anew(taken):
    taken("Työssä", "päättynyt", "Työssä")
    assert spells() == [
        ("work", APRIL, AUGUST - dt.timedelta(days=1), APRIL),
        ("work", DECEMBER, None, DECEMBER),
    ]


def test_statuses_again_change_nothing(taken):
    taken("Työtön", "Työssä", "Työssä")
    before = spells()
    report = taken("Työtön", "Työssä", "Työssä")
    assert (report["created"], report["updated"], report["unchanged"], spells()) == ({}, {}, 1, before)


def test_statuses_of_columns_in_another_order_are_put_in_order_of_their_days(taken):
    taken("Työssä", "Työtön", titles=["Nro", "Nimi", "31.8.2019", "Tilanne 30.4.2019"])
    assert [spell[:3] for spell in spells()] == [
        ("unemployed", APRIL, AUGUST - dt.timedelta(days=1)),
        ("work", AUGUST, None),
    ]


def test_later_book_with_one_more_day_goes_on_with_what_runs(taken):
    taken("Työtön", "Työssä", titles=TITLES[:4])
    report = taken("Työtön", "Työssä", "Työssä")
    assert spells()[-1] == ("work", AUGUST, None, DECEMBER)
    assert (report["created"], report["updated"]) == ({}, {"activities": 1})


def test_later_book_with_one_more_day_ends_what_ran(taken):
    taken("Työtön", "Työssä", titles=TITLES[:4])
    report = taken("Työtön", "Työssä", "Työtön")
    assert spells()[1:] == [
        ("work", AUGUST, DECEMBER - dt.timedelta(days=1), AUGUST),
        ("unemployed", DECEMBER, None, DECEMBER),
    ]
    assert (report["created"], report["updated"]) == ({"activities": 1}, {"activities": 1})


def test_older_book_after_a_later_one_ends_before_what_is_known_begins(taken):
    taken("Työtön", titles=["Nro", "Nimi", "31.8.2019"])
    taken("Työssä", titles=["Nro", "Nimi", "30.4.2019"])
    assert [spell[:3] for spell in spells()] == [
        ("work", APRIL, AUGUST - dt.timedelta(days=1)),
        ("unemployed", AUGUST, None),
    ]


def test_status_on_a_day_on_which_the_register_knows_the_activity_makes_none(taken, halima):
    ActivityFactory(client=halima, kind="work", place="Hotelli Oy", starts_on=dt.date(2019, 1, 15))
    before = spells()
    taken("Työssä", "Työssä", "Työtön")
    assert spells() == [*before, ("unemployed", DECEMBER, None, DECEMBER)]


def test_status_before_the_register_knows_the_activity_ends_as_that_begins(taken, halima):
    ActivityFactory(client=halima, kind="work", place="Hotelli Oy", starts_on=dt.date(2019, 6, 1))
    taken("Työssä", "Työssä", "")
    assert [spell[:3] for spell in spells()] == [
        ("work", APRIL, dt.date(2019, 5, 31)),
        ("work", dt.date(2019, 6, 1), None),
    ]


def test_activity_that_somebody_of_ours_confirmed_is_never_ended_by_a_book(taken, halima):
    person = UserFactory()
    facts = {"confirmed_from": "client", "confirmed_by": person, "confirmed_on": APRIL}
    ActivityFactory(client=halima, kind="work", place="", starts_on=dt.date(2019, 1, 15), **facts)
    taken("Työssä", "Työtön", "")
    assert spells()[0] == ("work", dt.date(2019, 1, 15), None, APRIL)


def test_status_that_was_withdrawn_isnt_taken_again(taken):
    taken("Työssä", "", "")
    activities.withdraw(activity=Activity.objects.get(), reason="väärä", by=UserFactory())
    report = taken("Työssä", "", "")
    assert (Activity.objects.count(), told(report, "warnings")) == (0, [(2, "Tilanne 30.4.2019")])


def test_status_that_nobody_knows_refuses_the_row_at_its_column(taken):
    report = taken("Työtön", "lomalla kai", "")
    assert (told(report, "refused"), spells()) == ([(2, "31.8.2019")], [])


def test_status_on_a_day_to_come_is_refused(taken):
    report = taken("Työtön", "Työssä", titles=["Nro", "Nimi", "30.4.2019", "31.12.2030"])
    assert told(report, "refused") == [(2, "31.12.2030")]


def changes(folder: Path, project, *statuses: str) -> list[dict[str, str]]:
    """What a preview would show of a book with one row."""
    taker = resource_for(kind="statuses", project_code=project.code, today=TODAY, by="cli")
    path = xlsx(folder / "k.xlsx", [TITLES, ["7", "Abdi Halima", *statuses]])
    batch = staging.stage(path=path, taker=taker, project_code=project.code, by="cli")
    imports.judge(batch=batch, taker=taker, by="cli")
    return batch.rows.get(skipped="").changes


def test_preview_tells_every_activity_that_would_begin_or_end(tmp_path, taken, project):
    taken("Työtön", "Työtön", titles=TITLES[:4])
    assert changes(tmp_path, project, "Työtön", "Työtön", "Työssä") == [
        {
            "thing": "Työttömänä työnhakijana",
            "column": "Tilanne 31.12.2019",
            "old": "30.4.2019–",
            "new": "30.4.2019–30.12.2019",
        },
        {"thing": "Työssä", "column": "Tilanne 31.12.2019", "old": "", "new": "31.12.2019–"},
    ]
    assert Activity.objects.count() == 1


def test_preview_of_a_client_under_a_safety_restriction_tells_nothing(tmp_path, project, halima):
    halima.has_safety_restriction = True
    with auditing.act(by="cli"):
        halima.save()
    assert changes(tmp_path, project, "Työtön", "", "Työssä") == []
