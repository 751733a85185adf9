"""The association's own five books, and the sixth with a fault in nearly every row, taken in after them."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count, Sum

from clients.models import Activity, Assignment, Client, Enrolment, Outcome
from ohjaamo.books import read_book
from staff.models import ImportBatch, ImportRow, User
from tests.golden import BOOKS, CODE, EXPECTED, IN_ORDER, take_in
from tests.house.rooms import event_models

pytestmark = pytest.mark.django_db

FAULTY = "asiakkaat_virheita.xlsx"
# What each planted fault is answered: the list of the report, the column, the words that must be in the message.
ANSWERS = {
    3: ("refused", "Hetu", "tarkistusmerkki"),
    4: ("refused", "Syntymäaika", "Helmikuussa 1990 ei ole 31. päivää. Kirjoita päivä muodossa 28.2.1990."),
    5: ("refused", "Asiakkuus päättyi", "Viimeinen päivä on ennen ensimmäistä."),
    6: ("refused", "Kotikunta", "”Atlantis” ei ole tuntemamme kunta."),
    7: ("refused", "Sukunimi", "Nimi puuttuu."),
    8: ("refused", "Syntymäaika", "tulevaisuudessa"),
    9: ("warnings", "Syntymäaika", "17–63"),
    10: ("refused", "Kansalaisuus", "”Narnia” ei ole tuntemamme maa."),
    11: ("refused", "Asiakkuus alkoi", "”keväällä 2022” ei ole päivämäärä."),
    12: ("refused", "Etunimi", "kaava"),
    13: ("refused", "Asiakkuus alkoi", "jo asiakkuus tässä hankkeessa"),
    15: ("warnings", "Asiakasnro", "Rivi on sama kuin rivi 14"),
    16: ("refused", "Asiakkuus alkoi", "Aloituspäivä puuttuu."),
    17: ("refused", "Hetu", "Henkilötunnuksessa on eri syntymäaika"),
}


def run(path: Path, kind: str, **options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command("import_book", str(path), kind=kind, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def events() -> int:
    return sum(model.objects.count() for model in event_models())


def test_five_books_give_the_figures_of_the_association(golden_books):
    kinds = Outcome.objects.values_list("kind").annotate(events=Sum("quantity"))
    assert (Client.objects.count(), Enrolment.objects.count()) == (
        EXPECTED["clients"],
        EXPECTED["enrolments"],
    )
    assert Activity.objects.count() == EXPECTED["activity_spells"]
    assert dict(kinds.order_by("kind")) == EXPECTED["results"]
    nationalities = {
        code for codes in Client.objects.values_list("nationalities", flat=True) for code in codes
    }
    assert len(nationalities) == EXPECTED["nationalities"]


def test_five_books_leave_no_row_refused_waiting_or_uncounted(golden_books):
    for name, report in golden_books.items():
        assert (report["refused"], report["questions"]) == ([], [])
        assert (
            report["read"] + report["skipped"]
            == report["rows"]
            == read_book(BOOKS / name).sheet.rows[-1].number
        )
    assert {row["why"] for row in golden_books["asiakkaat_2019.xls"]["skipped_rows"]} == {
        "title",
        "blank",
        "heading",
        "total",
    }


def test_five_books_made_every_coach_an_inactive_user(golden_books):
    coaches = User.objects.filter(assignments__isnull=False).distinct()
    assert sorted(map(str, coaches)) == [f"{name} Valmentaja" for name in ("Aino", "Hodan", "Olga", "Omar")]
    assert set(coaches.values_list("is_active", "email")) == {(False, None)}
    assert Assignment.objects.count() == EXPECTED["enrolments"]


def test_returning_clients_without_a_number_are_recognised(golden_books):
    matched = golden_books["asiakkaat_2020.ods"]["matched"]
    returning = [(row["row"], row["client"], row["why"]) for row in matched if row["why"] != "client_number"]
    assert returning == [
        (58, "60", "birth_date_and_names"),
        (59, "109", "identity_code"),
        (60, "136", "identity_code"),
    ]
    maria = Client.objects.get(client_number="60")
    assert Client.objects.filter(born_on=maria.born_on).count() == 2
    assert Client.objects.annotate(stays=Count("enrolments")).filter(stays__gt=1).count() == 19


def test_second_import_of_every_book_changes_no_row_and_leaves_no_event(golden_books):
    before = events()
    for name, kind in IN_ORDER:
        report = take_in(BOOKS / name, kind)
        assert set(report["created"].values()) | set(report["updated"].values()) == {0}
        assert report["unchanged"] == report["read"]
        assert (report["refused"], report["questions"]) == ([], [])
    assert events() == before


def test_every_event_of_an_import_names_its_batch(golden_books):
    batches = {report["batch"] for report in golden_books.values()}
    for tracked in (Client, Enrolment, Assignment, Activity, Outcome):
        model = next(model for model in event_models() if model.pgh_tracked_model is tracked)
        contexts = model.objects.values_list("pgh_context__metadata", flat=True)
        assert {context.get("batch") for context in contexts} <= batches
        assert {context["actor"] for context in contexts} == {"cli"}


def test_faulty_book_is_answered_row_by_row_and_the_good_rows_go_in(golden_books):
    report = run(BOOKS / FAULTY, "clients", project=CODE)
    assert {row["row"] for row in EXPECTED["faulty_book"]} == {2, 14, *ANSWERS}
    found = {
        row["row"]: (name, row["column"], row["message"])
        for name in ("warnings", "refused")
        for row in reversed(report[name])
    }
    assert set(found) == set(ANSWERS)
    for number, (name, column, words) in ANSWERS.items():
        assert found[number][:2] == (name, column)
        assert words in found[number][2]
    assert Counter(row["row"] for row in report["refused"])[17] == 2
    assert report["created"] == {
        "clients": 3,
        "enrolments": 3,
        "activities": 0,
        "outcomes": 0,
        "assignments": 0,
        "coaches": 0,
    }
    added = Client.objects.filter(client_number__in=range(900, 999)).values_list("client_number", flat=True)
    assert sorted(added) == ["901", "908", "912"]


def test_faulty_book_never_has_an_identity_code_repeated(golden_books):
    report = run(BOOKS / FAULTY, "clients", project=CODE)
    kept = str(list(ImportRow.objects.values_list("messages", flat=True)))
    for code in ("900P", "900A", "9451"):
        assert code not in json.dumps(report) + kept


def test_import_book_answers_the_keys_that_scripts_rely_on(golden_books):
    report = run(BOOKS / "asiakkaat_2020.ods", "clients", project=CODE)
    assert set(report) == {
        "batch",
        "rows",
        "read",
        "skipped",
        "skipped_rows",
        "created",
        "updated",
        "unchanged",
        "matched",
        "differences",
        "warnings",
        "refused",
        "questions",
    }
    assert report["batch"] == ImportBatch.objects.latest("pk").pk
    assert report["differences"] == [{"row": 59, "column": "Nimi", "ours": "Ahmed", "book": "Ahmad"}]
