import datetime as dt
import uuid

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from staff import drafts, submissions, tasks
from staff.models import Draft
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def browser(signed_in, user):
    return signed_in(user)


def save(user, note="CV.", form="session", client_key=1, **fields):
    return drafts.save(form=form, client_key=client_key, content={"note": [note], **fields}, by=user)


def address(verb, client="?client=1", form="session"):
    return reverse(f"staff:draft-{verb}", args=[form]) + client


class Sample(forms.Form):
    note = forms.CharField(initial="")
    is_secret = forms.BooleanField(required=False, initial=True)
    topics = forms.MultipleChoiceField(choices=[("1", "a"), ("2", "b")], widget=forms.CheckboxSelectMultiple)
    submission = forms.CharField(initial="fresh", widget=forms.HiddenInput)


def test_draft_is_one_for_each_user_form_and_client_and_holds_the_latest_words(user):
    save(user)
    save(user, "CV ja hakemus.")
    assert [draft.content["note"] for draft in Draft.objects.all()] == [["CV ja hakemus."]]


def test_draft_is_shown_for_no_other_client_form_or_user(user):
    save(user)
    assert drafts.of(user, form="session", client_key=1).content["note"] == ["CV."]
    assert drafts.of(user, form="session", client_key=2) is None
    assert drafts.of(user, form="session") is None
    assert drafts.of(user, form="step", client_key=1) is None
    assert drafts.of(UserFactory(), form="session", client_key=1) is None


def test_draft_of_a_form_without_a_client_is_one_too(user):
    for note in ("a", "b"):
        save(user, note, client_key=None)
    assert drafts.of(user, form="session").content["note"] == ["b"]


def test_draft_keeps_neither_the_token_nor_the_key_nor_what_the_database_cannot_hold(user):
    draft = save(user, "a\0b", submission=[str(uuid.uuid4())], csrfmiddlewaretoken=["secret"])
    draft.refresh_from_db()
    assert set(draft.content) == {"note", "draft-showing"}
    assert draft.content["note"] == ["ab"]


def test_draft_longer_than_any_form_is_refused_and_the_one_before_stays(user):
    save(user)
    with pytest.raises(ValidationError, match="liian pitkä"):
        save(user, "x" * (drafts.LONGEST + 1))
    assert drafts.of(user, form="session", client_key=1).content["note"] == ["CV."]


def test_draft_that_comes_after_its_form_was_taken_is_not_kept(user):
    key = str(uuid.uuid4())
    submissions.keep(key=key, digest="d", led_to="/", by=user)
    assert save(user, submission=[key]) is None
    assert Draft.objects.count() == 0


def test_draft_of_a_second_tab_keeps_what_the_first_wrote_and_its_saving_too(user):
    one, two = ["tab one"], ["tab two"]
    save(user, "Ensimmäinen pitkä teksti.", submission=one)
    save(user, "Toinen pitkä teksti.", submission=two)
    draft = save(user, "Toinen pitkä teksti jatkuu.", submission=two)
    assert (draft.content["note"], draft.earlier) == (
        ["Toinen pitkä teksti jatkuu."],
        ["Ensimmäinen pitkä teksti."],
    )
    drafts.discard(form="session", client_key=1, by=user)
    assert drafts.of(user, form="session", client_key=1).earlier == ["Ensimmäinen pitkä teksti."]
    drafts.throw_away(form="session", client_key=1, by=user)
    assert Draft.objects.count() == 0


def test_draft_that_a_page_began_with_is_gone_on_with(user):
    save(user, "Alku teksti.", submission=["tab one"])
    draft = save(user, "Uusi teksti.", submission=["tab two"], **{"draft-began": ["tab one"]})
    assert (draft.earlier, draft.showing) == ([], "tab two")


def test_draft_of_a_second_tab_that_holds_the_first_ones_words_keeps_them_once(user):
    save(user, "Alku on tämä.", submission=["tab one"])
    assert save(user, "Alku on tämä. Ja jatko.", submission=["tab two"]).earlier == []


def test_form_shown_afresh_begins_with_the_draft_and_an_empty_box_is_empty(user):
    form = Sample()
    drafts.fill(form, save(user, topics=["2"]))
    assert {name: form[name].value() for name in form.fields} == {
        "note": "CV.",
        "is_secret": False,
        "topics": ["2"],
        "submission": "fresh",
    }


def test_form_that_was_sent_says_what_was_sent_and_without_a_draft_what_is_usual(user):
    sent, usual = Sample({"note": "Sent."}), Sample()
    drafts.fill(sent, save(user))
    drafts.fill(usual, None)
    assert (sent["note"].value(), usual["note"].value(), usual["is_secret"].value()) == ("Sent.", "", True)


def test_discarded_draft_is_gone_and_the_others_stay(user):
    save(user)
    save(user, client_key=2)
    drafts.discard(form="session", client_key=1, by=user)
    assert drafts.client_keys(user, form="session") == [2]


def test_purge_forgets_drafts_of_a_month_ago_only(user):
    for key, days in ((1, 29), (2, 31)):
        save(user, client_key=key)
        Draft.objects.filter(client_key=key).update(saved_at=timezone.now() - dt.timedelta(days=days))
    tasks.purge_forms(timestamp=0)
    assert drafts.client_keys(user, form="session") == [1]


def test_constraints_of_drafts_refuse_a_second_one_and_one_of_no_form(user):
    save(user, client_key=None)
    for form, name in (("session", "staff_draft_once"), (" ", "staff_draft_form_given")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Draft.objects.create(user=user, form=form, saved_at=timezone.now())


def test_save_by_the_page_answers_with_the_time(browser, user):
    answer = browser.post(address("save"), {"note": "CV.", "topics": ["1", "2"]})
    draft = drafts.of(user, form="session", client_key=1)
    moment = timezone.localtime(draft.saved_at)
    assert answer.json() == {"text": f"Tallennettu luonnos klo {moment:%H.%M}"}
    assert (draft.content["note"], draft.content["topics"]) == (["CV."], ["1", "2"])


def test_save_by_the_page_of_a_sent_form_gives_a_new_key(browser, user):
    key = str(uuid.uuid4())
    submissions.keep(key=key, digest="d", led_to="/", by=user)
    answer = browser.post(address("save"), {"note": "CV.", "submission": key})
    assert (answer.status_code, Draft.objects.count()) == (409, 0)
    assert (
        browser.post(address("save"), {"note": "CV.", "submission": answer.json()["key"]}).status_code == 200
    )


def test_save_by_the_page_of_a_second_tab_says_that_the_first_ones_words_are_kept(browser):
    for key in (1, 2):
        answer = browser.post(
            address("save"), {"note": f"Teksti {key}.", "submission": str(uuid.UUID(int=key))}
        )
    assert "toisessa välilehdessä" in answer.json()["text"]


def test_save_by_the_page_too_long_says_so(browser):
    answer = browser.post(address("save"), {"note": "x" * (drafts.LONGEST + 1)})
    assert (answer.status_code, "liian pitkä" in answer.json()["text"]) == (422, True)


@pytest.mark.parametrize("client", ["?client=x", "?client=-1", "?client=" + "9" * 30, "?client=²"])
def test_save_for_nobody_is_not_found(browser, client):
    assert browser.post(address("save", client), {"note": "CV."}).status_code == 404


@pytest.mark.parametrize(
    ("onward", "expected"),
    [("/log/?client=1", "/log/?client=1"), ("https://evil.example/", "/"), ("//x.y", "/"), ("", "/")],
)
def test_discard_by_the_page_leads_back_to_the_form_and_nowhere_else(browser, user, onward, expected):
    save(user)
    answer = browser.post(address("discard"), {"next": onward})
    assert (answer["Location"], Draft.objects.count()) == (expected, 0)
