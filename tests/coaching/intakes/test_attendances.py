import datetime as dt

import pytest

from coaching import groups
from coaching.models import Attendance, CoachingSession, GroupMeeting, Registration
from projects.book_kinds import resource_for
from staff import imports
from staff.permissions import Role
from tests.clients.intakes.scenes import take_in, told
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.coaching import TopicFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory
from tests.factories.imports import staged_batch
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.golden import TODAY

pytestmark = pytest.mark.django_db

TITLES = ["Pvm", "Ryhmä", "Asiakasnro", "Läsnäolo", "Muita aikuisia", "Lapsia"]
ROW = ["5.4.2022", "Kieliklubi", "7", "x", "", ""]


def row(**cells):
    """The row with other cells, by their titles (the blanks in them left out)."""
    return [cells.get(title.replace(" ", "_"), cell) for title, cell in zip(TITLES, ROW, strict=True)]


@pytest.fixture
def coach():
    return UserFactory(first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def group(project):
    topic = TopicFactory(project=project, name="Suomi")
    return GroupFactory(project=project, name="Kieliklubi", topic=topic, language="fin")


@pytest.fixture
def meeting(group, coach):
    """What is usual in the group: a meeting that is held later."""
    facts = {"meets_on": dt.date(2022, 4, 12), "meets_from": dt.time(13), "minutes": 75}
    return GroupMeetingFactory(group=group, coach=coach, **facts)


@pytest.fixture
def clients(project):
    made = [ClientFactory(client_number=number) for number in ("7", "8")]
    return [EnrolmentFactory(client=client, project=project).client for client in made]


@pytest.fixture
def taken(tmp_path, project, meeting, clients):
    def take(*rows, kind="attendances", titles=TITLES, project=project, by="cli"):
        return take_in(tmp_path, kind, titles, *rows, project=project, by=by)

    return take


def marks():
    rows = Attendance.objects.order_by("session__held_on", "client__client_number")
    return [(str(each.session.held_on), each.client.client_number, each.state) for each in rows]


def test_row_notes_the_meeting_as_the_group_usually_meets_and_marks_who_came(taken, meeting, group, coach):
    report = taken(ROW, row(Asiakasnro="8", Läsnäolo="sairas"))
    assert report["created"] == {"meetings": 1, "attendances": 2}
    held = GroupMeeting.objects.get(meets_on=dt.date(2022, 4, 5))
    assert (held.group, held.coach, held.meets_from, held.minutes) == (group, coach, dt.time(13), 75)
    session = held.session
    facts = (session.kind, session.coach, session.logged_by, session.minutes, session.language)
    assert facts == ("group", coach, coach, 75, "fin")
    assert [str(topic) for topic in session.topics.all()] == ["Suomi"]
    assert marks() == [("2022-04-05", "7", "present"), ("2022-04-05", "8", "excused")]


def test_row_of_a_meeting_in_the_register_marks_there(taken, meeting):
    assert taken(row(Pvm="12.4.2022"))["created"] == {"attendances": 1}
    meeting.refresh_from_db()
    assert [each.client.client_number for each in meeting.session.attendances.all()] == ["7"]


def test_row_needs_no_registration_and_makes_none(taken):
    taken(row(Läsnäolo="poissa"))
    assert (marks(), Registration.objects.count()) == ([("2022-04-05", "7", "absent")], 0)


def test_row_of_a_person_who_imports_is_marked_by_her_and_by_the_command_line_by_nobody(taken, member_of):
    secretary = member_of(Role.SECRETARY)
    taken(ROW, by=secretary)
    taken(row(Asiakasnro="8"))
    rows = Attendance.objects.order_by("client__client_number")
    assert [each.marked_by for each in rows] == [secretary, None]


def test_same_list_again_changes_nothing(taken):
    rows = [ROW, row(Asiakasnro="8", Läsnäolo="-"), row(Asiakasnro="", Muita_aikuisia=3, Lapsia=1)]
    taken(*rows)
    report = taken(*rows)
    assert (report["created"], report["updated"], report["differences"], report["unchanged"]) == (
        {},
        {},
        [],
        3,
    )


def test_mark_that_differs_is_told_and_ours_stays(taken):
    taken(ROW)
    report = taken(row(Läsnäolo="poissa"))
    assert [(each["column"], each["ours"], each["book"]) for each in report["differences"]] == [
        ("Läsnäolo", "Paikalla", "Poissa")
    ]
    assert marks() == [("2022-04-05", "7", "present")]


def test_row_without_a_person_counts_unnamed_people(taken):
    heads = row(Asiakasnro="", Läsnäolo="", Muita_aikuisia=3, Lapsia=1)
    assert taken(heads)["updated"] == {"sessions": 1}
    session = CoachingSession.objects.get()
    assert (session.unnamed_adults, session.unnamed_children) == (3, 1)
    report = taken(row(Asiakasnro="", Läsnäolo="", Muita_aikuisia=4))
    assert [(each["column"], each["ours"], each["book"]) for each in report["differences"]] == [
        ("Muita aikuisia", "3", "4")
    ]


def test_row_without_a_column_for_it_is_present(taken):
    taken(["5.4.2022", "Kieliklubi", "7"], titles=TITLES[:3])
    assert marks() == [("2022-04-05", "7", "present")]


def test_row_without_a_group_is_of_the_only_one_running(taken, project):
    titles = ["Pvm", "Asiakasnro"]
    assert taken(["5.4.2022", "7"], titles=titles)["created"] == {"meetings": 1, "attendances": 1}
    GroupFactory(project=project)
    report = taken(["6.4.2022", "7"], titles=titles)
    assert [each["message"] for each in report["refused"]] == [
        "Kerro sarakkeessa ”Ryhmä”, mistä ryhmästä on kyse."
    ]


def test_row_of_groups_of_one_name_is_of_the_one_that_met(taken, project, meeting):
    twin = GroupFactory(project=project, name="kieliklubi")
    GroupMeetingFactory(group=twin, meets_on=dt.date(2022, 4, 6))
    assert taken(row(Pvm="6.4.2022"))["created"] == {"attendances": 1}
    assert told(taken(row(Pvm="7.4.2022")), "refused") == [(2, "Ryhmä")]


def test_row_tells_time_duration_and_coach_of_a_meeting_that_isnt_known(taken, group):
    titles = ["Pvm", "Ryhmä", "Asiakasnro", "Klo", "Kesto", "Ohjaaja"]
    report = taken(["5.4.2022", "Kieliklubi", "7", "9.30", "1:30", "Omar Ali"], titles=titles)
    assert report["created"] == {"meetings": 1, "attendances": 1, "coaches": 1}
    held = group.meetings.get(meets_on=dt.date(2022, 4, 5))
    assert (held.meets_from, held.minutes, str(held.coach)) == (dt.time(9, 30), 90, "Omar Ali")


def test_row_of_a_day_with_two_meetings_needs_the_time(taken, group, meeting):
    second = GroupMeetingFactory(group=group, meets_on=meeting.meets_on, meets_from=dt.time(16))
    assert told(taken(row(Pvm="12.4.2022")), "refused") == [(2, "")]
    taken(["12.4.2022", "7", "16"], titles=["Pvm", "Asiakasnro", "Klo"])
    second.refresh_from_db()
    assert second.session.attendances.count() == 1


def test_row_of_a_cancelled_meeting_isnt_taken(taken, meeting, coach):
    groups.cancel(meeting=meeting, reason="lumipyry", by=coach)
    report = taken(row(Pvm="12.4.2022"))
    assert (report["created"], told(report, "warnings")) == ({}, [(2, "Läsnäolo")])


def test_wide_list_marks_each_day_and_a_blank_says_nothing(taken):
    titles = ["Nro", "Sukunimi", "5.4.2022", dt.date(2022, 4, 12), "Läsnä 19.4.2022"]
    rows = [["7", "Warsame", "x", "", "-"], ["8", "Warsame", "", "s", "1"]]
    report = taken(*rows, kind="attendance_lists", titles=titles)
    assert report["created"] == {"meetings": 2, "attendances": 4}
    assert marks() == [
        ("2022-04-05", "7", "present"),
        ("2022-04-12", "8", "excused"),
        ("2022-04-19", "7", "absent"),
        ("2022-04-19", "8", "present"),
    ]
    again = taken(*rows, kind="attendance_lists", titles=titles)
    assert (again["created"], again["differences"], again["unchanged"]) == ({}, [], 2)


def test_wide_list_refuses_a_row_with_one_unclear_mark_whole(taken):
    titles = ["Nro", "5.4.2022", "12.4.2022"]
    report = taken(["7", "x", "p"], ["8", "x", "x"], kind="attendance_lists", titles=titles)
    assert (told(report, "refused"), report["created"]) == (
        [(2, "12.4.2022")],
        {"meetings": 1, "attendances": 2},
    )


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Pvm": ""}, "Pvm"),
        ({"Pvm": "1.10.2022"}, "Läsnäolo"),
        ({"Pvm": "1.1.1999"}, "Läsnäolo"),
        ({"Ryhmä": "Jalkapallo"}, "Ryhmä"),
        ({"Asiakasnro": "9"}, "Asiakasnro"),
        ({"Asiakasnro": ""}, "Asiakasnro"),
        ({"Läsnäolo": "ehkä"}, "Läsnäolo"),
        ({"Läsnäolo": ""}, "Läsnäolo"),
        ({"Muita_aikuisia": "monta"}, "Muita aikuisia"),
    ],
)
def test_row_with_a_fault_is_refused_at_its_column_and_stops_alone(taken, cells, column):
    report = taken(row(**cells), ROW)
    assert told(report, "refused") == [(2, column)]
    assert report["created"] == {"meetings": 1, "attendances": 1}


def test_unnamed_people_in_the_place_of_a_name_are_refused_in_a_sentence(taken):
    report = taken(["5.4.2022", "3 muuta"], titles=["Pvm", "Nimi"])
    assert [each["message"] for each in report["refused"]] == [
        "Nimeämättömien määrä kerrotaan numerona sarakkeessa ”Muita aikuisia”."
    ]


def test_row_of_a_client_who_never_was_in_the_project_is_refused(taken):
    ClientFactory(client_number="10")
    report = taken(row(Asiakasnro="10"))
    assert (told(report, "refused"), GroupMeeting.objects.count()) == ([(2, "Läsnäolo")], 1)


def test_group_of_another_project_isnt_known(taken):
    report = taken(ROW, project=ProjectFactory())
    assert told(report, "refused") == [(2, "Ryhmä")]


def test_nothing_that_differs_is_told_of_a_restricted_client(taken, project):
    client = ClientFactory(client_number="11", has_safety_restriction=True)
    EnrolmentFactory(client=client, project=project)
    taken(row(Asiakasnro="11"))
    report = taken(row(Asiakasnro="11", Läsnäolo="poissa"))
    assert (report["differences"], told(report, "warnings")) == ([], [(2, "Asiakasnro")])


def test_mark_that_somebody_ticked_takes_the_place_of_ours(taken, project, member_of):
    taken(ROW)
    by = member_of(Role.MANAGER)
    batch = staged_batch(project, by=by, rows=[row(Läsnäolo="poissa")], titles=TITLES, kind="attendances")
    batch.rows.filter(skipped="").update(answer={"taken": ["state"]})
    taker = resource_for(kind="attendances", project_code=project.code, today=TODAY, by=by)
    report = imports.apply(batch=batch, taker=taker, by=by)
    assert (report["updated"]["attendances"], marks()) == (1, [("2022-04-05", "7", "absent")])
