import datetime as dt

import pytest
from django.urls import reverse

from coaching.models import Instrument, InstrumentBand
from staff.permissions import Role
from tests.factories.assessments import InstrumentFactory, InstrumentItemFactory, MeasurementFactory

pytestmark = pytest.mark.django_db

FACTS = {"name": "Voimavarat", "version": "2026", "lowest": "1", "highest": "5", "starts_on": "2026-01-01"}


@pytest.fixture
def browser(signed_in, member_of):
    return signed_in(member_of(Role.COORDINATOR))


@pytest.fixture
def send(browser):
    def post(verb, row, /, **sent):
        return browser.post(reverse(f"coaching:{verb}", args=[row.pk]), sent)

    return post


def page_of(instrument) -> str:
    return reverse("coaching:instrument", args=[instrument.pk])


@pytest.mark.parametrize("count", [1, 3])
def test_list_counts_questions_and_measurements_in_one_question(browser, django_assert_num_queries, count):
    for _each in range(count):
        instrument = InstrumentFactory()
        InstrumentItemFactory(instrument=instrument, position=1, language="eng", text="How near?")
        for _time in range(count):
            MeasurementFactory(instrument=instrument)
    with django_assert_num_queries(4):
        rows = browser.get(reverse("coaching:instruments")).context["instruments"]
        assert [(row.questions, row.times) for row in rows] == [(2, count)] * count


def test_list_without_instruments_says_so(browser):
    assert "Käytössä ei ole mittareita." in browser.get(reverse("coaching:instruments")).content.decode()


def test_instrument_is_made_and_leads_to_its_questions(browser):
    answer = browser.post(reverse("coaching:instrument-add"), FACTS | {"has_total": "on"})
    made = Instrument.objects.get()
    assert answer.headers["Location"] == page_of(made)
    assert (str(made), made.lowest, made.highest, made.has_total) == ("Voimavarat 2026", 1, 5, True)
    assert "Ei vielä kysymyksiä." in browser.get(page_of(made)).content.decode()


def test_instrument_twice_or_with_a_scale_backwards_is_refused(browser):
    InstrumentFactory(name="Voimavarat", version="2026")
    answer = browser.post(reverse("coaching:instrument-add"), FACTS)
    assert (answer.status_code, Instrument.objects.count()) == (422, 1)
    answer = browser.post(reverse("coaching:instrument-add"), FACTS | {"version": "1", "lowest": "5"})
    assert (answer.status_code, Instrument.objects.count()) == (422, 1)


def test_questions_are_written_one_on_a_line(send, browser):
    instrument = InstrumentFactory()
    sent = {"language": "eng", "texts": "How near?\r\n\r\n How sure? \r\n"}
    assert send("instrument-questions", instrument, **sent).headers["Location"] == page_of(instrument)
    english = instrument.items.filter(language="eng")
    assert [(item.position, item.text) for item in english] == [(1, "How near?"), (2, "How sure?")]
    shown = browser.get(page_of(instrument) + "?language=eng").context["forms"]["questions"]
    assert shown["texts"].value() == "How near?\nHow sure?"


@pytest.mark.parametrize("texts", ["", "x" * 301, "\n".join(["Kohta"] * 61)])
def test_questions_that_are_none_too_long_or_too_many_are_refused(send, texts):
    instrument = InstrumentFactory()
    assert send("instrument-questions", instrument, language="fin", texts=texts).status_code == 422
    assert instrument.items.count() == 2


def test_used_instrument_says_so_and_refuses_changes_in_their_place(send, browser):
    instrument = MeasurementFactory().instrument
    text = browser.get(page_of(instrument)).content.decode()
    assert "Käytetty: ei voi enää muuttaa" in text
    assert reverse("coaching:instrument-change", args=[instrument.pk]) not in text
    answer = send("instrument-change", instrument, **FACTS)
    assert answer.status_code == 422
    assert "Mittaria on jo käytetty." in answer.content.decode()
    answer = send("instrument-questions", instrument, language="fin", texts="Muu?")
    assert answer.status_code == 422
    assert "vain käännöksen" in answer.content.decode()


def test_instrument_is_put_right_until_it_has_been_used(send):
    instrument = InstrumentFactory()
    assert send("instrument-change", instrument, **FACTS | {"lowest": "0"}).status_code == 302
    instrument.refresh_from_db()
    assert (instrument.name, instrument.highest) == ("Voimavarat", 5)


def test_band_is_added_and_taken_away(send):
    instrument = InstrumentFactory()
    sent = {"name": "Pitkällä", "lowest": "6", "highest": "10"}
    assert send("instrument-band-add", instrument, **sent).headers["Location"] == page_of(instrument)
    answer = send("instrument-band-add", instrument, **sent)
    assert answer.status_code == 422
    assert "Toinen luokka" in answer.content.decode()
    band = instrument.bands.get(lowest=6)
    assert send("instrument-band-remove", band).headers["Location"] == page_of(instrument)
    assert not InstrumentBand.objects.filter(pk=band.pk).exists()
    MeasurementFactory(instrument=instrument)
    assert send("instrument-band-remove", instrument.bands.get()).status_code == 302
    assert instrument.bands.count() == 1


def test_new_version_leads_to_itself_and_the_old_one_stays(send):
    old = MeasurementFactory().instrument
    answer = send("instrument-copy", old, version="2", starts_on="2026-01-01")
    new = Instrument.objects.get(version="2")
    assert answer.headers["Location"] == page_of(new)
    assert (new.name, new.items.count(), old.items.count()) == (old.name, 2, 2)
    assert send("instrument-copy", old, version="2", starts_on="2026-01-01").status_code == 422


def test_instrument_is_taken_out_of_use(send):
    instrument = InstrumentFactory()
    assert send("instrument-retire", instrument, ends_on="2026-05-31").status_code == 302
    instrument.refresh_from_db()
    assert instrument.ends_on == dt.date(2026, 5, 31)
    assert send("instrument-retire", instrument, ends_on="2020-01-01").status_code == 422
