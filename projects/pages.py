"""What the settings of a project are made of; each page is served by the app that owns what it keeps."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.choices import ProjectPart
from projects.memberships import Allowed
from projects.models import Project
from staff.permissions import Permission

SETTINGS = (Permission.KEEP_PROJECT, Permission.KEEP_CATALOGUE)


@dataclass(frozen=True)
class Entry:
    """A page of settings: its URL name, whom it is for, and which part of the system it needs, if any."""

    url_name: str
    label: Promise
    hint: Promise
    permission: Permission = Permission.KEEP_PROJECT
    part: ProjectPart | None = None
    # Some lists are the whole association's, not one project's.
    has_code: bool = True

    def url(self, project: Project) -> str:
        return reverse(self.url_name, args=[project.code] if self.has_code else [])


ENTRIES = (
    Entry("coaching:stages", _("Stages of the path"), _("Names and order"), part=ProjectPart.PATH),
    Entry("coaching:topics", _("Topics of sessions"), _("Buttons of the log form")),
    Entry("projects:target-groups", _("Target groups and pilots"), _("Whom the project is for, with dates")),
    Entry("projects:reporting-dates", _("Reporting dates"), _("As of which days the project reports")),
    Entry(
        "projects:categories", _("Order of precedence"),
        _("What counts first when a client does several things"),
    ),
    Entry("projects:languages", _("Service languages"), _("In which languages clients are served, with dates")),
    Entry(
        "coaching:services", _("Services"), _("What can be offered to clients"),
        permission=Permission.KEEP_CATALOGUE, part=ProjectPart.SERVICES,
    ),
    Entry(
        "coaching:materials", _("Materials"), _("Guides by language"),
        permission=Permission.KEEP_CATALOGUE, part=ProjectPart.SERVICES, has_code=False,
    ),
    Entry(
        "coaching:phrases", _("Texts of printouts"), _("Translations of the client's own path"),
        permission=Permission.KEEP_CATALOGUE, has_code=False,
    ),
    Entry(
        "coaching:instruments", _("Instruments"), _("Questions, scales and their bands"),
        permission=Permission.KEEP_CATALOGUE, part=ProjectPart.MEASUREMENTS, has_code=False,
    ),
    Entry(
        "coaching:carry-over", _("Carrying clients over"), _("At the project's end, to the next one"),
        permission=Permission.ASSIGN_CLIENTS,
    ),
    Entry("projects:parts", _("Parts in use"), _("What the project doesn't use is hidden")),
)  # fmt: skip


def entries(project: Project, allowed: Allowed) -> list[dict[str, Any]]:
    """The pages of settings that somebody may open for the project; of parts in use only."""
    return [
        {"label": entry.label, "hint": entry.hint, "url": entry.url(project)}
        for entry in ENTRIES
        if allowed.may(entry.permission, project.pk) and (entry.part is None or project.has_part(entry.part))
    ]
