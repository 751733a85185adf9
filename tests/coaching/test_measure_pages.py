import datetime as dt

import pytest
from django.urls import reverse

from coaching.measurements import values_of
from coaching.models import Measurement, Situation
from ohjaamo.periods import today
from projects.choices import ProjectPart
from staff.permissions import Role
from tests.factories.assessments import (
    InstrumentFactory,
    InstrumentItemFactory,
    MeasurementFactory,
    SituationFactory,
)
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def stay(project, coach):
    enrolment = EnrolmentFactory(project=project, client=ClientFactory(service_languages=["ara", "eng"]))
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


@pytest.fixture
def instrument():
    return InstrumentFactory(name="Tavoiteasteikko")


def measure(stay, instrument) -> str:
    return reverse("coaching:measure", args=[stay.pk, instrument.pk])


def page_of(stay, place) -> str:
    return reverse("coaching:client-assessment", args=[stay.client.pk]) + place


def test_questions_are_asked_in_finnish_while_there_are_none_in_the_client_s_language(
    browser, stay, instrument
):
    text = browser.get(measure(stay, instrument)).content.decode()
    assert '<legend class="plain" lang="fi" dir="auto">Kuinka lähellä?</legend>' in text


def test_questions_are_asked_in_the_client_s_language_with_finnish_for_the_coach(browser, stay, instrument):
    InstrumentItemFactory(instrument=instrument, position=1, language="eng", text="How near?")
    InstrumentItemFactory(instrument=instrument, position=1, language="rus", text="Как?")
    text = browser.get(measure(stay, instrument)).content.decode()
    assert '<legend class="plain" lang="en" dir="auto">How near?<span' in text
    assert 'lang="fi" dir="ltr">Kuinka lähellä?</span>' in text
    chosen = browser.get(measure(stay, instrument) + "?language=rus").content.decode()
    assert "Как?" in chosen


def test_measurement_is_recorded_by_the_taps_made_and_leads_back(browser, coach, stay, instrument):
    sent = {"item_1": "3", "item_2": "", "measured_on": "2022-04-01"}
    answer = browser.post(measure(stay, instrument), sent)
    assert answer.headers["Location"] == page_of(stay, f"#instrument-{instrument.pk}")
    kept = Measurement.objects.get()
    assert (kept.measured_on, kept.measured_by, values_of(kept)) == (dt.date(2022, 4, 1), coach, {1: 3})


def test_measurement_without_an_answer_is_refused_and_keeps_the_day(browser, stay, instrument):
    answer = browser.post(measure(stay, instrument), {"item_1": "", "measured_on": "2022-04-01"})
    text = answer.content.decode()
    assert (answer.status_code, Measurement.objects.count()) == (422, 0)
    assert "Anna ainakin yksi vastaus." in text
    assert 'value="2022-04-01"' in text


def test_value_off_the_scale_is_refused(browser, stay, instrument):
    answer = browser.post(measure(stay, instrument), {"item_1": "11", "measured_on": "2022-04-01"})
    assert (answer.status_code, Measurement.objects.count()) == (422, 0)


def test_long_scale_is_asked_for_as_a_number(browser, stay):
    instrument = InstrumentFactory(highest=100)
    text = browser.get(measure(stay, instrument)).content.decode()
    assert 'type="number"' in text
    assert browser.post(
        measure(stay, instrument), {"item_1": "101", "measured_on": "2022-04-01"}
    ).status_code == 422  # fmt: skip
    assert browser.post(
        measure(stay, instrument), {"item_1": "85", "measured_on": "2022-04-01"}
    ).status_code == 302  # fmt: skip
    assert values_of(Measurement.objects.get()) == {1: 85}


def test_measurement_is_put_right_and_withdrawn(browser, stay, instrument):
    measurement = MeasurementFactory(enrolment=stay, instrument=instrument, values={1: 3})
    address = reverse("coaching:measurement-change", args=[measurement.pk])
    form = browser.get(address).context["form"]
    assert (form["item_1"].value(), form["item_2"].value()) == (3, None)
    sent = {"item_1": "", "item_2": "7", "measured_on": "2022-02-02"}
    assert browser.post(address, sent).headers["Location"] == page_of(stay, f"#instrument-{instrument.pk}")
    measurement = Measurement.objects.get()
    assert (measurement.measured_on, values_of(measurement)) == (dt.date(2022, 2, 2), {2: 7})
    away = reverse("coaching:measurement-withdraw", args=[measurement.pk])
    assert browser.post(away, {"reason": " "}).status_code == 422
    assert browser.post(away, {"reason": "Väärä asiakas"}).status_code == 302
    assert Measurement.objects.count() == 0
    assert browser.get(address).status_code == 404


def test_instrument_out_of_use_is_not_measured_with(browser, stay):
    retired = InstrumentFactory(ends_on=today() - dt.timedelta(days=1))
    assert browser.get(measure(stay, retired)).status_code == 404


def test_situation_is_recorded_then_put_right_at_the_same_address(browser, coach, stay):
    address = reverse("coaching:situation", args=[stay.pk, "entry"])
    sent = {
        "benefit": "integration",
        "residence": "continuous",
        "wellbeing": "0",
        "recorded_on": "2022-01-05",
    }
    assert browser.post(address, sent).headers["Location"] == page_of(stay, "#situations")
    kept = Situation.objects.get()
    assert (kept.benefit, kept.residence, kept.wellbeing, kept.recorded_by) == (
        "integration", "continuous", 0, coach,
    )  # fmt: skip
    browser.post(address, sent | {"wellbeing": "", "benefit": ""})
    kept = Situation.objects.get()
    assert (kept.benefit, kept.residence, kept.wellbeing) == ("", "continuous", None)


def test_situation_of_a_day_to_come_is_refused_in_its_place(browser, stay):
    address = reverse("coaching:situation", args=[stay.pk, "entry"])
    tomorrow = today() + dt.timedelta(days=1)
    answer = browser.post(address, {"recorded_on": tomorrow.isoformat()})
    assert (answer.status_code, Situation.objects.count()) == (422, 0)
    assert "Tämä päivä on vasta tulossa." in answer.content.decode()


def test_situation_form_comes_in_place_where_a_script_asks_for_it(browser, stay):
    SituationFactory(enrolment=stay, wellbeing=7)
    address = reverse("coaching:situation", args=[stay.pk, "entry"])
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert " ".join(part.split()).count("checked") == 3


@pytest.mark.parametrize(
    ("part", "name", "last"),
    [(ProjectPart.MEASUREMENTS, "measure", None), (ProjectPart.SITUATIONS, "situation", "entry")],
)
def test_page_of_a_part_that_is_switched_off_is_nowhere(member_of, signed_in, instrument, part, name, last):
    off, on = ProjectFactory(parts_off=[part]), ProjectFactory()
    last = last or instrument.pk
    for project, status in ((off, 404), (on, 200)):
        browser = signed_in(member_of(Role.MANAGER, project=project))
        address = reverse(f"coaching:{name}", args=[EnrolmentFactory(project=project).pk, last])
        assert browser.get(address).status_code == status


def test_moment_that_is_not_known_is_nowhere(browser, stay):
    assert browser.get(reverse("coaching:situation", args=[stay.pk, "sometime"])).status_code == 404


def test_measurement_is_taken_back_whole_by_undo(browser, stay, instrument):
    sent = {"item_1": "3", "item_2": "5", "measured_on": "2022-04-01"}
    page = browser.post(measure(stay, instrument), sent, follow=True).content.decode()
    ticket = page.split('name="ticket" value="')[1].split('"')[0]
    answer = browser.post(reverse("staff:act-undo"), {"ticket": ticket})
    assert answer.headers["Location"] == page_of(stay, f"#instrument-{instrument.pk}")
    assert Measurement.objects.count() == 0
