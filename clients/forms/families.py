"""Forms of families."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from clients.choices import FamilyRelation
from clients.models import Client


class RelationForm(forms.Form):
    """What somebody is in the family."""

    use_required_attribute = False

    relation = forms.ChoiceField(label=_("Relation"), choices=FamilyRelation)


class RelativeForm(RelationForm):
    """Another client of the same family, from those found."""

    relative = forms.ModelChoiceField(
        label=_("Who"), queryset=Client.objects.none(), empty_label=None, widget=forms.RadioSelect,
        error_messages={"required": _("Search for the other client, then choose.")},
    )  # fmt: skip

    field_order = ("relative", "relation")

    def __init__(self, *args: Any, found: QuerySet[Client], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["relative"].queryset = found
