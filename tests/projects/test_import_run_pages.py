"""From the preview over the start to the end of an import, and back again, as the secretary sees it."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from clients.models import Client
from ohjaamo.periods import today
from projects import import_runs
from staff.models import ImportBatch, ImportRow, ImportTask
from staff.permissions import Role
from tests.factories.imports import ROWS, staged_batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def browser(signed_in, secretary):
    return signed_in(secretary)


@pytest.fixture
def batch(project, secretary):
    return staged_batch(project, by=secretary)


def url(name, batch):
    return reverse(f"projects:import{name and f'-{name}'}", args=[batch.pk])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def start(browser, batch):
    """As the button of the preview does it."""
    browser.get(url("preview", batch))
    batch.refresh_from_db()
    return browser.post(url("start", batch), {"seen": batch.judged_at.isoformat()})


def work():
    """What the worker does."""
    import_runs.run(task=ImportTask.objects.get(ended_at=None).pk, today=today())


def beat(seconds):
    """A worker was heard so many seconds ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second')",
            [seconds],
        )


def said(answer):
    return [str(each) for each in answer.context["messages"]]


def test_preview_counts_the_rows_and_lists_them(browser, batch):
    page = browser.get(url("preview", batch))
    assert [share.count for share in page.context["preview"].shares] == [2, 0, 0, 0]
    assert "Tuo 2 riviä" in text_of(page)
    assert page.context["titles"] == [
        "Nro", "Sukunimi", "Etunimi", "Synt.aika", "Kansalaisuus", "Kunta", "Aloitus pvm", "Lopetus pvm"
    ]  # fmt: skip


def test_preview_shows_value_by_value_what_changes(browser, batch):
    browser.get(url("preview", batch))
    change = {"thing": "asiakas", "column": "Puhelin", "old": "", "new": "040 2"}
    ImportRow.objects.filter(number=2).update(status="updated", changes=[change])
    page = text_of(browser.get(url("preview", batch), {"show": "updated"}))
    assert 'Asiakas, Puhelin:</span> <del dir="auto">tyhjä</del>' in page
    assert '<ins dir="auto">040 2</ins>' in page


def test_preview_asks_the_database_as_often_for_one_row_as_for_three(
    browser, project, secretary, django_assert_num_queries
):
    for rows in (ROWS[:1], [*ROWS, ["903", *ROWS[0][1:]]]):
        batch = staged_batch(project, by=secretary, rows=rows)
        browser.get(url("preview", batch))
        with django_assert_num_queries(8):
            browser.get(url("preview", batch), {"show": "created"})


def test_start_of_a_book_changed_after_the_preview_leads_back_to_it(browser, batch):
    browser.get(url("preview", batch))
    answer = browser.post(url("start", batch), {"seen": timezone.now().isoformat()}, follow=True)
    assert answer.redirect_chain == [(url("preview", batch), 302)]
    assert said(answer) == ["Taulukkoa on muutettu tämän esikatselun jälkeen. Tässä on tilanne nyt."]
    assert ImportTask.objects.count() == 0


def test_start_leads_to_the_progress_and_pressed_twice_to_the_same(browser, batch):
    first, second = start(browser, batch), browser.post(url("start", batch), {})
    assert first["Location"] == second["Location"] == url("", batch)
    assert ImportTask.objects.count() == 1
    page = text_of(browser.get(url("", batch)))
    assert "Odottaa vuoroaan." in page
    assert 'hx-trigger="every 2s"' in page
    assert browser.get(url("preview", batch))["Location"] == url("", batch)


def test_progress_says_how_far_it_is_and_how_long_it_takes_and_aloud_each_quarter_only(browser, batch):
    start(browser, batch)
    ago = timezone.now() - dt.timedelta(seconds=10)
    ImportTask.objects.update(started_at=ago, done_rows=50, all_rows=100)
    part = text_of(browser.get(url("progress", batch), {"quarter": "1"}))
    assert '<p id="how-far" data-announce>50 / 100 riviä, noin 1' in part
    assert "?quarter=2" in part
    assert "data-announce" not in text_of(browser.get(url("progress", batch), {"quarter": "2"}))
    assert "data-announce" in text_of(browser.get(url("progress", batch), {"quarter": "²"}))


def test_end_is_said_aloud_with_counts_and_undo(browser, batch):
    start(browser, batch)
    work()
    part = text_of(browser.get(url("progress", batch), {"quarter": "4"}))
    assert '<h2 id="done" data-announce>Taulukko on tuotu</h2>' in part
    assert "hx-get" not in part
    batch.refresh_from_db()
    day = timezone.localdate(batch.applied_at + dt.timedelta(days=30))
    assert f"Kumottavissa {day.day}.{day.month}.{day.year} asti." in part
    assert f'href="/clients/?imported={batch.pk}"' in part


def test_queue_without_a_worker_is_said_to_rest(browser, batch):
    start(browser, batch)
    assert not browser.get(url("", batch)).context["standing"].is_halted
    ImportTask.objects.update(asked_at=timezone.now() - dt.timedelta(seconds=31))
    beat(31)
    assert "Mikään ei ole hetkeen edennyt" in text_of(browser.get(url("", batch)))
    beat(1)
    assert not browser.get(url("", batch)).context["standing"].is_halted


def test_failure_is_told_with_the_way_on(browser, batch, secretary):
    start(browser, batch)
    ImportBatch.objects.update(judged_at=None)
    work()
    page = text_of(browser.get(url("", batch)))
    assert "Taulukkoa on muutettu esikatselun jälkeen." in page
    assert url("preview", batch) in page


def test_twin_that_was_not_taken_in_leads_to_the_one_that_was(browser, batch, project, secretary):
    twin = staged_batch(project, by=secretary)
    ImportBatch.objects.update(sha256=batch.sha256)
    for each in (batch, twin):
        start(browser, each)
    for task in ImportTask.objects.order_by("pk"):
        import_runs.run(task=task.pk, today=today())
    page = text_of(browser.get(url("", twin)))
    assert "Sama tiedosto tuotiin juuri" in page
    assert f'<a href="{url("", batch)}">Tehty tuonti: asiakkaat.xlsx</a>' in page


def test_import_is_undone_and_prepared_again(browser, batch):
    start(browser, batch)
    work()
    assert browser.post(url("undo", batch))["Location"] == url("", batch)
    assert "Tuontia kumotaan" in text_of(browser.get(url("", batch)))
    work()
    page = browser.get(url("", batch))
    assert ("Kaikki on niin kuin ennen tuontia." in text_of(page), Client.objects.count()) == (True, 0)
    answer = browser.post(url("again", batch))
    again = ImportBatch.objects.latest("pk")
    assert answer["Location"] == url("preview", again)
    start(browser, again)
    work()
    assert Client.objects.count() == len(ROWS)


def test_what_an_undoing_left_is_named_by_thing_and_number(browser, batch):
    start(browser, batch)
    work()
    batch.refresh_from_db()
    client = Client.objects.get(client_number="901")
    ImportBatch.objects.update(
        state="undone",
        undone_at=timezone.now(),
        counts=batch.counts | {"left": [
            {"model": "clients.client", "key": client.pk, "why": "touched"},
            {"model": "clients.enrolment", "key": client.enrolments.get().pk, "why": "needed"},
            {"model": "clients.client", "key": 0, "why": "touched"},
        ]},
    )  # fmt: skip
    page = browser.get(url("", batch))
    assert [(row["client"] and row["client"].client_number, row["why"]) for row in page.context["left"]] == [
        ("901", "touched"),
        ("901", "needed"),
        (None, "touched"),
    ]
    assert "3 tietoa jää ennalleen" in text_of(page)
    assert f'<a href="/clients/{client.pk}/facts/">901</a>' in text_of(page) or "901</a>" in text_of(page)


def test_import_whose_thirty_days_are_over_has_no_undo(browser, batch):
    start(browser, batch)
    work()
    ImportBatch.objects.update(applied_at=timezone.now() - dt.timedelta(days=31))
    page = text_of(browser.get(url("", batch)))
    assert (url("undo", batch) in page, "tuontia ei voi enää kumota" in page) == (False, True)


def test_book_thrown_away_is_said_so(browser, batch):
    answer = browser.post(url("discard", batch), follow=True)
    assert said(answer) == ["asiakkaat.xlsx hylättiin. Mitään ei tuotu."]
    assert ImportBatch.objects.count() == 0


def test_book_that_was_taken_in_is_neither_thrown_away_nor_open_at_its_steps(browser, batch):
    start(browser, batch)
    work()
    answer = browser.post(url("discard", batch))
    assert (answer["Location"], ImportBatch.objects.count()) == (url("", batch), 1)
    assert browser.get(url("columns", batch)).status_code == 404


def test_book_whose_rows_were_forgotten_says_so(browser, batch):
    ImportRow.objects.all().delete()
    assert "Taulukon rivit on poistettu" in text_of(browser.get(url("", batch)))
    assert browser.get(url("preview", batch))["Location"] == url("", batch)
