import pytest
from django.urls import reverse

from tests.factories.clients import ClientFactory
from tests.factories.projects import MunicipalityFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(signed_in):
    return signed_in(UserFactory(is_administrator=True))


def test_lists_offer_no_deletion_which_would_name_the_clients_of_a_municipality(administrator):
    kemi = MunicipalityFactory()
    ClientFactory(last_name="Salattu", municipality=kemi)
    pages = [
        administrator.get(reverse("admin:projects_municipality_changelist")),
        administrator.get(reverse("admin:projects_municipality_change", args=[kemi.pk])),
        administrator.get(reverse("admin:projects_municipality_delete", args=[kemi.pk])),
    ]

    assert [page.status_code for page in pages] == [200, 200, 403]
    assert [
        "Salattu" in page.content.decode() or "delete_selected" in page.content.decode() for page in pages
    ] == [False] * 3


def test_name_changed_here_is_written_down_in_the_administrators_name(administrator):
    kemi = MunicipalityFactory()
    form = {"code": "240", "name_fi": "Kemi", "name_sv": "Kemi stad"}

    administrator.post(reverse("admin:projects_municipality_change", args=[kemi.pk]), form)

    kemi.refresh_from_db()
    assert kemi.name_sv == "Kemi stad"
