import datetime as dt

import pytest

from clients import enrolments, records
from clients.models import Assignment, Client, Enrolment
from staff import auditing
from staff.models import User
from tests.clients.intakes.scenes import CLIENTS, take_in, told
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import MunicipalityFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

ROW = ["7", "Abdi", "Halima", "", "1.2.1990", "1.3.2021", "", ""]
START, BORN = dt.date(2021, 3, 1), dt.date(1990, 2, 1)


@pytest.fixture
def taken(tmp_path, project):
    def take(*rows, titles=CLIENTS):
        return take_in(tmp_path, "clients", titles, *rows, project=project)

    return take


@pytest.fixture
def halima(project):
    """Taken in by us before, with number, names and birth date."""
    client = ClientFactory(client_number="7", last_name="Abdi", first_names="Halima", born_on=BORN)
    EnrolmentFactory(client=client, project=project, starts_on=START)
    return client


def withdraw(stay):
    stay.withdrawn_at = dt.datetime(2021, 6, 1, tzinfo=dt.UTC)
    stay.withdrawn_by, stay.withdrawn_reason = UserFactory(), "väärä henkilö"
    with auditing.act(by="cli"):
        stay.save()


def test_row_of_somebody_new_makes_client_stay_and_assignment(taken):
    report = taken(["7", "Abdi", "Halima", "010290-900H", "", "1.3.2021", "5.4.2021", "Omar Valmentaja"])
    client, stay, assignment = Client.objects.get(), Enrolment.objects.get(), Assignment.objects.get()
    assert (client.client_number, str(client), client.born_on) == ("7", "Halima Abdi", BORN)
    assert client.personal_identity_code == "010290-900H"
    assert (stay.client, stay.starts_on, stay.ends_on) == (client, START, dt.date(2021, 4, 5))
    assert (str(assignment.coach), assignment.starts_on, assignment.ends_on) == (
        "Omar Valmentaja",
        START,
        dt.date(2021, 4, 5),
    )
    assert report["created"] == {"clients": 1, "enrolments": 1, "assignments": 1, "coaches": 1}
    assert told(report, "warnings") == [(2, "Valmentaja")]


def test_row_without_a_number_gets_our_next_and_is_known_again(taken):
    ClientFactory(client_number="A-0041")
    row = ["", "Abdi", "Halima", "", "1.2.1990", "1.3.2021", "", ""]
    taken(row)
    assert Client.objects.get(last_name="Abdi").client_number == "A-0042"
    assert taken(row)["matched"] == [{"row": 2, "client": "A-0042", "why": "birth_date_and_names"}]
    assert Client.objects.count() == 2


def test_row_of_a_known_client_fills_blanks_only(taken, halima):
    titles = [*CLIENTS, "Puhelin", "Kansalaisuus", "Päättymissyy"]
    taken(
        ["7", "Abdi", "Xalima", "010290-900H", "", "1.3.2021", "5.4.2021", "", "0400 1", "Irak", "muutto"],
        titles=titles,
    )
    halima.refresh_from_db()
    stay = halima.enrolments.get()
    assert (halima.first_names, halima.phone, halima.nationalities) == ("Halima", "0400 1", ["IQ"])
    assert halima.personal_identity_code == "010290-900H"
    assert (stay.ends_on, stay.exit_reason) == (dt.date(2021, 4, 5), "moved")


def test_row_that_differs_is_listed_and_not_taken(taken, halima):
    with auditing.act(by="cli"):
        enrolments.end(
            enrolment=halima.enrolments.get(), ends_on=dt.date(2021, 5, 5), exit_reason="moved", by="cli"
        )
    report = taken(["7", "Abdi", "Xalima", "", "1.2.1990", "1.3.2021", "6.5.2021", ""])
    assert report["differences"] == [
        {"row": 2, "column": "Etunimi", "ours": "Halima", "book": "Xalima"},
        {"row": 2, "column": "Päättyi", "ours": "5.5.2021", "book": "6.5.2021"},
    ]
    assert (report["updated"], report["unchanged"]) == ({}, 1)
    assert Client.objects.get().first_names == "Halima"


def test_row_of_a_returning_client_makes_a_second_stay(taken, halima):
    enrolments.end(enrolment=halima.enrolments.get(), ends_on=dt.date(2021, 5, 5), exit_reason="", by="cli")
    report = taken(["7", "Abdi", "Halima", "", "", "6.5.2021", "", ""])
    assert report["created"] == {"enrolments": 1}


def test_row_of_a_stay_over_another_is_refused_whole(taken, halima):
    report = taken(["7", "Abdi", "Halima", "010290-900H", "", "6.5.2021", "", "Omar Valmentaja"])
    assert told(report, "refused") == [(2, "Alkoi")]
    assert Client.objects.get().personal_identity_code is None
    assert (User.objects.count(), Assignment.objects.count()) == (0, 0)
    assert (report["created"], report["updated"]) == ({}, {})


def test_row_refused_leaves_nothing_behind_for_the_rows_after_it(taken):
    outside = ["7", "Abdi", "Halima", "", "1.2.1990", "1.3.2018", "", "Omar Valmentaja"]
    report = taken(outside, ["7", "Abdi", "Halima", "", "1.2.1990", "1.3.2021", "", "Omar Valmentaja"])
    assert told(report, "refused") == [(2, "Alkoi")]
    assert report["created"] == {"clients": 1, "enrolments": 1, "assignments": 1, "coaches": 1}
    assert (Client.objects.count(), Assignment.objects.count()) == (1, 1)


def test_row_refused_after_it_filled_a_blank_leaves_the_blank_for_the_next(taken, halima):
    overlapping = ["7", "Abdi", "Halima", "010290-900H", "", "6.5.2021", "", ""]
    report = taken(overlapping, ["7", "Abdi", "Halima", "010290-900H", "", "1.3.2021", "", ""])
    assert (told(report, "refused"), report["updated"]) == ([(2, "Alkoi")], {"clients": 1})
    assert Client.objects.get().personal_identity_code == "010290-900H"


def test_row_that_may_be_several_waits_with_its_candidates(taken, halima):
    ClientFactory(client_number="8", last_name="Cabdi", first_names="Xaliima", born_on=BORN)
    report = taken(["", "Abdi", "Halima", "", "1.2.1990", "1.3.2021", "", ""])
    assert report["questions"] == [{"row": 2, "candidates": ["7", "8"]}]
    assert Client.objects.count() == 2


def test_row_outside_the_target_ages_goes_in_with_a_warning(taken, project):
    project.target_age_min, project.target_age_max = 17, 31
    with auditing.act(by="cli"):
        project.save()
    report = taken(
        ["1", "A", "Nuori", "", "2.3.2004", "1.3.2021", "", ""],
        ["2", "B", "Sopiva", "", "1.3.2004", "1.3.2021", "", ""],
        ["3", "C", "Sopiva", "", "2.3.1989", "1.3.2021", "", ""],
        ["4", "D", "Vanha", "", "1.3.1989", "1.3.2021", "", ""],
    )
    assert told(report, "warnings") == [(2, "Syntymäaika"), (5, "Syntymäaika")]
    assert report["created"]["clients"] == 4


def test_row_of_a_withdrawn_stay_isnt_taken_again(taken, halima):
    withdraw(halima.enrolments.get())
    report = taken(ROW)
    assert told(report, "warnings") == [(2, "Alkoi")]
    assert (report["unchanged"], Enrolment.objects.count()) == (1, 0)


def test_row_of_a_stay_that_was_withdrawn_and_written_again_is_unchanged(taken, halima, project):
    withdraw(halima.enrolments.get())
    EnrolmentFactory(client=halima, project=project, starts_on=START)
    report = taken(ROW)
    assert (report["warnings"], report["unchanged"], Enrolment.objects.count()) == ([], 1, 1)


def test_row_of_a_restricted_client_tells_no_value_and_takes_no_contact(taken, halima):
    with auditing.act(by="cli"):
        halima.has_safety_restriction = True
        halima.save()
    MunicipalityFactory()
    report = taken(
        ["7", "Abdi", "Xalima", "", "1.2.1990", "1.3.2021", "", "", "Kemi", "0400", "Katu 1", "e", "Irak"],
        titles=[*CLIENTS, "Kunta", "Puhelin", "Osoite", "Turvakielto", "Kansalaisuus"],
    )
    halima.refresh_from_db()
    assert (halima.has_safety_restriction, halima.municipality, halima.phone, halima.address) == (
        True,
        None,
        "",
        "",
    )
    assert (halima.nationalities, report["differences"]) == (["IQ"], [])
    assert told(report, "warnings") == [(2, "Asiakasnro")]


def test_row_with_a_safety_restriction_sets_it(taken, halima):
    records.change(client=halima, address="Vanhakatu 1", by="cli")
    row = ["7", "Abdi", "Halima", "010290-900H", "1.2.1990", "1.3.2021", "", "", "k", "Uusikatu 2", "0400 1"]
    report = taken(row, titles=[*CLIENTS, "Turvakielto", "Osoite", "Puhelin"])
    client = Client.objects.get()
    assert (client.has_safety_restriction, client.address, client.phone) == (True, "Vanhakatu 1", "")
    assert client.personal_identity_code == "010290-900H"
    assert (report["differences"], told(report, "warnings")) == ([], [(2, "Asiakasnro")])
    assert "katu" not in str(report)


def test_row_with_a_safety_restriction_alone_sets_it_without_a_word(taken, halima):
    report = taken([*ROW, "k"], titles=[*CLIENTS, "Turvakielto"])
    assert Client.objects.get().has_safety_restriction is True
    assert (report["differences"], report["warnings"], report["updated"]) == ([], [], {"clients": 1})


def test_row_of_somebody_new_with_a_safety_restriction_sets_it(taken):
    taken([*ROW, "k"], titles=[*CLIENTS, "Turvakielto"])
    assert Client.objects.get().has_safety_restriction is True


def test_rows_coach_of_an_old_stay_fills_a_blank_and_else_differs(taken, halima):
    row = [*ROW[:-1], "Omar Valmentaja"]
    assert taken(row)["created"] == {"assignments": 1, "coaches": 1}
    assert taken(row)["created"] == {}
    report = taken([*ROW[:-1], "Olga Valmentaja"])
    assert report["differences"] == [
        {"row": 2, "column": "Valmentaja", "ours": "Omar Valmentaja", "book": "Olga Valmentaja"}
    ]
    assert (Assignment.objects.count(), User.objects.count()) == (1, 1)


def test_rows_end_of_a_stay_ends_its_open_assignment(taken, halima):
    AssignmentFactory(client=halima, starts_on=START)
    report = taken(["7", "Abdi", "Halima", "", "", "1.3.2021", "5.4.2021", ""])
    assert Assignment.objects.get().ends_on == dt.date(2021, 4, 5)
    assert report["updated"] == {"enrolments": 1, "assignments": 1}


@pytest.mark.parametrize(("name", "coaches"), [("Omar", 0), ("Omar Valmentaja", 2)])
def test_rows_coach_who_isnt_one_person_is_told_and_not_set(taken, name, coaches):
    for _each in range(coaches):
        UserFactory(first_name="Omar", last_name="Valmentaja")
    report = taken([*ROW[:-1], name])
    assert told(report, "warnings") == [(2, "Valmentaja")]
    assert report["created"] == {"clients": 1, "enrolments": 1}
