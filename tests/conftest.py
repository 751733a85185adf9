"""What every test has: a database that forgets quickly, people signed in per role, a fixed day."""

import datetime as dt
import gc
import os
import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client as Browser
from django.test import TransactionTestCase

from ohjaamo import database
from staff import auditing
from staff.middleware import SEEN_AT
from staff.permissions import Role
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.staff import UserFactory

# Sync playwright runs its own event loop beside the ORM.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_sessionstart(session) -> None:
    """Much is loaded that stays: looking through it for garbage over and over takes a seventh of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)


def pytest_sessionfinish(session) -> None:
    """An embedded server started for the tests is stopped with them, once every worker has come to its end."""
    is_worker = hasattr(session.config, "workerinput")
    if os.environ.get("OHJAAMO_FORGETFUL_DATABASE") and not is_worker:
        database.stop()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """What a closed page's last request still holds is ended before the database goes."""
    yield
    others = "pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) FROM {others}")


@pytest.fixture(scope="session", autouse=True)
def _emptied_though_sealed():
    """After a test of transactions the database is emptied, though what is published stands against TRUNCATE."""
    plain = TransactionTestCase._fixture_teardown

    def empty(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        plain(self)
        with connection.cursor() as cursor:
            cursor.execute("RESET session_replication_role")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(autouse=True)
def _fresh_cache(request):
    """Sign-in limits live in the cache; one test's must not hold back the next."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        cache.clear()


@pytest.fixture
def day() -> dt.date:
    """The day on which the tests' world is looked at: inside the factories' project."""
    return dt.date(2022, 4, 30)


@pytest.fixture
def project(db):
    return ProjectFactory()


@pytest.fixture
def member_of(project):
    """Makes somebody who works in the project in the given roles, from its first day on."""

    def make(*roles: Role, project=project, **facts):
        user = UserFactory(**facts)
        MembershipFactory(project=project, user=user, roles=list(roles))
        return user

    return make


@pytest.fixture
def signed_in():
    """A test browser signed in as the user."""

    def open_browser(user) -> Browser:
        browser = Browser()
        with auditing.act(by="sign-in"):
            browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        # As after the first page: what a first page notes of the session is no part of the pages tested.
        session = browser.session
        session[SEEN_AT] = time.time()
        session.save()
        return browser

    return open_browser
