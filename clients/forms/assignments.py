"""Forms of who coaches whom."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from ohjaamo.inputs import DayInput
from ohjaamo.reference import language_name
from staff.models import User


class PersonField(forms.ModelChoiceField):
    """Somebody who works here, with the languages they speak: that is what a coach is chosen by."""

    def __init__(self, **kwargs: Any):
        super().__init__(queryset=User.objects.none(), empty_label=_("Choose a person"), **kwargs)

    def label_from_instance(self, user: User) -> str:
        spoken = ", ".join(language_name(code) for code in user.languages)
        return f"{user} ({spoken})" if spoken else str(user)


class NoteField(forms.CharField):
    """What the new coach should know, in the writer's own words."""

    def __init__(self, **kwargs: Any):
        widget = forms.Textarea(attrs={"rows": 3, "dir": "auto", "autocomplete": "off"})
        super().__init__(
            label=_("What the new coach should know"), required=False, max_length=4000, widget=widget,
            help_text=_("The new coach sees it on the client's page. Nothing on health or religion."), **kwargs,
        )  # fmt: skip


class HandoverForm(forms.Form):
    """From which coach to which."""

    use_required_attribute = False

    giver = forms.ModelChoiceField(label=_("From whom"), queryset=User.objects.none(), empty_label=None)
    receiver = PersonField(label=_("New coach"))
    note = NoteField()

    def __init__(self, *args: Any, givers: list[User], people: QuerySet[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["giver"].queryset = User.objects.filter(pk__in=[user.pk for user in givers])
        if len(givers) == 1:
            self.fields["giver"].widget = forms.HiddenInput()
            self.fields["giver"].initial = givers[0].pk
        self.fields["receiver"].queryset = people


class CoachForm(forms.Form):
    """Who is to be a client's coach."""

    use_required_attribute = False

    coach = PersonField(label=_("Coach"))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["coach"].queryset = people


class MoveForm(forms.Form):
    """Clients of one list, ticked or all of it, and the coach they go to."""

    use_required_attribute = False

    clients = forms.ModelMultipleChoiceField(
        label=_("Clients"), queryset=Client.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    is_all = forms.BooleanField(label=_("Everybody on this list"), required=False)
    receiver = PersonField(label=_("New coach"))
    note = NoteField()

    def __init__(self, *args: Any, clients: QuerySet[Client], people: QuerySet[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["clients"].queryset = clients
        self.fields["receiver"].queryset = people

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("is_all"):
            facts["clients"] = self.fields["clients"].queryset
        if "clients" in facts and not facts["clients"]:
            self.add_error("clients", _("Tick at least one client."))
        return facts


class SubstitutionForm(forms.Form):
    """Who stands in for whom, from when to when."""

    use_required_attribute = False

    coach = PersonField(label=_("Who is away"))
    substitute = PersonField(label=_("Who stands in"))
    starts_on = forms.DateField(label=_("From"), widget=DayInput)
    ends_on = forms.DateField(label=_("To, this day included"), widget=DayInput)

    def __init__(self, *args: Any, coaches: QuerySet[User], people: QuerySet[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["coach"].queryset = coaches
        self.fields["substitute"].queryset = people
        if len(coaches) == 1:
            self.fields["coach"].widget = forms.HiddenInput()
            self.fields["coach"].initial = coaches[0].pk
