"""The form of a bad row: what is typed into its cells, or picked for one of them."""

from collections.abc import Mapping
from typing import Any

from django import forms

# What the cell of a spreadsheet holds at most.
LONGEST_CELL = 32_767


class CorrectionForm(forms.Form):
    """The cells of a row by the places of their columns; `standing` is what stands in them."""

    def __init__(self, *args: Any, standing: Mapping[int, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.standing = standing
        for place in standing:
            for name in (f"cell-{place}", f"offer-{place}"):
                self.fields[name] = forms.CharField(required=False, max_length=LONGEST_CELL)

    @property
    def texts(self) -> dict[int, str]:
        """What was picked, or typed otherwise than it stood, by place. The form has been found in order."""
        texts = {}
        for place, stood in self.standing.items():
            typed = " ".join(self.cleaned_data[f"cell-{place}"].split())
            if offered := self.cleaned_data[f"offer-{place}"]:
                texts[place] = offered
            elif f"cell-{place}" in self.data and typed != stood:
                texts[place] = typed
        return texts
