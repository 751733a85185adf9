import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients.findings import withdraw
from coaching import instruments
from coaching.models import Instrument, InstrumentBand
from ohjaamo.reference import languages
from tests.factories.assessments import InstrumentFactory, InstrumentItemFactory, MeasurementFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

USED = "Mittaria on jo käytetty"


@pytest.fixture
def user():
    return UserFactory()


def texts_of(instrument, language="fin") -> list[str]:
    return [item.text for item in instrument.items.filter(language=language)]


def test_instrument_is_in_use_on_its_days(day):
    usable = InstrumentFactory(ends_on=day)
    InstrumentFactory(ends_on=day - dt.timedelta(days=1))
    InstrumentFactory(starts_on=day + dt.timedelta(days=1))
    assert list(instruments.in_use(day)) == [usable]


def test_instrument_without_questions_is_not_in_use(user, day):
    instruments.create(name="Tyhjä", starts_on=dt.date(2022, 1, 1), by=user)
    assert not instruments.in_use(day).exists()


def test_questions_are_in_the_language_where_they_are_written_else_in_finnish():
    instrument = InstrumentFactory()
    InstrumentItemFactory(instrument=instrument, position=1, language="eng", text="How near?")
    InstrumentItemFactory(instrument=instrument, position=3, language="rus", text="Как?")
    assert instruments.questions(instrument, "eng") == {1: "How near?", 2: "Kuinka varma?", 3: "Как?"}
    assert instruments.questions(instrument, "fin") == {1: "Kuinka lähellä?", 2: "Kuinka varma?", 3: "Как?"}
    assert instruments.languages_of(instrument) == ["eng", "fin", "rus"]


@pytest.mark.parametrize(("value", "band"), [(None, ""), (0, "Alussa"), (5, "Alussa"), (6, "")])
def test_band_is_the_name_of_the_stretch_a_value_falls_in(value, band):
    assert instruments.band_of(InstrumentFactory(), value) == band


def test_instrument_is_put_right_until_it_has_been_used(user):
    instrument = InstrumentFactory()
    instruments.change(instrument=instrument, name="Uusi nimi", has_total=True, by=user)
    instrument.refresh_from_db()
    assert (instrument.name, instrument.has_total) == ("Uusi nimi", True)
    withdraw(row=MeasurementFactory(instrument=instrument), reason="Virhe", by=user)  # used all the same
    band = instrument.bands.get()
    for act in (
        lambda: instruments.change(instrument=instrument, name="Taas", by=user),
        lambda: instruments.add_band(instrument=instrument, name="Yli", lowest=6, highest=10, by=user),
        lambda: instruments.remove_band(band=band, by=user),
    ):
        with pytest.raises(ValidationError, match=USED):
            act()


def test_scale_does_not_shrink_past_a_band(user):
    instrument = InstrumentFactory()
    with pytest.raises(ValidationError, match="Luokka Alussa olisi asteikon 0–4 ulkopuolella"):
        instruments.change(instrument=instrument, highest=4, by=user)


def test_questions_are_written_anew_in_a_language_and_the_others_stay(user):
    instrument = InstrumentFactory()
    said = {"instrument": instrument, "by": user}
    instruments.write_questions(language="eng", texts=["One?", "Two?", "Three?"], **said)
    instruments.write_questions(language="fin", texts=[" Yksi? "], **said)
    assert (texts_of(instrument), texts_of(instrument, "eng")) == (["Yksi?"], ["One?", "Two?", "Three?"])
    with pytest.raises(ValidationError, match="ei voi olla tyhjä"):
        instruments.write_questions(language="fin", texts=["Yksi?", " "], **said)
    assert texts_of(instrument) == ["Yksi?"]


def test_used_instrument_takes_only_a_translation_of_the_same_questions(user):
    instrument = InstrumentFactory()
    MeasurementFactory(instrument=instrument)
    said = {"instrument": instrument, "by": user}
    for language, texts in (("fin", ["Yksi?", "Kaksi?"]), ("eng", ["One?"]), ("eng", ["One?", "Two?", "3?"])):
        with pytest.raises(ValidationError, match="vain käännöksen"):
            instruments.write_questions(language=language, texts=texts, **said)
    instruments.write_questions(language="eng", texts=["One?", "Two?"], **said)
    assert texts_of(instrument, "eng") == ["One?", "Two?"]
    with pytest.raises(ValidationError, match="vain käännöksen"):
        instruments.write_questions(language="eng", texts=["Uno?", "Due?"], **said)


@pytest.mark.parametrize(
    ("lowest", "highest", "said"),
    [(5, 6, "Toinen luokka"), (-1, -1, "ulkopuolella"), (9, 11, "ulkopuolella"), (8, 7, "luokan loppu")],
)
def test_band_outside_the_scale_over_another_or_backwards_is_refused(user, lowest, highest, said):
    with pytest.raises(ValidationError) as refused:
        instruments.add_band(
            instrument=InstrumentFactory(), name="Yli", lowest=lowest, highest=highest, by=user
        )
    assert said.casefold() in " ".join(refused.value.messages).casefold()


def test_band_beside_another_is_added_and_taken_away(user):
    instrument = InstrumentFactory()
    band = instruments.add_band(instrument=instrument, name="Yli", lowest=6, highest=10, by=user)
    assert [each.name for each in instrument.bands.all()] == ["Alussa", "Yli"]
    instruments.remove_band(band=band, by=user)
    assert [each.name for each in InstrumentBand.objects.all()] == ["Alussa"]


def test_new_version_asks_the_same_and_may_be_changed(user):
    old = InstrumentFactory(has_total=True, lowest=0, highest=7)
    MeasurementFactory(instrument=old)
    new = instruments.copy(instrument=old, version="2", starts_on=dt.date(2022, 5, 1), by=user)
    assert (new.name, new.version, new.highest, new.has_total) == (old.name, "2", 7, True)
    assert texts_of(new) == texts_of(old) == ["Kuinka lähellä?", "Kuinka varma?"]
    assert [(band.name, band.lowest, band.highest) for band in new.bands.all()] == [("Alussa", 0, 5)]
    instruments.write_questions(instrument=new, language="fin", texts=["Muu?"], by=user)
    assert (texts_of(new), len(texts_of(old))) == (["Muu?"], 2)
    with pytest.raises(ValidationError, match="versio on jo olemassa"):
        instruments.copy(instrument=old, version="2", starts_on=dt.date(2022, 5, 1), by=user)


def test_instrument_is_taken_out_of_use_with_a_last_day_even_when_used(user, day):
    instrument = InstrumentFactory()
    MeasurementFactory(instrument=instrument)
    instruments.retire(instrument=instrument, ends_on=day, by=user)
    assert list(instruments.in_use(day)) == [instrument]
    assert not instruments.in_use(day + dt.timedelta(days=1)).exists()
    with pytest.raises(ValidationError):
        instruments.retire(instrument=instrument, ends_on=dt.date(2020, 12, 31), by=user)


def test_shipped_scale_is_ours_from_0_to_10_without_total_and_loaded_once(user):
    (scale,) = instruments.load_shipped(by="cli")
    assert (scale.name, scale.lowest, scale.highest, scale.has_total) == ("Oma tavoiteasteikko", 0, 10, False)
    assert instruments.languages_of(scale) == ["ara", "eng", "fin", "rus", "som", "tur"]
    assert {len(texts_of(scale, language)) for language in instruments.languages_of(scale)} == {3}
    assert set(instruments.languages_of(scale)) <= set(languages())
    assert [instruments.band_of(scale, value) for value in (0, 3, 4, 7, 8, 10)] == [
        "Alussa", "Alussa", "Matkalla", "Matkalla", "Pitkällä", "Pitkällä",
    ]  # fmt: skip
    instruments.write_questions(instrument=scale, language="fin", texts=["Oma?", "Toinen?", "3?"], by=user)
    assert instruments.load_shipped(by="cli") == []
    assert texts_of(Instrument.objects.get())[0] == "Oma?"
