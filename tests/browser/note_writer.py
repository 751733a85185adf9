"""A coach writes notes over a bad line, as a person would: what she typed must all be found in the end."""

import time
from dataclasses import dataclass
from random import Random

from playwright.sync_api import Error, Page, expect

from coaching.models import CoachingSession
from staff.models import Draft
from tests.browser.bad_line import BadLine

WORDS = (
    "Työnhaku", "CV", "hakemus", "Kela", "дом", "سلام", "äiti", "kurssi", "puhelu", "sovittu", "ensi", "viikolla",
    "🙂", "Arctic", "Siivous",
)  # fmt: skip
# Long: how often a piece gets through is a matter of chance, and of how slow the machine is.
PATIENCE_SECONDS = 240


@dataclass
class Figures:
    runs: int = 0
    typed: int = 0
    lost: int = 0
    doubled: int = 0
    reopened: int = 0
    presses: int = 0


class NoteWriter:
    """Writes one note after another about one client."""

    def __init__(self, page: Page, line: BadLine, address: str, seed: int) -> None:
        self.page, self.line, self.address = page, line, address
        self.chance = Random(seed)
        self.figures = Figures()

    def write(self) -> None:
        """One run: a note is begun, perhaps reopened from its draft, ended and saved; what is lost is counted."""
        parts = [self._words(), self._words()]
        known = set(CoachingSession.objects.values_list("pk", flat=True))
        self._open()
        self.line.go_bad()
        self._type(parts[0])
        if self.chance.random() < 0.3:
            self._close_without_a_word(parts[0])
        self._type(parts[1])
        self._save(known)
        made = list(CoachingSession.objects.exclude(pk__in=known).values_list("note", flat=True))
        typed = "".join(parts).strip()
        self.figures.runs += 1
        self.figures.typed += len(typed)
        self.figures.doubled += len(made) - 1
        self.figures.lost += 0 if typed in made else abs(len(typed) - len(made[0])) or 1

    def _words(self) -> str:
        return "".join(f"{self.chance.choice(WORDS)} " for _each in range(self.chance.randint(3, 9)))

    def _open(self) -> None:
        self.page.goto(self.address)
        expect(self.page.locator("[name=note]")).to_be_visible()

    def _type(self, text: str) -> None:
        """At the end of what is there, with pauses as in thinking."""
        note = self.page.locator("[name=note]")
        for word in text.split(" ")[:-1]:
            note.press("Control+End")
            self.page.keyboard.insert_text(word[:1])
            self.page.keyboard.insert_text(word[1:] + " ")
            time.sleep(self.chance.choice([0, 0, 0.02, 0.2]))

    def _close_without_a_word(self, text: str) -> None:
        """The phone dies after the page has said that the draft is saved; the form is opened again."""
        line = self.page.locator("[data-draft-line][data-state=saved]")
        expect(line).to_be_visible(timeout=PATIENCE_SECONDS * 1000)
        self._until(lambda: Draft.objects.filter(content__note=[text]).exists())
        self.figures.reopened += 1
        context = self.page.context
        self.page.close()
        self.page = context.new_page()
        self.line.is_bad = False
        self._open()
        self.line.go_bad()
        expect(self.page.locator("[name=note]")).to_have_value(text)

    def _save(self, known: set[int]) -> None:
        """Press the button, and again each time the page says that it couldn't save, until it goes on by itself.

        The line gets better once the note is taken: the page may have missed the answer, and is to get it.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if CoachingSession.objects.exclude(pk__in=known).exists():
                self.line.is_bad = False
                if "/log/" not in self.page.url:
                    return
            try:
                button = self.page.locator("main .action-bar button[type=submit]")
                if self.page.evaluate("!document.querySelector('main form[data-draft]')?.inert"):
                    self.figures.presses += 1
                    button.click(timeout=1000)
            except Error:
                pass  # on its way to the next page, or still sending
            time.sleep(0.15)
        raise AssertionError("the note was never saved")

    def _until(self, holds) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < deadline
            time.sleep(0.1)
