import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import amendments, records
from clients.amendments import Decision, Overtaken
from tests.factories.clients import ClientFactory
from tests.factories.projects import MunicipalityFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return ClientFactory(phone="040 1", email="vanha@example.org")


def amend(client, version, decided=None, **facts):
    more = {"decided": decided} if decided else {}
    return amendments.amend(client=client, version=version, facts=facts, by="cli", **more)


def facts_of(client, *names):
    client.refresh_from_db()
    return tuple(getattr(client, name) for name in names)


def test_amend_saves_only_what_differs_and_says_what(client):
    version = amendments.version_of(client.pk)
    changed = amend(client, version, phone="040 2", email="vanha@example.org", last_name="Warsame")
    assert changed == ["phone"]
    assert facts_of(client, "phone", "email") == ("040 2", "vanha@example.org")
    assert amendments.version_of(client.pk) > version


def test_amend_of_nothing_writes_no_history(client):
    version = amendments.version_of(client.pk)
    assert amend(client, version, phone="040 1", born_on=client.born_on, municipality=None) == []
    assert amendments.version_of(client.pk) == version


def test_amend_leaves_what_another_changed_meanwhile(client):
    version, kemi = amendments.version_of(client.pk), MunicipalityFactory()
    records.change(client=client, email="uusi@example.org", municipality=kemi, by="cli")
    amend(client, version, phone="040 2", email="vanha@example.org", municipality=None)
    assert facts_of(client, "phone", "email", "municipality") == ("040 2", "uusi@example.org", kemi)


def test_amend_of_the_same_fact_is_not_saved_and_says_who_wrote_what(client):
    version, other = amendments.version_of(client.pk), UserFactory()
    records.change(client=client, phone="040 3", by=other)
    records.change(client=client, email="uusi@example.org", by=UserFactory())
    with pytest.raises(Overtaken) as overtaken:
        amend(client, version, phone="040 2", first_names="Leyla")
    (clash,) = overtaken.value.clashes
    assert (clash.name, clash.mine, clash.theirs, clash.changed_by) == ("phone", "040 2", "040 3", str(other))
    assert facts_of(client, "phone", "first_names") == ("040 3", client.first_names)


def test_amend_to_what_another_wrote_too_is_no_clash(client):
    version = amendments.version_of(client.pk)
    records.change(client=client, phone="040 2", by="cli")
    assert amend(client, version, phone="040 2") == []


def test_amend_after_deciding_saves_hers_and_still_leaves_the_rest(client):
    version = amendments.version_of(client.pk)
    records.change(client=client, phone="040 3", email="uusi@example.org", by="cli")
    decided = Decision(frozenset({"phone"}), amendments.version_of(client.pk))
    amend(client, version, decided, phone="040 2", email="vanha@example.org")
    assert facts_of(client, "phone", "email") == ("040 2", "uusi@example.org")


def test_amend_decided_on_something_older_asks_again(client):
    version = amendments.version_of(client.pk)
    records.change(client=client, phone="040 3", by="cli")
    decided = Decision(frozenset({"phone"}), amendments.version_of(client.pk))
    records.change(client=client, phone="040 4", by="cli")
    with pytest.raises(Overtaken) as overtaken:
        amend(client, version, decided, phone="040 2")
    assert [clash.theirs for clash in overtaken.value.clashes] == ["040 4"]


def test_amend_from_a_version_of_another_record_is_refused(client):
    other = amendments.version_of(ClientFactory(born_on=dt.date(1980, 1, 1)).pk)
    with pytest.raises(ValidationError, match="ei kuulu näihin"):
        amend(client, other, phone="040 2")
    assert facts_of(client, "phone") == ("040 1",)


def test_amend_of_a_name_is_found_by_the_new_one(client):
    amend(client, amendments.version_of(client.pk), last_name="Noor")
    assert facts_of(client, "folded_name")[0].startswith("noor ")
