import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.test import RequestFactory
from django.utils import timezone

from clients.access import ReasonNeeded
from staff import submissions, tasks
from staff.middleware import BY_SCRIPT, LED_TO, SubmissionMiddleware
from staff.models import Draft, Submission
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db
KEY = "0b5c1d1e-8f0a-4b9e-9c1e-2b8f4a6d7e10"


@pytest.fixture
def user():
    return UserFactory()


class Desk:
    """A view behind the middleware, how often it was asked, and how it answers."""

    def __init__(self, answer=None):
        self.asked = 0
        self.answer = answer or (lambda request: HttpResponseRedirect("/done/"))
        self.middleware = SubmissionMiddleware(self.view)

    def view(self, request):
        self.asked += 1
        return self.answer(request)

    def send(self, user, data=None, path="/log/?client=1", **facts):
        request = RequestFactory().post(path, {"submission": KEY, "note": "CV."} | (data or {}), **facts)
        request.user, request._messages = user, Said()
        response = self.middleware(request)
        return response.status_code, response.get("Location"), response.get(LED_TO), request._messages.texts


class Said:
    def __init__(self):
        self.texts = []

    def add(self, level, text, extra_tags):
        self.texts.append(str(text))


def digest(posted, address="/log/", **files):
    return submissions.digest_of(address=address, posted=QueryDict(posted), files=files.items())


def test_form_sent_again_is_answered_alike_and_done_once(user):
    desk = Desk()
    assert desk.send(user) == (302, "/done/", None, [])
    status, led_to, _by_script, said = desk.send(user)
    assert (status, led_to, desk.asked) == (302, "/done/", 1)
    assert said == ["Tämä oli jo tehty; mitään ei tehty kahdesti."]


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"note": "CV ja hakemus."}, "/log/?client=1"),
        ({"submission": str(uuid.UUID(int=1))}, "/log/?client=1"),
        ({}, "/log/?client=2"),
        ({"extra": ""}, "/log/?client=1"),
    ],
)
def test_form_of_another_key_address_or_content_is_a_new_one(user, data, path):
    desk = Desk()
    desk.send(user)
    desk.send(user, data, path)
    assert desk.asked == 2


def test_form_sent_by_somebody_else_is_a_new_one(user):
    desk = Desk()
    desk.send(user)
    desk.send(UserFactory())
    assert desk.asked == 2


def test_form_that_was_refused_may_come_again_and_keeps_what_the_refusal_wrote(user):
    def refuse(request):
        Draft.objects.create(user=user, form="seen", client_key=1, saved_at=timezone.now())
        return HttpResponse(status=422)

    desk = Desk(refuse)
    desk.send(user)
    assert (Draft.objects.count(), Submission.objects.count()) == (1, 0)
    desk.answer = lambda request: HttpResponseRedirect("/done/")
    assert (desk.send(user)[0], desk.asked) == (302, 2)


@pytest.mark.parametrize("exception", [Http404(), ReasonNeeded(type("Client", (), {"pk": 1}))])
def test_form_whose_view_could_not_answer_is_taken_back_and_may_come_again(user, exception):
    """Whoever is asked for a reason is led away by a redirect, which isn't the answer to her form."""

    def turn_away(request):
        Draft.objects.create(user=user, form="half", saved_at=timezone.now())
        desk.middleware.process_exception(request, exception)
        return HttpResponseRedirect("/reason/")

    desk = Desk(turn_away)
    assert desk.send(user)[:2] == (302, "/reason/")
    assert (Draft.objects.count(), Submission.objects.count()) == (0, 0)


def test_form_without_a_key_is_let_through_every_time(user):
    desk = Desk()
    for _press in range(2):
        desk.send(user, {"submission": ""})
    assert (desk.asked, Submission.objects.count()) == (2, 0)


def test_digest_ignores_the_token_and_the_order_of_fields_but_not_of_values():
    same = digest("a=1&b=2&csrfmiddlewaretoken=x")
    assert digest("b=2&csrfmiddlewaretoken=y&a=1") == same
    assert (
        len({same, digest("a=1&b=3"), digest("a=1&b=2", "/other/"), digest("a=12&b="), digest("a=1&a=2&b=2")})
        == 5
    )
    assert digest("a=1&a=2") != digest("a=2&a=1")


def test_digest_of_a_form_with_a_file_depends_on_its_content_and_leaves_it_readable():
    files = [SimpleUploadedFile("book.xlsx", content) for content in (b"one", b"two", b"one")]
    first, other, same = (digest("a=1", book=file) for file in files)
    assert (first == same, first == other, files[0].read()) == (True, False, b"one")


def test_purge_forgets_the_old_marks_only(user):
    now = timezone.now()
    for days in (13, 15):
        Submission.objects.create(
            user=user, digest=str(days), led_to="/", sent_at=now - dt.timedelta(days=days)
        )
    tasks.purge_forms(timestamp=0)
    assert [mark.digest for mark in Submission.objects.all()] == ["13"]


def test_key_of_a_form_counts_as_taken_whatever_it_says_next(user):
    submissions.keep(key=KEY, digest="d", led_to="/", by=user)
    submissions.keep(key=KEY, digest="e", led_to="/", by=user)
    assert submissions.was_taken(key=KEY, by=user)
    assert not submissions.was_taken(key="another", by=user)
    assert not submissions.was_taken(key=KEY, by=UserFactory())


def test_form_sent_by_script_is_told_where_it_leads_instead_of_being_led(user):
    desk = Desk()
    for _press in range(2):
        assert desk.send(user, headers={BY_SCRIPT: "1"})[:3] == (204, None, "/done/")
    desk.answer = lambda request: HttpResponse(status=422)
    assert desk.send(user, {"note": ""}, headers={BY_SCRIPT: "1"})[:3] == (422, None, None)


def test_form_that_somebody_else_had_is_kept_and_not_taken(user):
    desk = Desk()
    assert desk.send(user, {"writer": str(UserFactory().pk)}, headers={BY_SCRIPT: "1"})[0] == 409
    assert (desk.asked, Submission.objects.count()) == (0, 0)
    assert desk.send(user, {"writer": str(user.pk)})[:2] == (302, "/done/")


def test_form_that_somebody_else_had_comes_back_with_its_words_for_her_alone(signed_in, user):
    writer = UserFactory()
    data = {"submission": KEY, "writer": str(writer.pk), "note": "Tärkeä asia.", "minutes": "15"}
    answer = signed_in(user).post("/log/?client=1", data)
    text = answer.content.decode()
    kept = f'name="writer" value="{writer.pk}"', 'name="minutes" value="15"', ">Tärkeä asia.</p>"
    assert (answer.status_code, [each in text for each in kept]) == (409, [True, True, True])


def test_constraint_staff_submission_once_refuses_a_second_mark(user):
    facts = {"user": user, "digest": "d", "led_to": "/", "sent_at": timezone.now()}
    Submission.objects.create(**facts)
    with pytest.raises(IntegrityError, match="staff_submission_once"), transaction.atomic():
        Submission.objects.create(**facts)


@pytest.mark.django_db(transaction=True)
def test_form_sent_fifty_times_at_once_is_done_once_and_answered_alike(user):
    """A twin that comes while the first is at work waits for it."""
    desk, start = Desk(), Barrier(50)

    def answer(request):
        Draft.objects.create(user=user, form=str(uuid.uuid4()), saved_at=timezone.now())
        return HttpResponseRedirect("/done/")

    desk.answer = answer

    def send(_press):
        try:
            start.wait(timeout=20)
            return desk.send(user)[:2]
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        answers = set(pool.map(send, range(50)))
    assert (answers, desk.asked, Draft.objects.count()) == ({(302, "/done/")}, 1, 1)


def test_form_that_was_refused_by_going_elsewhere_is_asked_again(user, signed_in):
    browser = signed_in(user)
    answers = [
        browser.post("/undo/", {"ticket": "forged", "submission": KEY}, follow=True) for _time in range(2)
    ]
    told = [[str(each) for each in answer.context["messages"]] for answer in answers]
    assert told == [["Tätä ei voi kumota."]] * 2
    assert Submission.objects.count() == 0
