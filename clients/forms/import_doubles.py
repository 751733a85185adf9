"""What is said of rows that may be about somebody we know."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clients.import_differences import Difference, columns
from clients.import_pairs import Pair
from staff.verdicts import Answer

SAME, NEW, LEAVE = "same", "new", "leave"


class AnswerForm(forms.Form):
    """Whom the row is about, and which of its values take the place of ours."""

    whom = forms.ChoiceField(label=_("Who it is"), required=False, widget=forms.RadioSelect)
    say = forms.ChoiceField(choices=[(word, word) for word in (SAME, NEW, LEAVE)])
    taken = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = pair
        self.fields["whom"].choices = [(side.key, side.key) for side in pair.sides]  # type: ignore[attr-defined]
        self.fields["taken"].choices = [  # type: ignore[attr-defined]
            (f"{cell.side.key}:{line.name}", line.name)
            for line in pair.lines
            for cell in line.cells
            if cell.differs and cell.may_be_taken
        ]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        sides = {side.key: side for side in self.pair.sides}
        only = next(iter(sides)) if len(sides) == 1 else ""
        side = sides.get(said.get("whom") or only)
        if said.get("say") == SAME and side is None and "whom" not in self.errors:
            self.add_error("whom", _("Choose first who it is."))
        is_hers = side.is_hers_to_decide if said.get("say") == SAME and side else self.pair.is_hers_to_decide
        if said.get("say") in (SAME, NEW) and not is_hers:
            self.add_error(None, _("The client is under a safety restriction: the project manager decides."))
        return said | {"side": side}

    @property
    def says_same(self) -> bool:
        return bool(self.cleaned_data["say"] == SAME)

    @property
    def answer(self) -> Answer:
        """What was said, as a staged row keeps it."""
        if not self.says_same:
            return Answer(is_new=self.cleaned_data["say"] == NEW, is_left=self.cleaned_data["say"] == LEAVE)
        side = self.cleaned_data["side"]
        taken = {
            key.partition(":")[2] for key in self.cleaned_data["taken"] if key.startswith(f"{side.key}:")
        }
        return side.answer(frozenset(taken))


class TicksForm(forms.Form):
    """Which differing values to take: of those shown the ticked ones, or all or none of a column."""

    shown = forms.MultipleChoiceField(required=False)
    taken = forms.MultipleChoiceField(required=False)
    whole = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, found: Sequence[Difference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [(each.key, each.key) for each in found]
        self.fields["shown"].choices = self.fields["taken"].choices = keys  # type: ignore[attr-defined]
        words = [f"{how}:{column}" for column in columns(found) for how in ("all", "none")]
        self.fields["whole"].choices = [(word, word) for word in words]  # type: ignore[attr-defined]

    @property
    def ticks(self) -> dict[str, bool]:
        """By the key of each difference shown, whether it is ticked."""
        return {key: key in self.cleaned_data["taken"] for key in self.cleaned_data["shown"]}

    @property
    def columns(self) -> dict[str, bool]:
        """The column of which all or none is taken."""
        how, _colon, column = self.cleaned_data["whole"].partition(":")
        return {column: how == "all"} if column else {}
