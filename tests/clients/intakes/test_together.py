"""Rows taken together come to the same as rows taken one by one, whatever the database refuses of them."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from clients import enrolments
from clients.models import Assignment, Client, Enrolment
from staff import taking
from staff.models import User
from staff.taking import Taking
from tests import golden
from tests.clients.intakes.scenes import CLIENTS, take_in, told
from tests.factories.clients import ClientFactory
from tests.house.rooms import event_models

pytestmark = pytest.mark.django_db

NAMES = ("", "Halima", "Olga", "Aino", "Tuomas", "Samir", "Kirsi")
OMAR = "Omar Valmentaja"
# A trigger that refuses whoever is called Olga, in the words of one of our constraints.
REFUSE_OLGA = """
    CREATE FUNCTION refuse_olga() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'no Olga' USING ERRCODE = 'unique_violation', CONSTRAINT = 'clients_client_number_once';
    END $$;
    CREATE TRIGGER refuse_olga AFTER INSERT ON clients_client
        FOR EACH ROW WHEN (NEW.first_names = 'Olga') EXECUTE FUNCTION refuse_olga();
"""


@pytest.fixture
def taken(tmp_path, project):
    def take(*rows):
        return take_in(tmp_path, "clients", CLIENTS, *rows, project=project)

    return take


@pytest.fixture
def both_ways(monkeypatch):
    """What a deed answers and leaves in the history, done with rows taken together and with each by itself."""

    def one_by_one(self, lines):
        for line in lines:
            self._alone(line)

    def do(deed):
        found = []
        for way in (Taking._together, one_by_one):
            monkeypatch.setattr(Taking, "_together", way)
            with transaction.atomic():
                found.append((deed(), history()))
                transaction.set_rollback(True)
        return found

    return do


def somebody(number: int, start: str = "1.3.2021", *, hetu: str = "", coach: str = "") -> list[str]:
    return [str(number), "Abdi", NAMES[number], hetu, f"{number}.2.1990", start, "", coach]


def overlapping(number: int, *, coach: str = "") -> list[str]:
    """A second stay over the first of the same client, which the database alone refuses."""
    return somebody(number, "1.4.2021", coach=coach)


def numbers() -> list[str]:
    return list(Client.objects.order_by("pk").values_list("client_number", flat=True))


class Places(dict[Any, dict[int, int]]):
    """For each table the places of its rows among their keys, which stand for the keys."""

    def __missing__(self, model: Any) -> dict[int, int]:
        keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
        self[model] = {key: place for place, key in enumerate(keys)}
        return self[model]


def history() -> dict[str, list[Any]]:
    """Every event with all its columns, and who did it."""
    places = Places()
    return {model.__name__: [_told(event, places) for event in _events(model)] for model in event_models()}


def _events(model: Any) -> Any:
    return model.objects.select_related("pgh_context").order_by("pgh_obj_id", "pgh_id")


def _told(event: Any, places: Places) -> dict[str, Any]:
    facts = {"actor": event.pgh_context.metadata["actor"]}
    for column in event._meta.concrete_fields:
        if column.attname in ("id", "pgh_id", "pgh_created_at", "pgh_context_id"):
            continue
        value = getattr(event, column.attname)
        is_key = column.is_relation and value is not None
        facts[column.attname] = places[column.related_model][value] if is_key else value
    return facts


@pytest.mark.parametrize("place", [1, 2, 4], ids=["early", "in the middle", "last"])
def test_rows_with_one_that_the_database_alone_refuses_go_in_but_for_that_one(taken, place):
    rows = [somebody(number) for number in (1, 2, 3, 4)]
    rows.insert(place, overlapping(1))
    report = taken(*rows)
    assert [(each["row"], each["column"], each["message"]) for each in report["refused"]] == [
        (place + 2, "Alkoi", "Asiakkaalla on jo asiakkuus tässä hankkeessa näinä päivinä.")
    ]
    assert (report["created"], numbers()) == ({"clients": 4, "enrolments": 4}, ["1", "2", "3", "4"])


def test_rows_with_two_faulty_ones_go_in_but_for_those_in_order(taken):
    rows = [overlapping(1), somebody(3), overlapping(2), somebody(4)]
    report = taken(somebody(1), somebody(2), *rows)
    assert told(report, "refused") == [(4, "Alkoi"), (6, "Alkoi")]
    assert (numbers(), Enrolment.objects.count()) == (["1", "2", "3", "4"], 4)


def test_last_row_of_a_part_that_the_database_refuses_is_refused_alone(taken, monkeypatch):
    monkeypatch.setattr(taking, "ROWS_TOGETHER", 3)
    report = taken(somebody(1), somebody(2), overlapping(1), somebody(3), somebody(4))
    assert told(report, "refused") == [(4, "Alkoi")]
    assert numbers() == ["1", "2", "3", "4"]


def test_row_that_a_trigger_refuses_in_our_words_is_refused_alone(taken):
    with connection.cursor() as cursor:
        cursor.execute(REFUSE_OLGA)
    report = taken(*(somebody(number) for number in (1, 2, 3)))
    assert [(each["row"], each["message"]) for each in report["refused"]] == [
        (3, "Tämä asiakasnumero on jo toisella asiakkaalla.")
    ]
    assert numbers() == ["1", "3"]


def test_row_that_a_trigger_refuses_in_its_own_words_breaks_the_book_off_with_them(taken, monkeypatch):
    monkeypatch.setattr(enrolments, "_refuse_outside_project", lambda enrolment: None)
    with pytest.raises(IntegrityError, match="outside the days of its project"):
        taken(somebody(1), somebody(2, "1.3.1991"), somebody(3))
    assert numbers() == []


def test_coach_made_by_a_row_that_comes_to_nothing_is_made_by_the_next(taken):
    rows = [somebody(1, coach=OMAR), overlapping(1, coach="Olga Uusi"), somebody(2, coach="Olga Uusi")]
    report = taken(*rows, somebody(3, coach=OMAR))
    assert (told(report, "refused"), told(report, "warnings")) == (
        [(3, "Alkoi")],
        [(2, "Valmentaja"), (4, "Valmentaja")],
    )
    assert sorted(map(str, User.objects.filter(assignments__isnull=False).distinct())) == ["Olga Uusi", OMAR]
    assert Assignment.objects.count() == 3


def test_rows_without_a_number_are_counted_on_from_the_register_and_the_book(taken):
    ClientFactory(client_number="A-0004")
    unnumbered = [["", *somebody(number)[1:]] for number in (1, 2, 3)]
    given = ["A-0007", *somebody(4)[1:]]
    report = taken(unnumbered[0], given, overlapping_of(unnumbered[0]), unnumbered[1], unnumbered[2])
    assert told(report, "refused") == [(4, "Alkoi")]
    assert numbers() == ["A-0004", "A-0005", "A-0007", "A-0008", "A-0009"]


def overlapping_of(row: list[str]) -> list[str]:
    return [*row[:5], "1.4.2021", "", ""]


def test_rows_that_fill_what_rows_before_them_made_leave_the_same_history_either_way(both_ways, taken):
    rows = [
        somebody(1, coach=OMAR),
        somebody(2),
        somebody(1, hetu="010290-900H"),
        overlapping(2),
        [*somebody(2)[:6], "5.5.2021", OMAR],
        [*somebody(1)[:6], "6.5.2021", ""],
        somebody(3),
        overlapping(3),
    ]
    together, one_by_one = both_ways(lambda: _without_batch(taken(*rows)))
    assert together == one_by_one
    assert together[0]["updated"] == {"clients": 1, "enrolments": 2, "assignments": 1}


@pytest.mark.parametrize("name", ["asiakkaat_2021-2022.csv", "asiakkaat_virheita.xlsx"])
def test_old_books_come_to_the_same_report_and_history_either_way(both_ways, name):
    golden.make_project()
    books = [
        (name, "clients"),
        ("toiminta_2019-2022.xlsx", "activities"),
        ("tulokset_2019-2022.xlsx", "outcomes"),
    ]
    together, one_by_one = both_ways(
        lambda: [_without_batch(golden.take_in(golden.BOOKS / book, kind)) for book, kind in books]
    )
    assert together == one_by_one


def _without_batch(report: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in report.items() if name != "batch"}
