import io

import pytest
from django.core.management import CommandError, call_command

from staff.models import User

pytestmark = pytest.mark.django_db


def add(monkeypatch, password):
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    call_command("add_administrator", "yl@example.org", "Ylermi", "Ylläpito", password_from_stdin=True)


def test_command_adds_an_administrator(monkeypatch):
    add(monkeypatch, "pitkä kuin nälkävuosi")

    user = User.objects.get(email="yl@example.org")
    assert (user.is_administrator, user.check_password("pitkä kuin nälkävuosi")) == (True, True)


def test_command_with_a_weak_password_says_why_and_adds_nobody(monkeypatch):
    with pytest.raises(CommandError) as refused:
        add(monkeypatch, "lyhyt")

    assert refused.value.returncode == 2
    assert User.objects.count() == 0


def test_command_without_a_password_says_so_and_adds_nobody(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    with pytest.raises(CommandError) as refused:
        call_command("add_administrator", "yl@example.org", "Ylermi", "Ylläpito", password_from_stdin=True)

    assert (str(refused.value), refused.value.returncode, User.objects.count()) == (
        "Salasanaa ei annettu.",
        2,
        0,
    )
