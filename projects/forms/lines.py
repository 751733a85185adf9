"""A form with lines of the same fields one below another; an empty line says nothing."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from projects.book_columns import BLANK

# Lines beside those there are, for what is added; and how many a form takes at most.
SPARE, MOST = 2, 60


@dataclass(frozen=True)
class Line:
    """A line of a form as a page shows it."""

    number: int
    fields: Sequence[forms.BoundField]


@dataclass(frozen=True)
class Said:
    """What a line says: where it stands, and its values by field."""

    place: int
    values: Mapping[str, Any]


class LinesForm(forms.Form):
    """The fields of `line` are asked for once a line, under their names and the line's place ("weight-0")."""

    use_required_attribute = False

    # The fields of a line, and those without which it is empty, whatever the others say.
    line: ClassVar[type[forms.Form]]
    decisive: ClassVar[Sequence[str]]

    def __init__(self, *args: Any, lines: Sequence[Mapping[str, Any]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        shown = _places_sent(self.data) if self.is_bound else len(lines) + SPARE
        self.places = range(min(shown, MOST))
        for place in self.places:
            values = lines[place] if place < len(lines) else {}
            for name, field in self.line.base_fields.items():
                self.fields[f"{name}-{place}"] = _optional(field, values.get(name))

    @property
    def lines(self) -> list[Line]:
        return [
            Line(place + 1, [self[f"{name}-{place}"] for name in self.line.base_fields])
            for place in self.places
        ]

    def said_lines(self) -> Iterator[Said]:
        """The lines that say something; what is missing in one of them is refused there."""
        for place in self.places:
            names = {name: f"{name}-{place}" for name in self.line.base_fields}
            values = {name: self.cleaned_data.pop(key, None) for name, key in names.items()}
            is_faulty = any(key in self.errors for key in names.values())
            if not is_faulty and all(values[name] in BLANK for name in self.decisive):
                continue
            for name, field in self.line.base_fields.items():
                if field.required and values[name] in BLANK and names[name] not in self.errors:
                    self.add_error(names[name], field.error_messages["required"])
            yield Said(place, values)


def _optional(field: forms.Field, initial: Any) -> forms.Field:
    """A field of a line: that it is needed is said of lines that aren't empty."""
    found = copy.deepcopy(field)
    found.required = found.widget.is_required = False
    if initial is not None:
        found.initial = initial
    return found


def _places_sent(data: Mapping[str, Any]) -> int:
    numbers = (re.fullmatch(r"[a-z_]+-(\d{1,3})", name, re.ASCII) for name in data)
    return 1 + max((int(found[1]) for found in numbers if found), default=0)
