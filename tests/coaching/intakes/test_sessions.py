import datetime as dt

import pytest

from clients import records
from coaching import sessions
from coaching.models import CoachingSession
from projects.book_kinds import resource_for
from staff import auditing, imports
from staff.models import User
from staff.permissions import Role
from tests.clients.intakes.scenes import take_in, told
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, TopicFactory
from tests.factories.imports import staged_batch
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.golden import TODAY

pytestmark = pytest.mark.django_db

TITLES = ["Pvm", "Asiakasnro", "Kesto", "Tapa", "Kieli", "Tulkki", "Valmentaja", "Aiheet", "Muistiinpano"]
ROW = [
    "1.3.2021",
    "7",
    "1 h 30 min",
    "puhelu",
    "somali",
    "k",
    "Liisa Virtanen",
    "CV; Asuminen",
    "Soitti  itse.\n- CV",
]


def row(**cells):
    """The row with other cells, by their titles."""
    return [cells.get(title, cell) for title, cell in zip(TITLES, ROW, strict=True)]


@pytest.fixture
def coach():
    return UserFactory(first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def client(project):
    return EnrolmentFactory(client=ClientFactory(client_number="7"), project=project).client


@pytest.fixture
def taken(tmp_path, project, client, coach):
    for name in ("CV", "Asuminen", "CV ja hakemukset"):
        TopicFactory(project=project, name=name)

    def take(*rows, titles=TITLES, project=project, by="cli"):
        return take_in(tmp_path, "sessions", titles, *rows, project=project, by=by)

    return take


def test_row_makes_a_session_with_the_client(taken, project, client, coach):
    assert taken(ROW)["created"] == {"sessions": 1}
    session = CoachingSession.objects.get()
    facts = (
        session.project,
        session.coach,
        session.logged_by,
        session.kind,
        session.held_on,
        session.minutes,
    )
    assert facts == (project, coach, coach, "phone", dt.date(2021, 3, 1), 90)
    assert (session.language, session.has_interpreter, session.is_confidential) == ("som", True, False)
    assert session.note == "Soitti  itse.\n- CV"
    assert sorted(map(str, session.topics.all())) == ["Asuminen", "CV"]
    assert [each.client for each in session.attendances.all()] == [client]


def test_row_taken_in_by_a_person_is_logged_by_her(taken, member_of):
    secretary = member_of(Role.SECRETARY)
    taken(ROW, by=secretary)
    assert CoachingSession.objects.get().logged_by == secretary


def test_same_book_again_changes_nothing(taken):
    taken(ROW, ROW)
    report = taken(ROW, ROW)
    assert (report["created"], report["updated"], report["differences"], report["unchanged"]) == (
        {},
        {},
        [],
        2,
    )


def test_equal_rows_are_as_many_sessions_and_only_what_is_new_comes_again(taken):
    assert taken(ROW, ROW)["created"] == {"sessions": 2}
    assert taken(ROW, ROW, row(Kesto="45"), row(Tapa="viesti"))["created"] == {"sessions": 2}


def test_row_fills_what_was_left_blank_and_tells_what_differs(taken, member_of):
    taken(row(Kieli="", Aiheet="", Muistiinpano=""), ROW)
    report = taken(ROW, row(Kieli="arabia", Aiheet="CV", Muistiinpano="Muuta"), by=member_of(Role.MANAGER))
    assert report["updated"] == {"sessions": 1}
    first, second = CoachingSession.objects.order_by("pk")
    assert (first.language, first.note, first.topics.count()) == ("som", second.note, 2)
    assert [(each["row"], each["column"], each["ours"], each["book"]) for each in report["differences"]] == [
        (3, "Aiheet", "Asuminen, CV", "CV"),
        (3, "Kieli", "somali", "arabia"),
        (3, "Muistiinpano", second.note, "Muuta"),
    ]


@pytest.mark.parametrize(("role", "is_confidential"), [(Role.SECRETARY, False), (Role.MANAGER, True)])
def test_note_of_ours_isnt_told_to_whoever_imports_without_reading_it(
    taken, member_of, role, is_confidential
):
    taken(ROW)
    with auditing.act(by="cli"):
        CoachingSession.objects.update(is_confidential=is_confidential)
    report = taken(row(Muistiinpano="Muuta"), by=member_of(role))
    assert [each["ours"] for each in report["differences"]] == ["Muistiinpano, jota ei näytetä tässä"]


def test_nothing_that_differs_is_told_of_a_restricted_client(taken, client, member_of):
    taken(ROW)
    records.change(client=client, has_safety_restriction=True, by="cli")
    report = taken(row(Muistiinpano="Muuta", Aiheet="CV", Kieli="arabia"), by=member_of(Role.MANAGER))
    assert (report["differences"], told(report, "warnings")) == ([], [(2, "Asiakasnro")])


def test_row_of_a_withdrawn_session_isnt_taken_again(taken):
    taken(ROW)
    sessions.withdraw(session=CoachingSession.objects.get(), reason="väärä asiakas", by=UserFactory())
    report = taken(ROW)
    assert (report["created"], told(report, "warnings")) == ({}, [(2, "Pvm")])


def test_row_without_a_way_is_a_meeting_and_without_a_coach_the_clients_own(taken, client, coach):
    AssignmentFactory(client=client, coach=coach, starts_on=dt.date(2021, 1, 1))
    taken(row(Tapa="", Valmentaja=""))
    session = CoachingSession.objects.get()
    assert (session.kind, session.coach) == ("meeting", coach)


def test_row_of_a_coach_nobody_knows_adds_one_who_doesnt_sign_in(taken):
    report = taken(row(Valmentaja="Omar Ali"), row(Valmentaja="Omar Ali"))
    assert report["created"] == {"sessions": 2, "coaches": 1}
    assert User.objects.get(first_name="Omar").is_active is False


def test_row_of_a_namesake_is_known_again_but_no_new_one_is_made(taken, coach):
    taken(ROW)
    UserFactory(first_name="Liisa", last_name="Virtanen")
    report = taken(ROW, row(Pvm="2.3.2021"))
    assert (report["unchanged"], told(report, "refused")) == (1, [(3, "Valmentaja")])


def test_topics_are_known_though_their_names_hold_what_parts_them(taken):
    taken(row(Aiheet="CV ja hakemukset ja asuminen"))
    assert sorted(map(str, CoachingSession.objects.get().topics.all())) == ["Asuminen", "CV ja hakemukset"]


def test_column_of_hours_counts_hours(taken, coach):
    report = taken(
        ["1.3.2021", "7", "2", "Liisa Virtanen"], titles=["Pvm", "Asiakasnro", "Tunnit", "Valmentaja"]
    )
    assert (report["refused"], CoachingSession.objects.get().minutes) == ([], 120)


def test_name_alone_is_a_question(taken, client):
    titles = ["Pvm", "Nimi", "Kesto", "Valmentaja"]
    report = taken(["1.3.2021", str(client), "45", "Liisa Virtanen"], titles=titles)
    assert [each["candidates"] for each in report["questions"]] == [["7"]]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Pvm": ""}, "Pvm"),
        ({"Pvm": "1.1.2999"}, "Pvm"),
        ({"Pvm": "1.1.1999"}, "Pvm"),
        ({"Asiakasnro": "8"}, "Asiakasnro"),
        ({"Kesto": ""}, "Kesto"),
        ({"Kesto": "1"}, "Kesto"),
        ({"Kesto": "1500"}, "Pvm"),
        ({"Tapa": "ryhmä"}, "Tapa"),
        ({"Kieli": "klingon"}, "Kieli"),
        ({"Aiheet": "CV; Mitali"}, "Aiheet"),
        ({"Valmentaja": ""}, "Valmentaja"),
        ({"Valmentaja": "Liisa"}, "Valmentaja"),
        ({"Muistiinpano": "010190-900P"}, "Muistiinpano"),
        ({"Muistiinpano": "a" * 10_001}, "Muistiinpano"),
    ],
)
def test_row_with_a_fault_is_refused_at_its_column_and_stops_alone(taken, cells, column):
    report = taken(row(**cells), ROW)
    assert (told(report, "refused"), report["created"]) == ([(2, column)], {"sessions": 1})


def test_row_of_a_client_who_never_was_in_the_project_is_refused(taken):
    report = taken(row(Aiheet=""), project=ProjectFactory())
    assert (told(report, "refused"), report["created"]) == ([(2, "Pvm")], {})


def test_session_of_several_or_of_another_project_isnt_the_rows(taken, client, coach):
    session = SessionFactory(coach=coach, kind="phone", held_on=dt.date(2021, 3, 1), minutes=90)
    AttendanceFactory(session=session, client=client)
    assert taken(ROW)["created"] == {"sessions": 1}


def test_value_that_somebody_ticked_takes_the_place_of_ours(taken, project, member_of):
    taken(ROW)
    manager = member_of(Role.MANAGER)
    assert ticked(project, manager, row(Kieli="arabia", Aiheet="CV", Muistiinpano="Muuta")) == (
        "ara", ["CV"], "Muuta"
    )  # fmt: skip


def test_note_is_never_replaced_by_somebody_who_doesnt_read_it(taken, project, member_of):
    taken(ROW)
    secretary = member_of(Role.SECRETARY)
    found = ticked(project, secretary, row(Kieli="arabia", Aiheet="CV", Muistiinpano="Muuta"))
    assert found == ("ara", ["CV"], ROW[-1])


def ticked(project, by, cells):
    """What the session says once a book of one row was taken in with every column ticked."""
    batch = staged_batch(project, by=by, rows=[cells], titles=TITLES, kind="sessions")
    batch.rows.filter(skipped="").update(answer={"taken": ["language", "topics", "note"]})
    imports.apply(
        batch=batch, taker=resource_for(kind="sessions", project_code=project.code, today=TODAY, by=by), by=by
    )
    session = CoachingSession.objects.get()
    return (session.language, sorted(map(str, session.topics.all())), session.note)
