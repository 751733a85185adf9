"""A form that is sent twice is taken once: by its key, its address and what it says."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from ohjaamo.keeping import NOT_SAID
from staff.models import Submission, User

# What a request carries whose form wasn't taken, though it is answered by going elsewhere.
NOT_TAKEN = "ohjaamo.form_not_taken"
# Nobody sends a form again after this; a draft left open over a long weekend still counts as the same form.
KEPT = dt.timedelta(days=14)


def digest_of(*, address: str, posted: QueryDict, files: Iterable[tuple[str, UploadedFile]] = ()) -> str:
    """What makes two forms the same: the same key, sent to the same address, saying the same."""
    said = hashlib.sha256()
    parts = [address]
    for name in sorted(set(posted) - set(NOT_SAID)):
        parts += [name, *posted.getlist(name)]
    for name, file in files:
        content = hashlib.sha256()
        for chunk in file.chunks():
            content.update(chunk)
        file.seek(0)
        parts += [name, file.name or "", content.hexdigest()]
    for part in parts:
        # Each part with its length, so that no two ways of cutting the text look alike.
        data = part.encode("utf-8", "surrogatepass")
        said.update(f"{len(data)}:".encode() + data)
    return said.hexdigest()


def wait_for_twin(*, key: str, digest: str, by: User) -> Submission | None:
    """The same form, if it has been taken. One that is being taken right now is waited for.

    To be called inside the transaction that takes the form: until its end its twins wait.
    """
    _hold(key, by)
    return Submission.objects.filter(user=by, digest=digest).first()


def was_taken(*, key: str, by: User) -> bool:
    """Whether a form with this key was taken, whatever it said. One that is being taken right now is waited for.

    To be called inside the transaction that depends on the answer.
    """
    _hold(key, by)
    return Submission.objects.filter(user=by, digest=_digest_of_key(key)).exists()


def keep(*, key: str, digest: str, led_to: str, by: User) -> None:
    """Remember that the form was taken and the address it led to; and that its key was used, whatever it said."""
    now = timezone.now()
    marks = [
        Submission(user=by, digest=each, led_to=led_to, sent_at=now) for each in (digest, _digest_of_key(key))
    ]
    # The key may have been used before: she went back, wrote something else and sent it again.
    Submission.objects.bulk_create(marks, ignore_conflicts=True)


def purge(*, before: dt.datetime) -> int:
    """Forget the forms sent before a moment; how many they were."""
    return Submission.objects.filter(sent_at__lt=before).delete()[0]


def _digest_of_key(key: str) -> str:
    return hashlib.sha256(f"key:{key}".encode("utf-8", "surrogatepass")).hexdigest()


def _hold(key: str, by: User) -> None:
    """Nobody else goes past with this key before the end of the transaction."""
    number = hashlib.sha256(f"{by.pk}:{_digest_of_key(key)}".encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(number, byteorder="big", signed=True)]
        )
