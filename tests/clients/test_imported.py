"""Which clients an import was about."""

import pytest

from clients import imported
from clients.models import Client
from ohjaamo.periods import today
from projects import import_access
from staff import imports
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, EnrolmentFactory
from tests.factories.imports import staged_batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


def taken_in(project, by, **book):
    batch = staged_batch(project, by=by, **book)
    imports.apply(batch=batch, taker=import_access.taker_for(batch, by, today()), by=by)
    return batch


def test_clients_made_and_clients_given_something_by_an_import_are_those_it_was_about(project, secretary):
    first = taken_in(project, secretary)
    other = EnrolmentFactory(project=project).client
    ActivityFactory(client=other)
    titles = ["Nro", "Toiminta", "Alkoi"]
    second = taken_in(
        project, secretary, kind="activities", titles=titles, rows=[["901", "Työkokeilu", "1.5.2020"]]
    )
    made, given = (
        list(
            imported.brought_by(Client.objects.order_by("pk"), batch).values_list("client_number", flat=True)
        )
        for batch in (first, second)
    )
    assert (made, given) == (["901", "902"], ["901"])


def test_list_of_clients_narrows_to_an_import_for_who_imports_only(project, secretary, member_of, signed_in):
    batch = taken_in(project, secretary)
    EnrolmentFactory(project=project)

    def listed(user):
        page = signed_in(user).get("/clients/", {"imported": batch.pk, "whose": "all"})
        return sorted(client.client_number for client in page.context["page"].object_list)

    assert listed(secretary) == ["901", "902"]
    assert len(listed(member_of(Role.COORDINATOR))) == 3
