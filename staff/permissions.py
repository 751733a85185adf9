"""Who may do what: permissions, roles, and the table between them, in words the office can check.

Roles belong to a membership of a project and combine; somebody's permissions are the union of their roles'.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(TextChoices):
    """What can be allowed. A view asks for one of these, never for a role."""

    SEE_OWN_CLIENTS = "see_own_clients", _("see the clients they coach")
    SEE_PROJECT_CLIENTS = "see_project_clients", _("see all clients of the project")
    FIND_PROJECT_CLIENTS = (
        "find_project_clients",
        _("find any client of the project by search and open with a reason"),
    )
    READ_NOTES = "read_notes", _("read notes of sessions")
    READ_CONFIDENTIAL_NOTES = "read_confidential_notes", _("read confidential notes")
    OPEN_RESTRICTED_CLIENTS = (
        "open_restricted_clients",
        _("open the record of a client under a safety restriction"),
    )
    LOG_SESSIONS = "log_sessions", _("log sessions and next steps")
    KEEP_CLIENT_FACTS = "keep_client_facts", _("take in clients and keep their facts")
    ASSIGN_CLIENTS = "assign_clients", _("assign clients to coaches and hand them over")
    SETTLE_DOUBLES = "settle_doubles", _("settle doubles: merge two records of one client")
    KEEP_CATALOGUE = "keep_catalogue", _("keep the catalogue: services, materials, texts of printouts")
    KEEP_PROJECT = "keep_project", _("keep the project's stages, topics and target groups")
    USE_IDENTITY_CODES = "use_identity_codes", _("see identity codes while importing")
    IMPORT_BOOKS = "import_books", _("import spreadsheets")
    SEE_REPORTS = "see_reports", _("see report totals")
    OPEN_FIGURES = "open_figures", _("open figures to the people behind them")
    PUBLISH_REPORTS = "publish_reports", _("publish reports")
    SEE_MONEY = "see_money", _("see the project's money: budget, costs, claims, invoices")
    KEEP_MONEY = "keep_money", _("keep the project's money and send claims")
    MANAGE_MEMBERS = "manage_members", _("manage the project's members")
    SEE_EMPLOYERS = "see_employers", _("see employers")
    MANAGE_USERS = "manage_users", _("manage users and settings")


# Whoever may enter the list of clients at all.
CLIENT_VIEWERS = (
    Permission.SEE_OWN_CLIENTS,
    Permission.SEE_PROJECT_CLIENTS,
    Permission.FIND_PROJECT_CLIENTS,
)


class Role(TextChoices):
    COACH = "coach", _("coach")
    COORDINATOR = "coordinator", _("coordinator")
    MANAGER = "manager", _("project manager")
    SECRETARY = "secretary", _("project secretary")
    PARTNER = "partner", _("partner implementer")
    AUDITOR = "auditor", _("auditor")


@dataclass(frozen=True)
class RoleCard:
    """A role as the office reads it."""

    sees: Promise
    does: Promise
    permissions: frozenset[Permission]


_COACHING = frozenset(
    {Permission.READ_NOTES, Permission.LOG_SESSIONS, Permission.SEE_EMPLOYERS, Permission.SEE_REPORTS}
)

ROLE_CARDS: dict[Role, RoleCard] = {
    Role.COACH: RoleCard(
        sees=_("Own clients; others of the project by search, with a reason that is logged; report totals."),
        does=_("Logs sessions, plans, offers services, records outcomes, keeps contact with employers."),
        permissions=_COACHING
        | {Permission.SEE_OWN_CLIENTS, Permission.FIND_PROJECT_CLIENTS, Permission.KEEP_CLIENT_FACTS},
    ),
    Role.COORDINATOR: RoleCard(
        sees=_("All clients of the project."),
        does=_("The same as a coach; assigns clients, hands them over, keeps the catalogue."),
        permissions=_COACHING
        | {
            Permission.SEE_PROJECT_CLIENTS,
            Permission.READ_CONFIDENTIAL_NOTES,
            Permission.KEEP_CLIENT_FACTS,
            Permission.ASSIGN_CLIENTS,
            Permission.KEEP_CATALOGUE,
            Permission.OPEN_FIGURES,
        },
    ),
    Role.MANAGER: RoleCard(
        sees=_("All clients of the project, reports with the people behind each figure, money."),
        does=_("Publishes reports, sends claims, manages members, merges doubles."),
        permissions=_COACHING
        | {
            Permission.SEE_PROJECT_CLIENTS,
            Permission.READ_CONFIDENTIAL_NOTES,
            Permission.OPEN_RESTRICTED_CLIENTS,
            Permission.KEEP_CLIENT_FACTS,
            Permission.ASSIGN_CLIENTS,
            Permission.SETTLE_DOUBLES,
            Permission.KEEP_CATALOGUE,
            Permission.KEEP_PROJECT,
            Permission.IMPORT_BOOKS,
            Permission.OPEN_FIGURES,
            Permission.PUBLISH_REPORTS,
            Permission.SEE_MONEY,
            Permission.KEEP_MONEY,
            Permission.MANAGE_MEMBERS,
        },
    ),
    Role.SECRETARY: RoleCard(
        sees=_("Client facts without session notes; identity codes while importing."),
        does=_("Takes in clients, imports books, settles doubles, exports, completes missing data."),
        permissions=frozenset(
            {
                Permission.SEE_PROJECT_CLIENTS,
                Permission.KEEP_CLIENT_FACTS,
                Permission.SETTLE_DOUBLES,
                Permission.USE_IDENTITY_CODES,
                Permission.IMPORT_BOOKS,
            }
        ),
    ),
    Role.PARTNER: RoleCard(
        sees=_("Employers, the survey and the toolkit; never a client's identity."),
        does=_("The same."),
        permissions=frozenset({Permission.SEE_EMPLOYERS}),
    ),
    Role.AUDITOR: RoleCard(
        sees=_("Publications they were named for, for a named time."),
        does=_("Only reads."),
        permissions=frozenset(),
    ),
}


def permissions_of(roles: list[str]) -> frozenset[Permission]:
    """The union of what the roles allow. Raises ValueError for a role that isn't known."""
    return frozenset().union(*(ROLE_CARDS[Role(role)].permissions for role in roles))
