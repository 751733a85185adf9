"""Books of sessions: one row for each session with one client."""

import re
from collections.abc import Container, Iterator
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from clients import words as client_words
from clients.book_people import MODELS, PERSON, PersonResource
from coaching import book_rows, topics, words
from coaching.choices import SessionKind
from coaching.intakes.sessions import SessionIntake
from coaching.models import Topic
from ohjaamo.books import Cell
from ohjaamo.reference import language_choices, plain
from projects import book_columns as columns
from projects.book_columns import BookField
from projects.book_resources import Line
from projects.memberships import allowed_to
from staff import cells
from staff.gathering import Gathering
from staff.permissions import Permission
from staff.verdicts import Verdict

# What stands between several topics in one cell.
BETWEEN = re.compile(r"(\s*[\n;,/+&]\s*|\s+(?:ja|and|sekä)\s+)")
DURATION = _lazy("A duration: 45, 45 min or 1 h 30 min")
COACHING_MODELS = {
    **MODELS,
    "sessions": _lazy("sessions"),
    "meetings": _lazy("group meetings"),
    "attendances": _lazy("attendances"),
}


def ways() -> list[tuple[str, str]]:
    """How a session with one client is held."""
    return [(str(way), str(way.label)) for way in SessionKind if way in words.WAYS]


def read_topics(cell: Cell, *, topics: dict[str, Topic], **known: Any) -> list[Topic]:
    """The topics in a cell, each once. Refused (ValueError) when the project hasn't one of them."""
    return list(dict.fromkeys(_topic(word, topics) for word in topics_apart(cells.text(cell), topics)))


def topics_apart(text: str, known: Container[str]) -> list[str]:
    """The words of a cell of topics; what parts words doesn't part a topic's own name."""
    pieces = BETWEEN.split(text)
    words, start = [], 0
    while start < len(pieces):
        # The longest name that begins here, else the word alone.
        names = (end for end in range(len(pieces), start, -2) if plain("".join(pieces[start:end])) in known)
        end = next(names, start + 1)
        words.append("".join(pieces[start:end]).strip())
        start = end + 1
    return [word for word in words if word]


def _topic(word: str, known: dict[str, Topic]) -> Topic:
    if plain(word) not in known:
        raise ValueError(_("“%(text)s” is not a topic of the project.") % {"text": word[:60]})
    return known[plain(word)]


class SessionResource(PersonResource):
    """When, with whom, how long, how, in which language, about what, and what was written of it."""

    kind = "sessions"
    label = _lazy("Sessions")
    models = COACHING_MODELS
    needs = {
        PERSON: _lazy("The row doesn't say with whom."),
        ("held_on",): _lazy("The day is missing."),
        ("minutes", "hours"): _lazy("The duration is missing."),
    }
    may_repeat = True
    spare = ("name", "hours")

    held_on = BookField(
        "Pvm",
        "Päivä",
        "Päivämäärä",
        "Tapaamispäivä",
        "Ohjauspäivä",
        english=("Date", "Day"),
        read=columns.day,
    )
    minutes = BookField(
        "Kesto (min)",
        "Kesto",
        "Kesto minuutteina",
        "Minuutit",
        "Minuuttia",
        "Min",
        english=("Duration (min)", "Duration", "Minutes"),
        read=columns.word(words.minutes, None),
        takes=DURATION,
    )
    hours = BookField(
        "Tunnit",
        "Kesto (h)",
        "Kesto tunteina",
        "Tuntia",
        english=("Hours", "Duration (h)"),
        read=columns.word(words.hours, None),
        takes=DURATION,
    )
    way = BookField(
        "Tapa",
        "Tapaamistapa",
        "Muoto",
        "Ohjausmuoto",
        english=("Way", "Kind"),
        read=columns.word(words.way),
        choices=ways,
    )
    language = BookField(
        "Kieli",
        "Tapaamiskieli",
        "Ohjauskieli",
        english=("Language",),
        read=columns.word(client_words.language),
        choices=language_choices,
    )
    has_interpreter = BookField(
        "Tulkki",
        "Tulkki paikalla",
        english=("Interpreter",),
        read=columns.word(client_words.truth, None),
        choices=columns.truths,
    )
    coach = BookField(
        "Valmentaja", "Ohjaaja", "Työntekijä", "Kirjaaja", english=("Coach",), read=columns.text(200)
    )
    topics = BookField(
        "Aiheet",
        "Aihe",
        "Teemat",
        "Teema",
        "Mitä tehtiin",
        english=("Topics", "Topic"),
        read=read_topics,
        takes=_lazy("Topics of the project, with ; between them"),
    )
    note = BookField(
        "Muistiinpano",
        "Muistiinpanot",
        "Kirjaus",
        "Huom.",
        "Huomautus",
        "Lisätiedot",
        english=("Note",),
        read=columns.passage,
    )

    def __init__(self, **scope: Any) -> None:
        super().__init__(**scope)
        self.fields["topics"].choices = self.topic_choices
        self.fields["topics"].apart = lambda text: topics_apart(text, self.known["topics"])

    def topic_choices(self) -> list[tuple[str, str]]:
        """The topics of the project, each under its name."""
        return [(topic.name, topic.name) for topic in topics.of_project(self.project)]

    @cached_property
    def known(self) -> dict[str, Any]:
        return super().known | {
            "topics": {plain(topic.name): topic for topic in topics.of_project(self.project)}
        }

    @property
    def shown_columns(self) -> list[str]:
        """Without the notes, for whoever doesn't read those of the project."""
        reads = allowed_to(self.by, self.today).may(Permission.READ_NOTES, self.project.pk)
        return [name for name in super().shown_columns if reads or name != "note"]

    def lines(self) -> Iterator[Line]:
        return book_rows.sessions(self.project)

    def open_intake(self) -> SessionIntake:
        self.gathering = Gathering()
        return SessionIntake(self.project, self.today, self.gathering, self.by)

    def complete(self, values: dict[str, Any], verdict: Verdict) -> None:
        super().complete(values, verdict)
        told = {name: values.pop(name, None) for name in ("minutes", "hours")}
        values["minutes"] = told["minutes"] or told["hours"]
        if told["minutes"] and told["hours"] not in (None, told["minutes"]):
            verdict.refuse("hours", _("The two columns tell two durations. Correct one of them."))
