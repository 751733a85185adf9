"""Who a row is about when a person has said so, and whom somebody's importing reaches."""

from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from clients import records
from clients.models import Client
from ohjaamo.periods import today
from projects import import_access
from projects.book_kinds import KINDS
from projects.models import Project
from staff import answers, auditing, imports
from staff.models import ImportBatch, User
from staff.permissions import Role
from staff.verdicts import Answer
from tests.clients.intakes.scenes import CLIENTS, take_in
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.imports import staged_batch
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

BORN, NEW_YEAR = "1.2.1990", "1.1.1990"
CODE, OTHER_CODE = "010290-900H", "010290-901J"
TITLES = ["Nro", "Sukunimi", "Etunimi", "Hetu", "Synt.aika", "Puhelin", "Aloitus pvm"]
ELSEWHERE = "Tämä numero tai henkilötunnus on käytössä muualla. Kysy pääkäyttäjältä tai projektipäälliköltä."


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


def client_in(project: Project, number: str, name: str = "Abdi Halima", **facts: Any) -> Client:
    last_name, first_names = name.split()
    client = ClientFactory(
        client_number=number,
        last_name=last_name,
        first_names=first_names,
        **({"born_on": "1990-01-01"} | facts),
    )
    EnrolmentFactory(client=client, project=project, starts_on="2019-02-01", ends_on="2019-03-01")
    return client


def row(
    number: str = "", name: str = "Abdi Halima", code: str = "", born: str = NEW_YEAR, phone: str = ""
) -> list[str]:
    return [number, *name.split(), code, born, phone, "1.3.2021"]


def judged(batch: ImportBatch, by: User) -> list[list[dict[str, Any]]]:
    """What is said of each row, by kind."""
    batch.refresh_from_db()
    import_access.judge(batch, by, today())
    return [each.messages for each in batch.rows.filter(skipped="").order_by("number")]


def kinds(batch: ImportBatch, by: User) -> list[list[str]]:
    return [[message["kind"] for message in messages] for messages in judged(batch, by)]


def say(batch: ImportBatch, number: int, **said: Any) -> None:
    answers.say(rows=[batch.rows.get(number=number)], answer=Answer(**said))


@pytest.fixture
def book(project, secretary):
    return lambda *rows: staged_batch(project, by=secretary, titles=TITLES, rows=list(rows))


def test_question_names_its_people_by_number_and_key_with_the_reasons(project, secretary, book):
    client = client_in(project, "7")
    [[question]] = judged(book(row()), secretary)
    assert question == {
        "kind": "question",
        "candidates": ["7"],
        "people": [{"client": "7", "row": None, "pk": client.pk, "why": ["sama syntymäpäivä", "sama nimi"]}],
    }


def test_question_about_somebody_whom_the_book_makes_names_the_row(secretary, book):
    [_made, [question]] = judged(book(row("50"), row()), secretary)
    assert [(person["client"], person["row"], person["pk"]) for person in question["people"]] == [
        ("", 2, None)
    ]
    assert question["candidates"] == ["50"]


def test_row_said_to_be_a_client_is_about_them(project, secretary, book):
    client_in(project, "7")
    batch = book(row())
    say(batch, 2, same_as="7")
    assert judged(batch, secretary)[0][0] == {"kind": "matched", "client": "7", "why": "answer"}
    assert batch.counts["created"]["clients"] == 0


def test_row_said_to_be_the_same_as_another_row_makes_no_second_client(secretary, book):
    batch = book(row("50"), row(phone="040 1234567"))
    say(batch, 3, same_as_row=2)
    judged(batch, secretary)
    assert (batch.counts["created"]["clients"], batch.counts["updated"]["clients"]) == (1, 1)


def test_row_said_to_be_new_makes_a_client_though_it_is_like_one(project, secretary, book):
    client_in(project, "7")
    batch = book(row())
    say(batch, 2, is_new=True)
    judged(batch, secretary)
    assert batch.counts["created"]["clients"] == 1


@pytest.mark.parametrize("said", [{"same_as": "77"}, {"same_as_row": 2}])
def test_answer_that_no_longer_fits_makes_the_question_come_back(project, secretary, book, said):
    client_in(project, "7")
    batch = book(row(name="Noor Zahra", born="keväällä"), row())
    say(batch, 3, **said)
    assert kinds(batch, secretary) == [["refused"], ["question"]]
    assert [each.number for each in answers.waiting(batch)] == [3]


def test_answer_that_an_identity_code_contradicts_is_refused(project, secretary, book):
    client_in(project, "7", personal_identity_code=OTHER_CODE)
    batch = book(row(code=CODE, born=""))
    say(batch, 2, same_as="7")
    assert kinds(batch, secretary) == [["refused"]]


def test_row_of_a_known_client_with_ticks_takes_those_and_never_number_or_code(project, secretary, book):
    client = client_in(project, "7", phone="040 1", email="a@b.fi", born_on="1990-02-01")
    batch = book(row("8", "Abdi Halimo", born=BORN, phone="050 2"))
    ticks = frozenset({"phone", "client_number", "personal_identity_code"})
    say(batch, 2, same_as="7", taken=ticks)
    taker = import_access.taker_for(batch, secretary, today())
    imports.apply(batch=batch, taker=taker, by=secretary)
    client.refresh_from_db()
    assert (client.client_number, client.first_names, client.phone) == ("7", "Halima", "050 2")
    told = [(m["kind"], m["field"]) for m in batch.rows.get(number=2).messages if "field" in m]
    assert told == [("difference", "client_number"), ("difference", "first_names"), ("taken", "phone")]


@pytest.mark.parametrize("restricts", [True, False])
def test_row_of_a_restricted_client_takes_nothing_that_was_ticked(project, secretary, restricts):
    client = client_in(
        project, "7", has_safety_restriction=not restricts, gender="female", born_on="1990-02-01"
    )
    titles, last = [*TITLES, "Sukupuoli", "Turvakielto"], ["mies", "k"]
    batch = staged_batch(project, by=secretary, titles=titles, rows=[[*row("7", born=BORN), *last]])
    say(batch, 2, same_as="7", taken=frozenset({"gender"}))
    imports.apply(batch=batch, taker=import_access.taker_for(batch, secretary, today()), by=secretary)
    client.refresh_from_db()
    assert (client.gender, client.has_safety_restriction) == ("female", True)


def fingerprint() -> dict[str, list[Any]]:
    """Every row of people and what is theirs, as the database holds it."""
    models = [model for model in apps.get_app_config("clients").get_models() if "Event" not in model.__name__]
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


def strangers() -> list[Client]:
    """Clients of another project, one of them with a number that went away in a merge."""
    elsewhere = ProjectFactory(code="MUUALLA")
    return [
        client_in(elsewhere, "7", born_on="1990-02-01", personal_identity_code=CODE, phone="040 1234567"),
        client_in(elsewhere, "8", "Noor Zahra", phone="040 7654321"),
        ClientFactory(client_number="9", last_name="Virta", first_names="Aino"),
    ]


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.MANAGER])
def test_book_with_every_number_and_key_of_another_project_touches_nobody_there(project, member_of, role):
    others, by = strangers(), member_of(role)
    titles = ["id", "pk", *TITLES]
    rows = [
        [each.pk, each.pk, *row(each.client_number, f"{each.last_name} {each.first_names}")]
        for each in others
    ]
    before = fingerprint()
    batch = staged_batch(project, by=by, titles=titles, rows=rows)
    report = imports.apply(batch=batch, taker=import_access.taker_for(batch, by, today()), by=by)
    assert [(each["row"], each["column"], each["message"]) for each in report["refused"]] == [
        (number, "Nro", ELSEWHERE) for number in (2, 3, 4)
    ]
    assert fingerprint() == before


@pytest.mark.parametrize(
    ("said", "column"),
    [(row("7"), "Nro"), (row("50", code=CODE, born=""), "Nro"), (row(code=CODE, born=""), "Hetu")],
)
def test_number_or_code_in_use_elsewhere_is_refused_in_the_same_words(secretary, book, said, column):
    strangers()
    [[message]] = judged(book(said), secretary)
    assert (message["kind"], message["column"], message["message"]) == ("refused", column, ELSEWHERE)


def test_likeness_never_offers_a_client_of_another_project(secretary, book):
    strangers()
    batch = book(row(born=BORN, phone="040 1234567"), row("", "Noor Zahra", phone="040 7654321"))
    assert kinds(batch, secretary) == [[], []]
    assert batch.counts["created"]["clients"] == 2


def test_book_of_activities_tells_nothing_of_a_client_of_another_project(project, secretary):
    strangers()
    titles, rows = ["Nro", "Toiminta", "Alkoi"], [["7", "työ", "1.3.2021"], ["99", "työ", "1.3.2021"]]
    batch = staged_batch(project, by=secretary, titles=titles, rows=rows, kind="activities")
    messages = [each[0]["message"] for each in judged(batch, secretary)]
    assert messages == [ELSEWHERE, "Tällaista asiakasta ei ole rekisterissä. Tuo ensin asiakas."]


def test_client_of_a_withdrawn_stay_is_out_of_reach(project, secretary, book):
    client = client_in(project, "7", born_on="1990-02-01")
    assert kinds(book(row("7", born=BORN)), secretary) == [["matched"]]
    stay = client.enrolments.get()
    stay.withdrawn_at, stay.withdrawn_by, stay.withdrawn_reason = timezone.now(), secretary, "väärä henkilö"
    with auditing.act(by="cli"):
        stay.save()
    assert kinds(book(row("7", born=BORN)), secretary) == [["refused"]]


def test_house_itself_reaches_every_client(tmp_path, project):
    strangers()
    report = take_in(
        tmp_path, "clients", CLIENTS, ["7", "Abdi", "Halima", "", BORN, "1.3.2021", "", ""], project=project
    )
    assert [each["client"] for each in report["matched"]] == ["7"]


def test_client_made_by_the_same_book_is_within_reach_of_its_later_rows(secretary, book):
    batch = book(row("50", born=BORN), row("50", born=BORN, phone="040 1234567"))
    assert kinds(batch, secretary) == [[], ["matched"]]


def test_no_column_of_any_book_is_a_primary_key():
    columns = {(name, kind.fields[name].attribute) for kind in KINDS.values() for name in kind.fields}
    assert [name for name, attribute in columns if name in ("pk", "id") or attribute in ("pk", "id")] == []


def test_restricted_candidate_is_asked_about_without_reasons(project, secretary, book):
    client = client_in(project, "7")
    records.change(client=client, has_safety_restriction=True, by="cli")
    [[question]] = judged(book(row()), secretary)
    assert question["people"][0]["why"] == []
