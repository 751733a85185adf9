import pytest

from clients import merges
from clients.models import Client, Merge, NotDouble
from staff.permissions import Role
from tests.factories.clients import ClientFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(member_of, signed_in):
    return signed_in(member_of(Role.SECRETARY))


@pytest.fixture
def pair(project):
    """Two records of Amina in the project."""
    return [
        EnrolmentFactory(client=ClientFactory(first_names="Amina", phone=phone), project=project).client
        for phone in ("040 1", "040 2")
    ]


def address(pair, verb=""):
    return f"/clients/doubles/{pair[0].pk}/{pair[1].pk}/{verb}"


def test_queue_lists_the_pairs_she_may_see_with_their_reasons(secretary, pair):
    for _stranger in range(2):
        EnrolmentFactory(client=ClientFactory(first_names="Olga"))
    answer = secretary.get("/clients/doubles/")
    assert [(one.first, one.second, one.reasons) for one in answer.context["pairs"]] == [
        (*pair, ("sama syntymäpäivä", "sama nimi"))
    ]
    assert b"Mahdolliset kaksoiskappaleet (1)" in answer.content


def test_queue_leaves_out_a_restricted_record_that_is_not_hers_to_open(secretary, pair, member_of, signed_in):
    merges.records.change(client=pair[0], has_safety_restriction=True, by="cli")
    assert secretary.get("/clients/doubles/").context["pairs"] == []
    assert secretary.get(address(pair)).status_code == 404


def test_queue_takes_the_same_questions_for_three_clients_as_for_one(
    secretary, pair, project, django_assert_num_queries
):
    secretary.get("/clients/doubles/")
    with django_assert_num_queries(6):
        secretary.get("/clients/doubles/")
    EnrolmentFactory(client=ClientFactory(first_names="Amina"), project=project)
    with django_assert_num_queries(6):
        secretary.get("/clients/doubles/")


def test_side_by_side_offers_to_take_what_differs(secretary, pair):
    answer = secretary.get(address(pair))
    assert [line.fact.name for line in answer.context["lines"] if line.fact.is_asked] == ["phone"]
    assert answer.context["names"] == ("Warsame, Amina", "Warsame, Amina")


def test_merge_takes_what_was_ticked_and_can_be_taken_apart(secretary, pair):
    _kept, gone = pair
    answer = secretary.post(address(pair, "merge/"), {"taken": ["phone"]})
    assert (answer.status_code, answer["Location"]) == (302, "/clients/doubles/")
    assert [client.phone for client in Client.objects.all()] == ["040 2"]
    merge = Merge.objects.get()
    assert secretary.get("/clients/doubles/").context["merges"][0] == merge
    secretary.post(f"/clients/merges/{merge.pk}/undo/")
    assert sorted(client.phone for client in Client.objects.all()) == ["040 1", "040 2"]
    assert (Client.objects.get(pk=gone.pk).client_number, Merge.objects.count()) == (gone.client_number, 0)


def test_merge_of_two_people_says_why_and_keeps_what_was_ticked(secretary, pair):
    for client, code in zip(pair, ("010594Y9032", "010594Y9021"), strict=True):
        merges.records.change(client=client, personal_identity_code=code, by="cli")
    answer = secretary.post(address(pair, "merge/"), {"taken": ["phone"]})
    assert answer.status_code == 422
    assert "eri henkilöitä" in answer.content.decode()
    assert 'value="phone" checked' in answer.content.decode()
    assert "9032" not in answer.content.decode()


def test_pair_told_apart_leaves_the_queue(secretary, pair):
    secretary.post(address(pair, "apart/"))
    assert NotDouble.objects.count() == 1
    assert secretary.get("/clients/doubles/").context["pairs"] == []
    answer = secretary.post(address(pair, "apart/"), follow=True)
    assert [str(each) for each in answer.context["messages"]] == ["Nämä kaksi on jo käyty läpi."]


def test_merge_changed_since_is_not_taken_apart_and_says_so(secretary, pair):
    secretary.post(address(pair, "merge/"), {"taken": ["phone"]})
    merges.records.change(client=pair[0], phone="040 3", by="cli")
    answer = secretary.post(f"/clients/merges/{Merge.objects.get().pk}/undo/", follow=True)
    assert "Mitään ei kumottu" in [str(each) for each in answer.context["messages"]][-1]
