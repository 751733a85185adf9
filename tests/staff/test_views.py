import pytest
from django.db import OperationalError
from django.test import Client as Browser
from django.urls import reverse

from staff import views


@pytest.mark.django_db
def test_healthz_answers_without_sign_in():
    answer = Browser().get(reverse("staff:healthz"))

    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_help_is_there_before_sign_in():
    answer = Browser().get(reverse("staff:help"))

    assert (answer.status_code, "Ohje ja saavutettavuus" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("gone"), 503, "Mitään ei ole kadonnut"),
        (ValueError("broken"), 500, "Jotain meni rikki"),
    ],
)
@pytest.mark.django_db
def test_broken_page_says_so_in_plain_words(monkeypatch, error, status, words):
    monkeypatch.setattr(views, "connection", Breaking(error))
    browser = Browser(raise_request_exception=False)

    answer = browser.get(reverse("staff:healthz"))

    assert (answer.status_code, words in answer.content.decode()) == (status, True)


class Breaking:
    """A connection whose cursor can't be had."""

    def __init__(self, error):
        self.error = error

    def cursor(self):
        raise self.error
