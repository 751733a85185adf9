"""The seed's promises are the published papers' own words, once."""

import pytest
from django.core.management import call_command

from reports import promises
from reports.models import Promise
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


def test_load_seed_writes_down_the_promises_of_both_projects_once():
    call_command("load_seed")
    gone = Promise.objects.get(text="Koti Meri-Lapissa -opas")
    promises.withdraw(promise=gone, reason="ei luvattu", by=UserFactory())

    call_command("load_seed")

    assert [str(each) for each in Promise.objects.filter(project__code="IHSL", kind="goal")] == [
        "4.1 Polkuja töihin"
    ]
    adopted = Promise.objects.filter(project__code="IHSL", kind="adoption").values_list(
        "municipality__name_fi", flat=True
    )
    assert sorted(adopted) == ["Kemi", "Keminmaa", "Simo", "Tervola", "Ylitornio"]
    ohjaamo = Promise.objects.filter(project__code="S21588")
    assert [ohjaamo.filter(kind=kind).count() for kind in ("goal", "deliverable", "adoption")] == [10, 5, 1]
    assert ohjaamo.get(text__startswith="työllistymistä").figure == "result:employment"
    assert not Promise.objects.exclude(target=None).exists()
