import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from coaching import materials
from coaching.models import Material, MaterialGift
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.staff import UserFactory
from tests.factories.trays import GiftFactory, MaterialFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def give(day):
    def make(material, language="fin", client=None):
        facts = {"client": client or ClientFactory(), "language": language, "day": day}
        return materials.give(material=material, **facts, by=UserFactory())

    return make


def refusal(act, *arguments, **facts) -> list[str]:
    with pytest.raises(ValidationError) as told:
        act(*arguments, **facts)
    return told.value.messages


def test_give_notes_what_in_which_language_and_when(give, day):
    gift = give(MaterialFactory(), "eng")
    assert (gift.language, gift.given_on) == ("eng", day)


def test_give_in_a_language_there_is_none_in_or_out_of_use_is_refused(give):
    guide = MaterialFactory(name="Opas", languages=["fin"])
    old = MaterialFactory(name="Vanha", is_in_use=False)
    assert refusal(give, guide, "ara") == ["Aineistoa Opas ei ole tällä kielellä: arabia."]
    assert refusal(give, old) == ["Tätä ei enää anneta asiakkaille: Vanha."]
    assert not MaterialGift.objects.exists()


def test_give_twice_on_a_day_is_refused(give):
    guide, client = MaterialFactory(), ClientFactory()
    give(guide, client=client)
    assert len(refusal(give, guide, client=client)) == 1
    assert give(guide, "eng", client=client).pk


def test_take_back_leaves_no_gift():
    materials.take_back(gift=GiftFactory(), by="cli")
    assert not MaterialGift.objects.exists()


def test_change_says_which_languages_there_are_now():
    guide = MaterialFactory(name="Opas")
    facts = {"name": " Uusi ", "languages": ["ara"], "is_in_use": False}
    materials.change(material=guide, **facts, by="cli")
    guide.refresh_from_db()
    assert (guide.name, guide.languages, guide.is_in_use) == ("Uusi", ["ara"], False)


def test_load_shipped_brings_the_guide_of_the_region_once():
    assert "Koti Meri-Lapissa" in [str(one) for one in materials.load_shipped(by="cli")]
    assert materials.load_shipped(by="cli") == []
    assert Material.objects.get(name="Koti Meri-Lapissa").languages == ["fin", "eng"]


def test_reaches_count_persons_once_and_once_in_each_language_of_those_who_were_here(project, day):
    guide, unused = MaterialFactory(name="Opas", languages=["fin"]), MaterialFactory(name="Toinen")
    somali, other = (
        EnrolmentFactory(project=project, client=ClientFactory(service_languages=languages)).client
        for languages in (["som", "ara"], ["fin"])
    )
    for client, language, given_on in (
        (somali, "fin", day), (somali, "fin", day - dt.timedelta(days=1)), (somali, "eng", day),
        (other, "fin", day), (ClientFactory(), "fin", day),
    ):  # fmt: skip
        GiftFactory(material=guide, client=client, language=language, given_on=given_on)
    read = materials.tongues_now([project.pk], day)
    assert read == {("som", "ara"): 1, ("fin",): 1}
    (first, reach), (second, nothing) = materials.reaches([project.pk], read)
    assert (first, reach.persons, reach.by_language) == (guide, 2, {"fin": 2, "eng": 1})
    assert (reach.missing, second, nothing.persons, nothing.by_language) == ({"som": 1}, unused, 0, {})


def test_tongues_now_are_of_clients_who_are_here_today(project, day):
    EnrolmentFactory(project=project, client=ClientFactory(mother_tongue="ara"), ends_on=day)
    EnrolmentFactory(project=project, ends_on=day - dt.timedelta(days=1))
    EnrolmentFactory()
    EnrolmentFactory(project=project)
    assert materials.tongues_now([project.pk], day) == {("ara",): 1, (): 1}
