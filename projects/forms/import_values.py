"""The form of the words and days that are asked about: each word has a choice, each column of days its order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from projects.import_days import DayColumn
from projects.import_values import Values
from projects.import_words import Word, WordColumn, likest
from staff.day_orders import whole_year

# A form shows so many words at once; the others come after them.
WORDS_AT_ONCE = 100
# What stands for leaving the cell blank, as an empty choice stands for deciding later.
BLANK = "-"
# What may be asked of a column of days.
PARTS = ("order", "year", "until")
FIRST_YEAR, LAST_YEAR = 1900, 2100
# What words meant in other books, column by column.
Memory = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class WordQuestion:
    """A word with its field; the likeliest of the choices come first, and hold the one that is chosen."""

    word: Word
    field: BoundField
    column: WordColumn

    @property
    def chosen(self) -> str:
        return str(self.field.value() or "")

    @property
    def first(self) -> list[tuple[str, str]]:
        codes = [*self.word.candidates] or likest(self.word.text, self.column.choices)
        if self.chosen in self.column.choices and self.chosen not in codes:
            codes = [self.chosen, *codes]
        return [(code, named(self.column, code)) for code in codes]


@dataclass(frozen=True)
class DayQuestion:
    """A column of unclear days with its fields."""

    column: DayColumn
    order: BoundField | None
    year: BoundField | None
    until: BoundField | None

    @property
    def proof(self) -> str:
        """A day that leaves one order only, or nothing."""
        orders = self.column.orders
        return self.column.proofs.get(orders[0], "") if len(orders) == 1 else ""


class ValuesForm(forms.Form):
    """What is asked of a book: the unknown words and the unclear days, or those `chosen` of one column.

    What is remembered of an unknown word is offered.
    """

    use_required_attribute = False

    def __init__(
        self, *args: Any, values: Values, memory: Memory, chosen: Sequence[Word] = (), **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.values, self.memory = values, memory
        self.asked = self._asked(chosen)
        for column, words in self.asked:
            choices = [("", ""), (BLANK, ""), *column.choices.items()]
            for word in words:
                self.fields[word.key] = self._choice(word, choices)
        self.asked_days = [] if chosen else [column for column in values.days if column.orders]
        for column in self.asked_days:
            self.fields.update(_day_fields(column))

    @property
    def later(self) -> int:
        """How many unknown words come after these."""
        shown = sum(word.meaning is None for _column, words in self.asked for word in words)
        return sum(len(column.unknown) for column in self.values.words) - shown

    @property
    def questions(self) -> Iterator[tuple[WordColumn, SafeString, list[WordQuestion]]]:
        """Column by column its words, with all that they may mean as options."""
        for column, words in self.asked:
            choices = [(code, named(column, code)) for code in column.choices]
            options = format_html_join("", '<option value="{}">{}</option>', choices)
            yield column, options, [WordQuestion(word, self[word.key], column) for word in words]

    @cached_property
    def day_questions(self) -> list[DayQuestion]:
        def field(column: DayColumn, part: str) -> BoundField | None:
            name = f"{column.name}-{part}"
            return self[name] if name in self.fields else None

        return [DayQuestion(column, *(field(column, part) for part in PARTS)) for column in self.asked_days]

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """What was chosen, where it says something new. The form has been found in order."""
        said: dict[str, dict[str, str]] = {}
        for column, words in self.asked:
            for word in words:
                chosen = self.cleaned_data[word.key]
                meaning = "" if chosen == BLANK else chosen
                if chosen and meaning != word.meaning:
                    said.setdefault(column.name, {})[word.word] = meaning
        return said

    @property
    def days(self) -> dict[str, dict[str, Any]]:
        """What was said of each column's days."""
        said = {}
        for column in self.asked_days:
            parts = {
                part: self.cleaned_data.get(f"{column.name}-{part}") for part in ("order", "year", "until")
            }
            if found := {part: value for part, value in parts.items() if value}:
                said[column.name] = found
        return said

    def _asked(self, chosen: Sequence[Word]) -> list[tuple[WordColumn, list[Word]]]:
        """The words of a form that was sent, else those chosen, else the first of the unknown ones."""
        asked = []
        room = WORDS_AT_ONCE
        for column in self.values.words:
            if self.is_bound:
                words = [word for word in column.words if word.key in self.data]
            elif chosen:
                words = [word for word in chosen if word.column == column.name]
            else:
                words = column.unknown[:room]
                room -= len(words)
            if words:
                asked.append((column, words))
        return asked

    def _choice(self, word: Word, choices: list[tuple[str, str]]) -> forms.ChoiceField:
        meaning = self.memory[word.column].get(word.word) if word.meaning is None else word.meaning
        return forms.ChoiceField(
            label=_("“%(word)s”") % {"word": word.text},
            choices=choices,
            required=False,
            initial=BLANK if meaning == "" else meaning,
        )


def named(column: WordColumn, code: str) -> str:
    """A choice by its name; a number, as municipalities have, is told with it."""
    return f"{column.choices[code]} ({code})" if code.isdigit() else column.choices[code]


def _day_fields(column: DayColumn) -> Iterator[tuple[str, forms.Field]]:
    if column.asks_order:
        proven = column.orders[0] if len(column.orders) == 1 else None
        yield (
            f"{column.name}-order",
            forms.ChoiceField(
                label=_("How the days of “%(title)s” are written") % {"title": column.title},
                choices=[(order, _reading(column, order)) for order in column.orders],
                widget=forms.RadioSelect,
                required=False,
                initial=column.said.get("order", proven),
            ),
        )
    years = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR, "required": False}
    if column.yearless:
        label = _("The year of days such as “%(text)s”") % {"text": column.yearless}
        yield f"{column.name}-year", forms.IntegerField(label=label, initial=column.said.get("year"), **years)
    if column.short:
        until = column.said.get("until", column.until)
        label = _("The last year that two figures can mean")
        read = _("Now they are read so: %(readings)s.") % {"readings": _short_years(column, until)}
        yield (
            f"{column.name}-until",
            forms.IntegerField(label=label, help_text=read, initial=until, **years),
        )


def _reading(column: DayColumn, order: str) -> str:
    """What an order makes of the example: "1/2/2019 → 1.2.2019"."""
    day = column.readings(column.example)[order]
    if day is None:
        return ""
    year = "" if column.example == column.yearless else day.year
    return f"{column.example} → {day.day}.{day.month}.{year}"


def _short_years(column: DayColumn, until: int) -> str:
    """How the earliest and the latest years of two figures are read: "85 → 1985, 19 → 2019"."""
    years = sorted((whole_year(figures, until), figures) for figures in column.short_years)
    shown = years if len(years) < 3 else [years[0], years[-1]]
    return ", ".join(f"{figures} → {year}" for year, figures in shown)
