import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from clients import records
from clients.models import Client
from ohjaamo.fields import EncryptedTextField, seal, unseal
from staff import auditing
from tests.factories.clients import ClientFactory

CODE = "170590-123A"
PURPOSE = "personal identity code"
OLD, NEW = "11" * 64, "22" * 64


def stored(client: Client) -> str | None:
    """The column as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT personal_identity_code FROM clients_client WHERE id = %s", [client.pk])
        return cursor.fetchone()[0]


@given(st.text())
def test_seal_gives_back_the_text_and_hides_it(text):
    token = seal(text, PURPOSE)
    assert unseal(token, PURPOSE) == text
    assert token.startswith("s1:")


@given(st.text(), st.text())
def test_seal_of_texts_is_equal_exactly_when_they_are(one, other):
    assert (seal(one, PURPOSE) == seal(other, PURPOSE)) is (one == other)


def test_seal_for_another_purpose_differs_and_opens_for_none_but_it():
    token = seal(CODE, PURPOSE)
    assert seal(CODE, "staged cells") != token
    with pytest.raises(ValueError, match="OHJAAMO_FIELD_KEYS"):
        unseal(token, "staged cells")


def test_seal_opens_after_a_new_key_came_first(settings):
    settings.OHJAAMO_FIELD_KEYS = [OLD]
    token = seal(CODE, PURPOSE)
    settings.OHJAAMO_FIELD_KEYS = [NEW, OLD]
    assert unseal(token, PURPOSE) == CODE
    assert seal(CODE, PURPOSE) != token
    settings.OHJAAMO_FIELD_KEYS = [NEW]
    with pytest.raises(ValueError, match="OHJAAMO_FIELD_KEYS"):
        unseal(token, PURPOSE)


@pytest.mark.parametrize("token", ["s1:", "s1:AAAA", CODE, "s1:!!", "s1:" + "A" * 44])
def test_unseal_of_what_is_no_token_raises_value_error(token):
    with pytest.raises(ValueError, match=r".+"):
        unseal(token, PURPOSE)


@pytest.mark.django_db
def test_column_holds_a_token_and_the_model_the_text():
    client = ClientFactory(personal_identity_code=CODE)
    assert stored(client) == seal(CODE, PURPOSE)
    assert CODE not in stored(client)
    assert Client.objects.get(pk=client.pk).personal_identity_code == CODE


@pytest.mark.django_db
def test_column_without_a_value_stays_empty():
    client = ClientFactory()
    assert stored(client) is None
    assert Client.objects.get(pk=client.pk).personal_identity_code is None


@pytest.mark.django_db
def test_column_is_found_by_equality_only():
    client = ClientFactory(personal_identity_code=CODE)
    ClientFactory(personal_identity_code="170590-124B")
    found = Client.objects.filter
    assert found(personal_identity_code=CODE).get() == client
    assert found(personal_identity_code__in=[CODE, "x"]).get() == client
    assert not found(personal_identity_code=CODE.lower()).exists()
    assert not found(personal_identity_code__startswith=CODE[:6]).exists()
    assert not found(personal_identity_code__icontains=CODE).exists()


@pytest.mark.django_db
def test_history_of_the_column_is_encrypted_and_unchanged_saves_leave_none():
    client = ClientFactory(personal_identity_code=CODE)
    records.change(client=Client.objects.get(pk=client.pk), personal_identity_code=CODE, by="cli")
    records.change(client=client, personal_identity_code="170590-124B", by="cli")
    history = list(auditing.history_of(client))
    assert [event.personal_identity_code for event in history] == [CODE, "170590-124B"]
    table = type(history[0])._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT personal_identity_code FROM {table} ORDER BY pgh_id")
        assert [row[0] for row in cursor.fetchall()] == [seal(CODE, PURPOSE), seal("170590-124B", PURPOSE)]


def test_column_keeps_its_purpose_in_migrations():
    _name, path, _args, kwargs = EncryptedTextField(purpose=PURPOSE).deconstruct()
    assert (path, kwargs) == ("ohjaamo.fields.EncryptedTextField", {"purpose": PURPOSE})
