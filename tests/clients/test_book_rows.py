"""What stands in the register goes out as books, and comes back in as what it is."""

import datetime as dt

import pytest

from clients import records
from clients.models import Activity, ActivityTerms, Assignment, Client, Enrolment, Outcome
from projects import book_writing
from projects.book_kinds import KINDS
from projects.models import Project
from staff import auditing
from tests.factories.clients import (
    ActivityFactory,
    AssignmentFactory,
    ClientFactory,
    EnrolmentFactory,
    OutcomeFactory,
)
from tests.factories.projects import MunicipalityFactory
from tests.factories.staff import UserFactory
from tests.golden import CODE, TODAY, take_in
from tests.house.rooms import event_models

pytestmark = pytest.mark.django_db

OF_CLIENTS = ("clients", "activities", "outcomes")
HIDDEN = ("id", "personal_identity_code")
TERMS = ("is_full_time", "has_pay_subsidy", "is_permanent")
PLACES = (("clients", "address"), ("activities", "place"), ("outcomes", "detail"))
NAUGHTY = ["=1+1", "+358", "@A1", "047", "\u200fנעמה", "Zoë e\u0301", "a\x0bb", "_x0041_", "<b>", "🌲 x  y"]


def events() -> int:
    return sum(model.objects.count() for model in event_models())


def written(kind, folder, code=CODE):
    """The book of a kind as it goes out, in a file."""
    resource = KINDS[kind](project=Project.objects.get(code=code), today=TODAY, by=UserFactory())
    path = folder / f"{kind}.xlsx"
    path.write_bytes(book_writing.write_book(resource, resource.lines()))
    return path


def lines(kind, project):
    return list(KINDS[kind](project=project, today=TODAY, by=UserFactory()).lines())


def facts():
    """What the books hold of the register, without keys; an identity code goes out in none."""
    number, days = "client__client_number", ("starts_on", "ends_on")
    columns = {
        Client: [field.name for field in Client._meta.fields if field.name not in HIDDEN],
        Enrolment: [number, "project", *days, "exit_reason"],
        Assignment: [number, "coach__first_name", "coach__last_name", "coach__is_active", *days],
        Activity: [number, "kind", "place", *days, "confirmed_on", "confirmed_from"],
        ActivityTerms: ["activity__client__client_number", "activity__kind", "starts_on", *TERMS],
        Outcome: [number, "project", "kind", "happened_on", "quantity", "detail"],
    }
    return {model: sorted(map(str, model.objects.values_list(*names))) for model, names in columns.items()}


def nothing_came_of(report):
    return (
        set(report["created"].values()) | set(report["updated"].values()),
        report["differences"],
        report["refused"],
        report["questions"],
        report["unchanged"] - report["read"],
    ) == ({0}, [], [], [], 0)


@pytest.mark.parametrize("kind", OF_CLIENTS)
def test_books_of_the_association_come_back_and_change_nothing(golden_books, tmp_path, kind):
    path, before = written(kind, tmp_path), events()
    report = take_in(path, kind)
    assert nothing_came_of(report), report
    assert (report["read"] > 100, events()) == (True, before)


def test_books_of_the_association_make_the_same_register_anew(golden_books, tmp_path):
    paths = {kind: written(kind, tmp_path) for kind in OF_CLIENTS}
    before = facts()
    with auditing.act(by="cli"):
        for model in (Outcome, ActivityTerms, Activity, Assignment, Enrolment, Client):
            model._base_manager.all().delete()
    for kind in OF_CLIENTS:
        take_in(paths[kind], kind)
    assert facts() == before


def test_text_with_whatever_a_keyboard_types_comes_back_and_is_nobody_elses(project, tmp_path):
    for number, text in enumerate(NAUGHTY):
        facts = {"client_number": f"00{number}", "last_name": text, "note": text, "address": text}
        EnrolmentFactory(client=ClientFactory(**facts), project=project)
    assert nothing_came_of(
        take_in(written("clients", tmp_path, project.code), "clients", project_code=project.code)
    )


def test_nothing_that_tells_where_a_restricted_client_is_goes_out(project, tmp_path):
    municipality = MunicipalityFactory()
    facts = {"phone": "040 1", "email": "a@b.example", "address": "Katu 1", "note": "Kemissä"}
    client = EnrolmentFactory(
        project=project, client=ClientFactory(municipality=municipality, **facts)
    ).client
    (
        ActivityFactory(client=client, place="Hotelli"),
        OutcomeFactory(client=client, project=project, detail="Hotelli"),
    )
    ActivityFactory(client=client, kind="vocational")
    told = {kind: lines(kind, project) for kind in OF_CLIENTS}
    assert [told[kind][0].values[name] for kind, name in PLACES] == ["Katu 1", "Hotelli", "Hotelli"]
    records.change(client=client, has_safety_restriction=True, by="cli")
    told = {kind: lines(kind, project) for kind in OF_CLIENTS}
    (stay,) = told["clients"]
    assert {"phone", "email", "address", "municipality", "note"}.isdisjoint(stay.values)
    assert ([line.values["activity"] for line in told["activities"]], told["outcomes"]) == (
        ["vocational"],
        [],
    )
    assert all(line.is_guarded for line in (stay, *told["activities"]))
    for kind in OF_CLIENTS[:2]:
        report = take_in(written(kind, tmp_path, project.code), kind, project_code=project.code)
        assert nothing_came_of(report), report


def test_identity_code_in_a_note_is_masked(project):
    EnrolmentFactory(client=ClientFactory(note="Hetu 010190-900P."), project=project)
    assert lines("clients", project)[0].values["note"] == "Hetu 010190-****."


def test_coach_of_a_stay_is_whoever_came_last_on_its_days(project):
    stay = EnrolmentFactory(project=project, ends_on=dt.date(2021, 6, 30))
    for name, starts_on in (("Aino", 1), ("Olga", 5), ("Omar", 7)):
        coach = UserFactory(first_name=name, last_name="Valmentaja")
        AssignmentFactory(client=stay.client, coach=coach, starts_on=dt.date(2021, starts_on, 1))
    assert lines("clients", project)[0].values["coach"] == "Olga Valmentaja"


@pytest.mark.parametrize(("kind", "questions"), [("clients", 2), ("activities", 2), ("outcomes", 1)])
def test_lines_take_as_many_questions_for_three_clients_as_for_one(
    project, kind, questions, django_assert_num_queries
):
    resource = KINDS[kind](project=project, today=TODAY, by=UserFactory())
    for count in (1, 2, 3):
        stay = EnrolmentFactory(project=project)
        ActivityFactory(client=stay.client)
        OutcomeFactory(client=stay.client, project=project)
        AssignmentFactory(client=stay.client)
        with django_assert_num_queries(questions):
            assert len(list(resource.lines())) == count


def test_row_of_a_stay_in_another_project_is_refused(project, tmp_path):
    stay = EnrolmentFactory(project=project)
    path = written("clients", tmp_path, project.code)
    other = EnrolmentFactory(client=stay.client, starts_on=dt.date(2021, 2, 1)).project
    report = take_in(path, "clients", project_code=other.code)
    assert [(each["row"], each["column"]) for each in report["refused"]] == [(2, "Hankekoodi")]
