"""The weekly digest: what a week begins with, for a coach of her own clients, for who leads of the project's.

One a week, instead of a message for each matter. By mail only the counts go, and a link.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from clients import gaps, search
from clients.access import reachable_clients, visible_clients
from clients.gaps import Gap
from clients.models import Client, Enrolment
from coaching import worklists
from coaching.worklists import Tally
from ohjaamo.formats import day as in_words
from projects.memberships import allowed_to
from staff.models import User
from staff.permissions import CLIENT_VIEWERS, Permission

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Digest:
    """What came in the seven days up to today, what waits and what is missing, as far as it is hers to settle."""

    today: dt.date
    # Whether it is of a coach's own clients.
    is_own: bool
    newcomers: Sequence[Client]
    waiting: Sequence[Tally]
    gaps: Sequence[Gap]

    @property
    def since(self) -> dt.date:
        return self.today - WEEK + dt.timedelta(days=1)

    @property
    def count(self) -> int:
        """How many matters wait."""
        return sum(tally.count for tally in self.waiting) + sum(gap.count for gap in self.gaps)


def digest(user: User, today: dt.date) -> Digest:
    """Somebody's digest of the week that ends today."""
    allowed = allowed_to(user, today)
    seen = allowed.projects_where(Permission.SEE_PROJECT_CLIENTS)
    keeps = allowed.projects_where(Permission.KEEP_CLIENT_FACTS)
    scope = worklists.led(user, today) if seen else worklists.own(user, today)
    clients = visible_clients(user, today) if seen else scope.clients
    reads = allowed.may(Permission.READ_NOTES)
    waiting = [tally for tally in worklists.tallies(scope) if tally.count] if reads else []
    whose = gaps.running(clients, keeps, today)
    return Digest(
        today=today,
        is_own=not seen,
        newcomers=list(_newcomers(clients, seen or list(scope.projects), user, today)),
        waiting=[tally for tally in waiting if tally.list.of is None],
        gaps=gaps.gaps(whose) if keeps else [],
    )


def readers() -> QuerySet[User]:
    """Those who want the digest by mail and still work here."""
    return User.objects.filter(has_digest=True, is_active=True)


def mail(user: User, today: dt.date) -> None:
    """Send somebody the digest: counts and a link, no client's name or number. Who sees no clients gets nothing."""
    if not any(allowed_to(user, today).may(permission) for permission in CLIENT_VIEWERS):
        return
    with translation.override(user.interface_language):
        found = digest(user, today)
        address = f"{settings.OHJAAMO_ADDRESS}{reverse('coaching:digest')}"
        text = render_to_string("coaching/mail/digest.txt", {"digest": found, "address": address})
        subject = _("Ohjaamo: your week %(day)s") % {"day": in_words(today)}
        send_mail(subject, text, None, [str(user.email)])


def _newcomers(
    clients: QuerySet[Client], projects: Sequence[int], user: User, today: dt.date
) -> QuerySet[Any]:
    """Who came of late, and whether her record may be opened (`is_reachable`)."""
    lately = (today - WEEK + dt.timedelta(days=1), today)
    stays = Enrolment.objects.filter(project__in=projects, starts_on__range=lately)
    found = clients.filter(pk__in=stays.values("client")).order_by(*search.by_name())
    return found.annotate(is_reachable=Exists(reachable_clients(user, today).filter(pk=OuterRef("pk"))))
