"""The forms by which a book comes in: the file or the cells, how the sheet is read, what its columns mean."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ohjaamo import formats
from ohjaamo.book_limits import MAX_FILE_BYTES
from ohjaamo.books import ENCODINGS
from projects.book_accounts import Account, Opening, letters
from projects.book_resources import BookResource
from projects.models import Project
from staff import headers
from staff.choices import SkipReason
from staff.models import ImportBatch

SUFFIXES = (".xlsx", ".xls", ".ods", ".csv", ".tsv")
MEGABYTE = 1024**2
NAMES_OF_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": _lazy("Windows (Western Europe)"),
    "latin-1": "Latin-1 (ISO 8859-1)",
    "utf-8-twice": _lazy("Text converted twice (MÃ¤kelÃ¤ is Mäkelä)"),
}


class NewImportForm(forms.Form):
    """A file, or cells copied from a spreadsheet."""

    use_required_attribute = False

    project = forms.ModelChoiceField(
        label=_lazy("Project"), queryset=Project.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label=_lazy("File"),
        required=False,
        help_text=_lazy("A spreadsheet (.xlsx, .xls, .ods) or a text file (.csv, .tsv), 20 MB at most."),
        error_messages={"empty": _lazy("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES), "data-largest": MAX_FILE_BYTES}),
    )
    cells = forms.CharField(
        label=_lazy("Cells copied from a spreadsheet"),
        required=False,
        strip=False,
        help_text=_lazy("Copy the cells with their titles and paste them here."),
        widget=forms.Textarea(
            attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false", "wrap": "off", "dir": "auto"}
        ),
    )

    def __init__(self, *args: Any, projects: QuerySet[Project], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects
        self.fields["project"].initial = projects.first()
        if len(projects) == 1:
            self.fields["project"].widget = forms.HiddenInput()

    @property
    def place(self) -> str:
        """The field that the book came by."""
        return "file" if self.cleaned_data["file"] else "cells"

    @property
    def file_name(self) -> str:
        if uploaded := self.cleaned_data["file"]:
            return str(uploaded.name)
        return _("Pasted cells") + ".tsv"

    def clean_file(self) -> UploadedFile | None:
        uploaded: UploadedFile | None = self.cleaned_data["file"]
        if uploaded and (uploaded.size or 0) > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // MEGABYTE
            raise forms.ValidationError(
                _("The file is larger than %(limit)s MB. Split it into smaller files."),
                params={"limit": limit},
            )
        return uploaded

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "file" in said and "cells" in said:
            has_cells = bool(said["cells"].strip())
            if not said["file"] and not has_cells:
                self.add_error("file", _("Choose a file or paste cells."))
            elif said["file"] and has_cells:
                self.add_error("cells", _("Choose one: the file, or what is pasted here."))
        return said

    def write(self, path: Path) -> None:
        """Put what came into a file."""
        if uploaded := self.cleaned_data["file"]:
            with path.open("wb") as book:
                for chunk in uploaded.chunks():
                    book.write(chunk)
        else:
            path.write_text(self.cleaned_data["cells"], encoding="utf-8", newline="")


class SheetForm(forms.Form):
    """Which sheet, which row of titles, what kind of book, which letters, and which rows are taken all the same."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_lazy("What the book holds"))
    sheet = forms.ChoiceField(label=_lazy("Sheet"))
    encoding = forms.ChoiceField(label=_lazy("Letters of the file"))
    header_row = forms.TypedChoiceField(
        label=_lazy("Row of the titles"), coerce=int, widget=forms.RadioSelect
    )
    takes_hidden = forms.BooleanField(label=_lazy("Take the hidden rows, too"), required=False)
    takes_totals = forms.BooleanField(label=_lazy("Take the rows of totals, too"), required=False)

    def __init__(
        self,
        *args: Any,
        batch: ImportBatch,
        kinds: Mapping[str, type[BookResource]],
        account: Account,
        first_rows: Sequence[Opening],
        **kwargs: Any,
    ):
        reading = batch.reading
        taken = reading.get("taken", ())
        initial = {
            "kind": batch.kind,
            "sheet": batch.sheet,
            "encoding": reading["encoding"],
            "header_row": batch.header_row,
            "takes_hidden": SkipReason.HIDDEN in taken,
            "takes_totals": SkipReason.TOTAL in taken,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["kind"].choices = [(kind, resource.label) for kind, resource in kinds.items()]
        self.fields["sheet"].choices = _sheets(reading)
        self.fields["encoding"].choices = [(code, NAMES_OF_ENCODINGS[code]) for code in ENCODINGS]
        self.fields["header_row"].choices = [(row.number, row.number) for row in first_rows]
        told = {each.why for each in account.reasons} | set(taken)
        needless = {
            "sheet": len(reading["sheets"]) < 2,
            "encoding": not reading["encoding"],
            "takes_hidden": SkipReason.HIDDEN not in told,
            "takes_totals": SkipReason.TOTAL not in told,
        }
        for name in (name for name, is_needless in needless.items() if is_needless):
            del self.fields[name]

    @property
    def said(self) -> dict[str, Any]:
        """How the book is to be read; what isn't asked about stays as it is."""
        ticks = {"takes_hidden": SkipReason.HIDDEN, "takes_totals": SkipReason.TOTAL}
        names = ("kind", "sheet", "encoding", "header_row")
        said = {name: self.cleaned_data.get(name, self.initial[name]) for name in names}
        return said | {"taken": [str(why) for name, why in ticks.items() if self.cleaned_data.get(name)]}


@dataclass(frozen=True)
class ColumnLine:
    """A column of the book beside what it means here."""

    field: forms.BoundField
    samples: Sequence[str]
    why: str
    is_guessed: bool


class ColumnsForm(forms.Form):
    """What each column means; one that is empty and has no title isn't asked about."""

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        batch: ImportBatch,
        taker: BookResource,
        samples: Sequence[Sequence[str]],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.mapping, self.samples = batch.mapping, samples
        meanings = _meanings(taker)
        for place, column in enumerate(self.mapping):
            if column["title"] or samples[place]:
                self.fields[_name(place)] = forms.ChoiceField(
                    label=column["title"] or _("Column %(letter)s") % {"letter": letters(place + 1)},
                    choices=[*_day_of(column, taker), *meanings],
                    initial=column["field"],
                    required=False,
                    widget=forms.Select(attrs={"class": "form-select"}),
                )

    @property
    def lines(self) -> list[ColumnLine]:
        return [
            ColumnLine(
                self[_name(place)],
                self.samples[place],
                column["why"] if not self.is_bound else "",
                column.get("is_guessed", False),
            )
            for place, column in enumerate(self.mapping)
            if _name(place) in self.fields
        ]

    @property
    def unread(self) -> list[str]:
        """The titles of columns that aren't taken, as they stand now."""
        return [str(line.field.label) for line in self.lines if not line.field.value()]

    @property
    def meanings(self) -> list[str]:
        """What was said of each column, in order."""
        return [self.cleaned_data.get(_name(place), "") for place, _column in enumerate(self.mapping)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first: dict[str, str] = {}
        for name, meaning in list(said.items()):
            is_read = meaning and meaning != headers.TO_NOTE
            if is_read and (other := first.setdefault(meaning, name)) != name:
                self.add_error(
                    name,
                    _("The column “%(title)s” already means this. Choose something else for one of them.")
                    % {"title": self.fields[other].label},
                )
        return said


def _name(place: int) -> str:
    return f"column-{place}"


def _sheets(reading: dict[str, Any]) -> list[tuple[str, str]]:
    hidden = reading.get("hidden_sheets", ())
    return [
        (name, _("%(sheet)s (hidden)") % {"sheet": name} if name in hidden else name)
        for name in reading["sheets"]
    ]


def _meanings(taker: BookResource) -> list[Any]:
    """What a column may mean: nothing, the note, then the kind's own columns, those that tell rows apart first."""
    needed = {name for group in taker.needs for name in group}
    named = [(name, field.title) for name, field in taker.fields.items()]
    to_note = [(headers.TO_NOTE, _("To the client's note"))] if headers.NOTE in taker.fields else []
    return [
        ("", _("Not taken")),
        *to_note,
        (_("Needed"), [pair for pair in named if pair[0] in needed]),
        (_("Others"), [pair for pair in named if pair[0] not in needed]),
    ]


def _day_of(column: dict[str, Any], taker: BookResource) -> Iterable[tuple[str, str]]:
    """The meaning of a column for a day, offered for that column alone."""
    day: dt.date | None = headers.day_of(column["field"]) or headers.day_in(column["title"])
    if not taker.dated or day is None:
        return []
    name = f"{taker.dated}:{day.isoformat()}"
    return [(name, f"{taker.field_of(name).title} {formats.day(day)}")]
