"""Several people change one session again and again at once: each is saved or told so, and nothing saved is lost."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from django.db import connection

from coaching import sessions
from coaching.models import CoachingSession
from ohjaamo.periods import today
from staff import auditing
from staff.permissions import Role
from tests.factories.coaching import SessionFactory

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
EDITORS, EDITS = 8, 10_000


class Editor:
    """Writes a text that nobody else writes, as if in a form shown with the revision that it read."""

    def __init__(self, user, key: int) -> None:
        self.user, self.key = user, key
        self.saved: list[str] = []
        self.told = 0

    def edit(self, numbers) -> None:
        try:
            while next(numbers) < EDITS:
                self._edit()
        finally:
            connection.close()

    def _edit(self) -> None:
        shown = CoachingSession.objects.get(pk=self.key)
        said = {name: getattr(shown, name) for name in sessions.SAID}
        text = f"{self.user.pk}-{len(self.saved)}-{self.told}"
        try:
            sessions.change(
                session=shown,
                **said | {"note": text},
                topics=[],
                revision=shown.revision,
                today=today(),
                by=self.user,
            )
        except sessions.ChangedMeanwhile:
            self.told += 1
        else:
            self.saved.append(text)


def test_ten_thousand_raced_edits_are_each_saved_or_told_and_none_is_lost(project, member_of):
    session = SessionFactory(project=project, note="Alku")
    editors = [Editor(member_of(Role.COACH), session.pk) for _each in range(EDITORS)]
    numbers, began = count(), time.monotonic()
    with ThreadPoolExecutor(EDITORS) as pool:
        for done in [pool.submit(editor.edit, numbers) for editor in editors]:
            done.result()
    saved = [text for editor in editors for text in editor.saved]
    told = sum(editor.told for editor in editors)
    kept = Counter(event.note for event in auditing.history_of(session))
    print(f"{EDITS} edits, {len(saved)} saved, {told} told, {time.monotonic() - began:.0f} s")
    assert len(saved) + told == EDITS
    assert kept == Counter([*saved, "Alku"])
    session.refresh_from_db()
    assert session.revision == len(saved) + 1
    assert told > 0
