import datetime as dt
import time

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from staff import devices, tasks
from staff.middleware import BY_ITSELF, SEEN_AT
from staff.models import Device
from tests.factories.staff import UserFactory
from tests.refusals import assert_refused

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)
HOUR = 60 * 60


@pytest.fixture
def user():
    return UserFactory()


def enrol(user, name="Puhelin", today=TODAY):
    return devices.enrol(name=name, moment=timezone.now(), today=today, by=user)


def after(browser, hours):
    """The answer to a page opened so long after the one before."""
    session = browser.session
    session[SEEN_AT] = time.time() - hours * HOUR
    session.save()
    return browser.get("/")


def test_enrolled_device_is_recognised_by_its_key_alone(user):
    enrolled = enrol(user)
    assert devices.recognise(user=user, token=enrolled.token, today=TODAY) == enrolled.device
    assert devices.recognise(user=user, token="", today=TODAY) is None
    assert devices.recognise(user=user, token=enrolled.token[:-1], today=TODAY) is None
    assert devices.recognise(user=UserFactory(), token=enrolled.token, today=TODAY) is None
    assert enrolled.token not in str(Device.objects.values().get())


def test_device_notes_the_day_it_was_used(user):
    enrolled, tomorrow = enrol(user), TODAY + dt.timedelta(days=1)
    devices.recognise(user=user, token=enrolled.token, today=tomorrow)
    assert Device.objects.get().seen_on == tomorrow


def test_device_without_a_name_is_refused(user):
    with pytest.raises(ValidationError):
        enrol(user, name="  ")
    device = enrol(user).device
    device.name = " "
    assert_refused(device, "staff_device_named")


def test_purge_forgets_devices_out_of_use(user):
    enrol(user, today=TODAY - devices.KEPT)
    kept = enrol(user, today=TODAY - devices.KEPT + dt.timedelta(days=1)).device
    assert devices.purge(before=TODAY - devices.KEPT + dt.timedelta(days=1)) == 1
    assert Device.objects.get() == kept


def test_sign_in_ends_after_an_idle_hour_on_a_device_that_is_not_enrolled(user, signed_in):
    browser = signed_in(user)
    assert after(browser, 0.9).status_code == 200
    answer = after(browser, 1.1)
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/")


def test_page_that_asks_by_itself_keeps_nobody_signed_in(user, signed_in):
    browser = signed_in(user)
    session = browser.session
    session[SEEN_AT] = before = time.time() - devices.IDLE.total_seconds()
    session.save()
    browser.get("/", headers={BY_ITSELF: "yes"})
    assert browser.session[SEEN_AT] == before
    browser.get("/")
    assert browser.session[SEEN_AT] > before


def test_sign_in_lasts_the_working_day_on_an_enrolled_device(user, signed_in):
    browser = signed_in(user)
    browser.cookies[settings.OHJAAMO_DEVICE_COOKIE] = enrol(user).token
    answer = after(browser, 5)
    assert answer.status_code == 200
    assert browser.session.get_expiry_age() == 12 * HOUR


def test_forgotten_device_ends_its_sign_in_as_any_other(user, signed_in):
    browser, enrolled = signed_in(user), enrol(user)
    browser.cookies[settings.OHJAAMO_DEVICE_COOKIE] = enrolled.token
    devices.forget(device=enrolled.device)
    assert after(browser, 5).status_code == 302


def test_own_page_enrols_the_device_one_is_at_and_forgets_it_again(user, signed_in):
    browser = signed_in(user)
    browser.post("/me/devices/add/", {"name": "Työpuhelin"})
    device = Device.objects.get()
    assert (device.name, browser.get("/me/").context["device"]) == ("Työpuhelin", device)
    assert after(browser, 5).status_code == 200
    browser.post(f"/me/devices/{device.pk}/forget/")
    assert Device.objects.count() == 0


def test_device_of_somebody_else_is_not_forgotten(user, signed_in):
    device = enrol(UserFactory()).device
    assert signed_in(user).post(f"/me/devices/{device.pk}/forget/").status_code == 404


def test_page_that_asks_to_stay_signed_in_is_answered_only_while_the_sign_in_stands(user, signed_in):
    browser = signed_in(user)
    assert browser.get("/awake/").status_code == 204
    session = browser.session
    session[SEEN_AT] = time.time() - 2 * HOUR
    session.save()
    assert browser.get("/awake/").status_code == 302


def test_nightly_purge_forgets_old_devices(user):
    enrol(user, today=timezone.localdate() - devices.KEPT - dt.timedelta(days=1))
    tasks.purge_devices(0)
    assert Device.objects.count() == 0
