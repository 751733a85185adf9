import pytest
from django.db import OperationalError
from django.test import Client as Browser
from django.urls import reverse

from staff import views
from staff.permissions import Role


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


@pytest.mark.django_db
def test_page_of_somebody_signed_in_says_so_when_the_database_is_away(monkeypatch, member_of, signed_in):
    browser = signed_in(member_of(Role.COACH))
    browser.raise_request_exception = False

    def away(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", away)
    answer = browser.get(reverse("reports:home"))

    assert (
        answer.status_code,
        answer["Retry-After"],
        "Mitään ei ole kadonnut" in answer.content.decode(),
    ) == (
        503,
        "10",
        True,
    )


class Breaking:
    """A connection whose cursor can't be had."""

    def __init__(self, error):
        self.error = error

    def cursor(self):
        raise self.error
