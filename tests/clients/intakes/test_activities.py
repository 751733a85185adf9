import datetime as dt

import pytest

from clients.models import Activity, ActivityTerms
from staff import auditing
from tests.clients.intakes.scenes import take_in, told
from tests.factories.clients import ActivityFactory, ClientFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

TITLES = ["Nro", "Nimi", "Toiminta", "Alkoi", "Päättyi", "Työnantaja", "Palkkatuki", "Osa-aikainen"]
START = dt.date(2021, 3, 1)
ROW = ["7", "Abdi Halima", "Työssä", "1.3.2021", "", "Hotelli Oy", "k", "e"]


@pytest.fixture
def taken(tmp_path, project):
    def take(*rows):
        return take_in(tmp_path, "activities", TITLES, *rows, project=project)

    return take


@pytest.fixture
def halima():
    return ClientFactory(client_number="7", last_name="Abdi", first_names="Halima")


def ended(row, day):
    return [*row[:4], day, *row[5:]]


def test_row_makes_an_activity_with_its_terms_as_the_book_confirms(taken, halima):
    report = taken(ROW)
    activity, terms = Activity.objects.get(), ActivityTerms.objects.get()
    assert (activity.client, activity.kind, activity.place) == (halima, "work", "Hotelli Oy")
    assert (activity.starts_on, activity.ends_on) == (START, None)
    assert (activity.confirmed_from, activity.confirmed_on, activity.confirmed_by) == ("book", START, None)
    assert (terms.starts_on, terms.has_pay_subsidy, terms.is_full_time) == (START, True, True)
    assert (report["created"], report["matched"]) == (
        {"activities": 1},
        [{"row": 2, "client": "7", "why": "client_number"}],
    )


def test_row_of_a_part_timer_without_a_word_on_subsidy_says_so(taken, halima):
    taken([*ROW[:-2], "", "k"])
    assert ActivityTerms.objects.values_list("is_full_time", "has_pay_subsidy").get() == (False, None)


def test_row_without_terms_makes_none(taken, halima):
    taken(["7", "", "Työtön", "1.3.2021", "", "", "", ""])
    assert ActivityTerms.objects.count() == 0


def test_row_again_in_other_letters_changes_nothing(taken, halima):
    taken(ROW)
    report = taken(["7", "Abdi Halima", "työssä", "2021-03-01", "-", "HOTELLI OY", "kyllä", "ei"])
    assert (report["created"], report["updated"], report["unchanged"]) == (
        {},
        {},
        1,
    )


def test_row_with_an_end_and_terms_fills_them(taken, halima):
    ActivityFactory(client=halima, place="Hotelli Oy", starts_on=START)
    report = taken(ended(ROW, "5.4.2021"))
    assert Activity.objects.get().ends_on == dt.date(2021, 4, 5)
    assert ActivityTerms.objects.values_list("has_pay_subsidy", "is_full_time").get() == (True, True)
    assert (report["updated"], taken(ended(ROW, "5.4.2021"))["updated"]) == (
        {"activities": 1},
        {},
    )


def test_row_with_another_end_and_terms_is_listed_and_not_taken(taken, halima):
    taken(ended([*ROW[:-2], "", "e"], "5.4.2021"))
    report = taken(ended([*ROW[:-2], "k", "k"], "6.4.2021"))
    assert [(each["column"], each["ours"], each["book"]) for each in report["differences"]] == [
        ("Päättyi", "5.4.2021", "6.4.2021"),
        ("Osa-aikainen", "Ei", "Kyllä"),
    ]
    assert Activity.objects.get().ends_on == dt.date(2021, 4, 5)
    assert ActivityTerms.objects.values_list("has_pay_subsidy", "is_full_time").get() == (True, True)


def test_row_over_the_same_at_the_same_place_is_refused(taken, halima):
    report = taken(ROW, [*ROW[:3], "1.5.2021", *ROW[4:]], [*ROW[:3], "1.5.2021", "", "Toinen Oy", "", ""])
    assert told(report, "refused") == [(3, "Alkoi")]
    assert report["created"] == {"activities": 2}


def test_row_of_a_name_that_doesnt_fit_the_number_goes_in_with_a_warning(taken, halima):
    report = taken(["7", "Sokolov Ivan", *ROW[2:]])
    assert told(report, "warnings") == [(2, "Nimi")]
    assert report["created"] == {"activities": 1}


def test_row_of_a_client_we_dont_have_is_refused(taken, halima):
    report = taken(["8", "Abdi Halima", *ROW[2:]], ["", "Abdi Halima", *ROW[2:]])
    assert told(report, "refused") == [(3, "Nro")]
    assert report["questions"] == [{"row": 2, "candidates": ["7"]}]
    assert Activity.objects.count() == 0


def test_row_of_a_withdrawn_activity_isnt_taken_again(taken, halima):
    taken(ROW)
    activity = Activity.objects.get()
    activity.withdrawn_at = dt.datetime(2021, 6, 1, tzinfo=dt.UTC)
    activity.withdrawn_by, activity.withdrawn_reason = UserFactory(), "väärä"
    with auditing.act(by="cli"):
        activity.save()
    assert told(taken(ROW), "warnings") == [(2, "Alkoi")]
    assert Activity.objects.count() == 0
    ActivityFactory(client=halima, place="Hotelli Oy", starts_on=START)
    assert (taken(ROW)["warnings"], Activity.objects.count()) == ([], 1)


def test_row_of_a_restricted_client_tells_no_value(taken, halima):
    taken(ended(ROW, "5.4.2021"))
    with auditing.act(by="cli"):
        halima.has_safety_restriction = True
        halima.save()
    report = taken(ended(ROW, "6.4.2021"))
    assert (report["differences"], told(report, "warnings")) == ([], [(2, "Nro")])
