"""What stands in the register of sessions and groups goes out as books, and comes back in as what it is."""

import datetime as dt

import pytest

from clients import records
from coaching.models import Attendance, CoachingSession, GroupMeeting
from projects import book_writing
from projects.book_kinds import KINDS
from staff import auditing
from staff.permissions import Role
from tests.factories.clients import EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, SessionTopicFactory, TopicFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory
from tests.factories.staff import UserFactory
from tests.golden import TODAY, take_in
from tests.house.rooms import event_models

pytestmark = pytest.mark.django_db

SAID = ("coach", "kind", "held_on", "minutes", "language", "has_interpreter", "note")


@pytest.fixture
def manager(member_of):
    return member_of(Role.MANAGER)


@pytest.fixture
def client(project):
    return EnrolmentFactory(project=project, client__client_number="007").client


@pytest.fixture
def sessions(project, client, coach):
    """Two that are alike but for what was written, and a short call about two topics."""
    names = ("CV ja hakemukset", "Asuminen; muutto")
    topics = [TopicFactory(project=project, name=name) for name in names]
    made = [
        SessionFactory(project=project, coach=coach, note="=1+1\n  - 047", language="som"),
        SessionFactory(project=project, coach=coach, note="Toinen"),
        SessionFactory(project=project, coach=coach, kind="phone", minutes=3, has_interpreter=True),
    ]
    for session in made:
        AttendanceFactory(session=session, client=client)
    for topic in topics:
        SessionTopicFactory(session=made[-1], topic=topic)
    return made


@pytest.fixture
def coach():
    return UserFactory(first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def group_session(project, client, coach):
    """A meeting of a group with a client who was excused, and three unnamed adults."""
    group = GroupFactory(project=project, name="Kieliklubi")
    session = SessionFactory(project=project, coach=coach, kind="group", unnamed_adults=3, minutes=75)
    facts = {"group": group, "coach": coach, "meets_on": session.held_on, "minutes": 75, "session": session}
    GroupMeetingFactory(**facts, meets_from=dt.time(9, 30))
    AttendanceFactory(session=session, client=client, state="excused")
    return session


@pytest.fixture
def out(project, manager, tmp_path):
    """The book of a kind as it goes out to somebody, in a file."""

    def write(kind, by=manager):
        resource = KINDS[kind](project=project, today=TODAY, by=by)
        path = tmp_path / f"{kind}.xlsx"
        path.write_bytes(book_writing.write_book(resource, resource.lines()))
        return path

    return write


@pytest.fixture
def lines(project, manager):
    def told(kind):
        return list(KINDS[kind](project=project, today=TODAY, by=manager).lines())

    return told


def events() -> int:
    return sum(model.objects.count() for model in event_models())


def came_of(report):
    counts = set(report["created"].values()) | set(report["updated"].values())
    return (counts, report["differences"], report["refused"], report["unchanged"] - report["read"])


def facts():
    """The sessions with whom they were held, and what they were about."""
    sessions = CoachingSession.objects.order_by("held_on", "kind", "note")
    return [
        [getattr(each, name) for name in SAID]
        + [sorted((mark.client.client_number, mark.state) for mark in each.attendances.all())]
        + [sorted(map(str, each.topics.all())), each.unnamed_adults]
        for each in sessions
    ]


@pytest.mark.parametrize("kind", ["sessions", "attendances"])
def test_book_comes_back_and_changes_nothing(kind, project, sessions, group_session, out):
    path, before = out(kind), events()
    report = take_in(path, kind, project_code=project.code)
    assert came_of(report) == ({0}, [], [], 0)
    assert (report["read"], events()) == ({"sessions": 3, "attendances": 2}[kind], before)


def test_books_make_the_same_sessions_anew(project, sessions, group_session, out):
    paths = {kind: out(kind) for kind in ("sessions", "attendances")}
    before = facts()
    with auditing.act(by="cli"):
        for model in (GroupMeeting, Attendance, CoachingSession):
            model._base_manager.all().delete()
    for kind, path in paths.items():
        take_in(path, kind, project_code=project.code)
    assert facts() == before


def test_note_goes_out_to_nobody_who_doesnt_read_it(sessions, client, out, lines, member_of):
    with auditing.act(by="cli"):
        CoachingSession.objects.filter(note="Toinen").update(is_confidential=True)
    notes = [line.values["note"] for line in lines("sessions")]
    assert notes == ["=1+1\n  - 047", "", ""]
    secretary = KINDS["sessions"](project=sessions[0].project, today=TODAY, by=member_of(Role.SECRETARY))
    assert "note" not in secretary.shown_columns
    records.change(client=client, has_safety_restriction=True, by="cli")
    told = lines("sessions")
    assert [(line.values["note"], line.is_guarded) for line in told] == [("", True)] * 3


def test_session_of_several_advice_and_withdrawn_ones_are_no_rows(sessions, group_session, project, lines):
    SessionFactory(project=project, kind="advice")
    withdrawn = SessionFactory(
        project=project,
        withdrawn_at="2022-04-02T10:00Z",
        withdrawn_by=UserFactory(),
        withdrawn_reason="väärä",
    )
    AttendanceFactory(session=withdrawn)
    assert len(lines("sessions")) == 3


@pytest.mark.parametrize(("kind", "questions"), [("sessions", 2), ("attendances", 3)])
def test_lines_take_as_many_questions_for_three_as_for_one(
    kind, questions, project, manager, django_assert_num_queries
):
    resource = KINDS[kind](project=project, today=TODAY, by=manager)
    for count in (1, 2, 3):
        session = SessionFactory(project=project, kind={"sessions": "phone", "attendances": "group"}[kind])
        group = GroupFactory(project=project)
        if kind == "attendances":
            GroupMeetingFactory(group=group, session=session)
        AttendanceFactory(session=session)
        SessionTopicFactory(session=session)
        with django_assert_num_queries(questions):
            assert len(list(resource.lines())) == count
