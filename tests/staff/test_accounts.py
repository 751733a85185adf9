import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse

from tests.factories.staff import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def sign_in(browser, user):
    return browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def test_sign_in_on_a_new_device_speaks_her_language():
    browser = Browser()

    sign_in(browser, UserFactory(interface_language="en"))

    assert browser.get(reverse("reports:home")).headers["Content-Language"] == "en"


def test_sign_in_keeps_the_language_chosen_on_the_device():
    browser = Browser()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "fi"

    sign_in(browser, UserFactory(interface_language="en"))

    assert browser.get(reverse("reports:home")).headers["Content-Language"] == "fi"


def test_nobody_makes_an_account_for_themselves():
    form = {"email": "uusi@example.org", "password1": PASSWORD, "password2": PASSWORD}

    answer = Browser().post(reverse("account_signup"), form)

    assert (answer.status_code, "Vain kutsutuille" in answer.content.decode()) == (200, True)
