"""The list of clients and what it can be narrowed by."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from clients import gaps, imported, search, situations
from clients.access import reachable_clients, visible_clients
from clients.models import Assignment, Client, Enrolment
from ohjaamo.periods import running_on
from ohjaamo.reference import language_choices
from projects.access import projects_for
from projects.choices import ActivityKind
from projects.import_access import batches_of
from projects.memberships import allowed_to
from projects.models import Municipality, Partner, Project
from staff.choices import BatchState
from staff.models import ImportBatch, User
from staff.permissions import CLIENT_VIEWERS, Permission

MINE, ALL = "mine", "all"
NOW, NOT_NOW = "now", "not"
ANY, UNCLASSIFIED = "any-", "none"


def activity_choices() -> list[tuple[Any, Any]]:
    """Each kind twice: as the primary activity, as in the status table, and among all that are running."""
    return [
        (_("Primary activity today"), [*ActivityKind.choices, (UNCLASSIFIED, _("No activity recorded"))]),
        (_("Primary or secondary"), [(f"{ANY}{kind}", kind.label) for kind in ActivityKind]),
    ]


class ClientFilter(FilterSet):
    """Clients whom the user may see; with a search also those whom she may find."""

    q = CharFilter(label=_("Name or client number"), method="search", max_length=search.LONGEST)
    whose = ChoiceFilter(
        label=_("Whose"), empty_label=None, method="of_whom",
        choices=[(MINE, _("My own")), (ALL, _("All I may see"))],
    )  # fmt: skip
    active = ChoiceFilter(
        label=_("In a project"), empty_label=_("Now or before"), method="in_project",
        choices=[(NOW, _("Now")), (NOT_NOW, _("Not now"))],
    )  # fmt: skip
    activity = ChoiceFilter(
        label=_("Activity"), empty_label=_("Any"), method="doing", choices=activity_choices
    )
    language = ChoiceFilter(
        label=_("Language"), empty_label=_("Any"), method="speaking", choices=language_choices
    )
    municipality = ModelChoiceFilter(
        label=_("Municipality"),
        empty_label=_("Any"),
        method="living_in",
        queryset=Municipality.objects.none(),
    )
    missing = ChoiceFilter(
        label=_("Missing fact"), empty_label=_("Any"), method="lacking",
        choices=[(key, label) for key, (label, _missing) in gaps.GAPS.items()],
    )  # fmt: skip
    referred_by = ModelChoiceFilter(
        label=_("Referred by"), empty_label=_("Any"), method="sent_by", queryset=Partner.objects.all()
    )
    imported = ModelChoiceFilter(
        label=_("Imported with"),
        empty_label=_("Any"),
        method="brought_by",
        queryset=ImportBatch.objects.none(),
    )
    project = ModelChoiceFilter(
        label=_("Project"), empty_label=_("Any"), method="of_project", queryset=Project.objects.none()
    )

    def __init__(self, data: QueryDict, *, user: User, today: dt.date):
        self.user, self.today = user, today
        self.projects = projects_for(user, *CLIENT_VIEWERS)
        coaches = allowed_to(user, today).may(Permission.SEE_OWN_CLIENTS)
        data = data.copy()
        if not data.get("whose"):
            data["whose"] = MINE if coaches and not data.get("q", "").strip() else ALL
        self.is_search = bool(data.get("q", "").strip())
        seen = visible_clients(user, today)
        super().__init__(data, self._base(seen))
        self.filters["municipality"].queryset = Municipality.objects.filter(
            pk__in=seen.filter(has_safety_restriction=False).values("municipality")
        )
        self.filters["project"].queryset = Project.objects.filter(pk__in=[each.pk for each in self.projects])
        if len(self.projects) < 2:
            del self.filters["project"]
        if not allowed_to(user, today).may(Permission.LOG_SESSIONS):
            del self.filters["whose"]
        if allowed_to(user, today).may(Permission.IMPORT_BOOKS):
            self.filters["imported"].queryset = batches_of(user, today).filter(state=BatchState.APPLIED)
        else:
            del self.filters["imported"]

    @property
    def set_count(self) -> int:
        """How many filters were set by hand, the search aside."""
        return sum(1 for name in self.filters if name not in ("q", "whose") and self.data.get(name))

    @property
    def project_chosen(self) -> Project | None:
        """The project whose order of precedence holds: the chosen one, else the only one."""
        only = self.projects[0] if len(self.projects) == 1 else None
        return self.form.cleaned_data.get("project") or only

    def filter_queryset(self, queryset: QuerySet[Client]) -> QuerySet[Client]:
        if "q" in self.form.errors:
            return queryset.none()
        # What a client does, speaks and where she lives is told of those only whose record opens at once.
        if self.set_count:
            queryset = queryset.filter(opens_at_once=True)
        primary = situations.primary_kind(self.today, self.project_chosen)
        return super().filter_queryset(queryset.annotate(primary_kind=primary))

    def search(self, queryset: QuerySet[Client], name: str, value: str) -> QuerySet[Client]:
        return search.find(queryset, value)

    def of_whom(self, queryset: QuerySet[Client], name: str, value: str) -> QuerySet[Client]:
        own = Assignment.objects.filter(running_on(self.today), coach=self.user)
        return queryset.filter(pk__in=own.values("client")) if value == MINE else queryset

    def in_project(self, queryset: QuerySet[Client], name: str, value: str) -> QuerySet[Client]:
        stays = Enrolment.objects.filter(running_on(self.today), client=OuterRef("pk"))
        if project := self.form.cleaned_data.get("project"):
            stays = stays.filter(project=project)
        return queryset.filter(Exists(stays) if value == NOW else ~Exists(stays))

    def doing(self, queryset: QuerySet[Client], name: str, value: str) -> QuerySet[Client]:
        if value == UNCLASSIFIED:
            return queryset.filter(primary_kind__isnull=True)
        if not value.startswith(ANY):
            return queryset.filter(primary_kind=value)
        running = running_on(self.today, "activities__")
        standing = Q(activities__withdrawn_at__isnull=True, activities__kind=value.removeprefix(ANY))
        return queryset.filter(pk__in=Client.objects.filter(running, standing).values("pk"))

    def speaking(self, queryset: QuerySet[Client], name: str, value: str) -> QuerySet[Client]:
        return queryset.filter(Q(mother_tongue=value) | Q(service_languages__contains=[value]))

    def living_in(self, queryset: QuerySet[Client], name: str, value: Municipality) -> QuerySet[Client]:
        # A list by municipality would tell where those live whose municipality isn't told.
        return queryset.filter(municipality=value, has_safety_restriction=False)

    def lacking(self, queryset: QuerySet[Client], name: str, value: str) -> QuerySet[Client]:
        return gaps.missing(queryset, value)

    def of_project(self, queryset: QuerySet[Client], name: str, value: Project) -> QuerySet[Client]:
        return queryset.filter(pk__in=Enrolment.objects.filter(project=value).values("client"))

    def sent_by(self, queryset: QuerySet[Client], name: str, value: Partner) -> QuerySet[Client]:
        """Of the stays in projects where she sees clients; in the chosen one, if one is chosen."""
        chosen = self.form.cleaned_data.get("project")
        projects = [chosen] if chosen else self.projects
        stays = Enrolment.objects.filter(referred_by=value, project__in=projects)
        return queryset.filter(pk__in=stays.values("client"))

    def brought_by(self, queryset: QuerySet[Client], name: str, value: ImportBatch) -> QuerySet[Client]:
        return imported.brought_by(queryset, value)

    def _base(self, seen: QuerySet[Client]) -> QuerySet[Client]:
        reachable = reachable_clients(self.user, self.today)
        clients = reachable if self.is_search else seen
        return (
            clients.select_related("municipality")
            .annotate(
                is_reachable=Exists(reachable.filter(pk=OuterRef("pk"))),
                opens_at_once=Exists(reachable.filter(pk=OuterRef("pk"), opens_freely=True)),
            )
            .order_by(*search.by_name())
        )
