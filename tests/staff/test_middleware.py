import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import get_language

from staff import auditing
from staff.middleware import (
    BY_SCRIPT,
    SAFE_METHODS,
    ActorMiddleware,
    NoStoreMiddleware,
    StoredLanguageMiddleware,
)
from staff.permissions import Role
from tests.factories.staff import UserFactory

KEY = "0b5c1d1e-8f0a-4b9e-9c1e-2b8f4a6d7e10"

pytestmark = pytest.mark.django_db


def request_by(user, method="GET", path="/clients/", **facts):
    request = RequestFactory().generic(method, path, **facts)
    request.user = user
    return request


def language_of(cookie: str | None, **facts) -> tuple[str, str]:
    """The language inside the request, and the one the answer names."""
    request = request_by(AnonymousUser(), **facts)
    if cookie is not None:
        request.COOKIES["language"] = cookie
    answer = StoredLanguageMiddleware(
        lambda request: HttpResponse(f"{get_language()} {request.LANGUAGE_CODE}")
    )(request)
    return answer.content.decode(), answer["Content-Language"]


@pytest.mark.parametrize(
    ("cookie", "language"),
    [(None, "fi"), ("fi", "fi"), ("en", "en"), ("sv", "fi"), ("../x", "fi"), ("", "fi")],
)
def test_language_is_the_one_chosen_and_otherwise_finnish(cookie, language):
    assert language_of(cookie) == (f"{language} {language}", language)


def test_language_of_the_browser_does_not_count():
    assert language_of(None, headers={"Accept-Language": "en"}) == ("fi fi", "fi")


def test_language_of_one_request_does_not_stay():
    before = get_language()
    language_of("en")
    assert get_language() == before


def test_answer_that_names_its_language_keeps_it():
    answer = StoredLanguageMiddleware(lambda request: HttpResponse(headers={"Content-Language": "sv"}))(
        request_by(AnonymousUser())
    )
    assert answer["Content-Language"] == "sv"


def test_answer_to_somebody_signed_in_is_kept_by_nobody():
    answer = NoStoreMiddleware(lambda request: HttpResponse(headers={"Cache-Control": "public"}))(
        request_by(UserFactory.build())
    )
    assert answer["Cache-Control"] == "no-store"


def test_answer_to_a_stranger_keeps_its_own_cache_rule():
    answer = NoStoreMiddleware(lambda request: HttpResponse())(request_by(AnonymousUser()))
    assert "Cache-Control" not in answer


def actor_seen(request) -> dict:
    seen = []

    def view(request):
        seen.append(auditing.current())
        return HttpResponse()

    ActorMiddleware(view)(request)
    assert auditing.current() == {}
    return seen[0]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_request_that_may_write_is_made_in_the_name_of_the_person(method):
    user = UserFactory()
    assert actor_seen(request_by(user, method)) == {"actor": f"user:{user.pk}", "url": "/clients/"}


def test_request_before_sign_in_is_made_in_the_name_of_sign_in():
    assert actor_seen(request_by(AnonymousUser(), "POST")) == {"actor": "sign-in", "url": "/clients/"}


@pytest.mark.parametrize("method", SAFE_METHODS)
def test_request_that_only_reads_names_nobody(method):
    assert actor_seen(request_by(UserFactory(), method)) == {}


def test_request_keeps_its_query_out_of_the_history():
    request = request_by(UserFactory(), "POST", "/clients/?q=Warsame")
    assert actor_seen(request)["url"] == "/clients/"


def test_page_without_sign_in_leads_to_sign_in(client):
    answer = client.get(reverse("reports:home"))
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('account_login')}?next=/")


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/clients/1/coaching/?all", "?next=/clients/1/coaching/%3Fall"),
        ("http://elsewhere.example/clients/", ""),
        ("", ""),
    ],
)
def test_form_without_sign_in_leads_to_sign_in_and_back_to_its_page_never_to_a_verb(client, referer, back):
    answer = client.post(reverse("coaching:step-done", args=[1]), headers={"Referer": referer})
    assert (answer.status_code, answer["Location"]) == (302, reverse("account_login") + back)


def test_words_sent_without_sign_in_stay_on_a_page_and_are_saved_from_it_once_signed_in(client):
    address, data = (
        reverse("staff:me"),
        {"languages": "fin", "note": "Tärkeä asia.", "submission": KEY, "writer": "7"},
    )
    answer = client.post(address, data)
    text = answer.content.decode()
    fields = ('name="languages" value="fin"', f'name="submission" value="{KEY}"', 'name="writer" value="7"')
    assert (answer.status_code, [each in text for each in fields]) == (401, [True] * 3)
    assert (">Tärkeä asia.</p>" in text, answer["Cache-Control"]) == (True, "no-store")
    by_script = client.post(address, data, headers={BY_SCRIPT: "1"})
    assert (by_script.status_code, by_script["Location"]) == (302, reverse("account_login"))


def test_words_of_a_form_that_is_not_found_or_not_hers_are_shown_again(member_of, signed_in):
    browser = signed_in(member_of(Role.PARTNER))
    for address, status in (("/nowhere/", 404), (reverse("coaching:session-log"), 403)):
        answer = browser.post(address, {"note": "Tärkeä asia."})
        text = answer.content.decode()
        assert (answer.status_code, ">Tärkeä asia.</p>" in text) == (status, True)


def test_form_whose_cookies_are_gone_leads_to_sign_in_and_back_too():
    browser, page = Client(enforce_csrf_checks=True), "http://testserver/log/?client=1"
    answer = browser.post("/log/?client=1", {"note": "CV."}, headers={"Referer": page})
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{reverse('account_login')}?next=/log/%3Fclient%3D1",
    )


def test_form_of_somebody_signed_in_without_its_token_is_told_apart():
    browser = Client(enforce_csrf_checks=True)
    user = UserFactory()
    with auditing.act(by="sign-in"):
        browser.force_login(user)
    assert browser.post("/log/?client=1", {"note": "CV."}).status_code == 403


def test_health_answers_without_sign_in(client):
    answer = client.get(reverse("staff:healthz"))
    assert (answer.status_code, answer.content) == (200, b"ok")
