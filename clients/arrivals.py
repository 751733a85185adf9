"""Clients come: somebody new, or somebody who was here before. Nobody is doubled without a person's word."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients import assignments, consents, enrolments, likenesses, records, target_groups
from clients.choices import ConsentKind
from clients.models import Client, Enrolment
from projects import partners
from projects.models import Partner, Project, TargetGroup
from staff import auditing
from staff.models import User

ONE_DAY = dt.timedelta(days=1)


class LikelyDouble(ValidationError):
    """The newcomer may be one of these clients; a person has to look before another record is made."""

    def __init__(self, clients: Sequence[Client]):
        super().__init__(_("There may already be such a client."))
        self.clients = clients


@dataclass(frozen=True)
class Stay:
    """What is agreed when a client comes: the project, from when, sent by whom, with which coach."""

    project: Project
    starts_on: dt.date
    coach: User | None = None
    referred_by: Partner | None = None
    # A partner who isn't in the register yet, by name.
    new_partner: str = ""
    target_groups: Sequence[TargetGroup] = field(default=())


def take_in(
    *, facts: dict[str, Any], stay: Stay, has_consent: bool = False, is_sure: bool = False, by: auditing.Actor
) -> Client:
    """Take in a client who is new, in one act: the record, the stay, the coach, the consent.

    Refused (LikelyDouble) when there may already be such a client and nobody has said that she is another; refused
    (ValidationError) as the parts of it are.
    """
    with auditing.act(by=by):
        # Two who take in the same person at once: the second one waits here, and then sees the first one's.
        number = records.next_number()
        if not is_sure and (likely := _likely(facts)):
            raise LikelyDouble(likely)
        client = records.register(client_number=number, **facts, by=by)
        _begin(client, stay, by)
        if has_consent:
            consents.give(client=client, kind=ConsentKind.REGISTER, starts_on=stay.starts_on, by=by)
    return client


def welcome_back(*, client: Client, stay: Stay, by: auditing.Actor) -> Enrolment:
    """Let a known client come again, to the same project or another: a new stay under the number she has.

    Refused (ValidationError) while she is in the project already, and outside its days.
    """
    with auditing.act(by=by):
        return _begin(client, stay, by)


def _likely(facts: dict[str, Any]) -> list[Client]:
    return likenesses.alike(
        name=f"{facts.get('last_name', '')} {facts['first_names']}",
        born_on=facts.get("born_on"),
        phone=facts.get("phone", ""),
        identity_code=facts.get("personal_identity_code") or "",
    )


def _begin(client: Client, stay: Stay, by: auditing.Actor) -> Enrolment:
    referred_by = stay.referred_by
    if stay.new_partner.strip():
        referred_by = partners.named(name=stay.new_partner, by=by)
    enrolment = enrolments.start(
        client=client, project=stay.project, starts_on=stay.starts_on, referred_by=referred_by, by=by
    )
    if stay.coach:
        _assign(client, stay.coach, stay.starts_on, by)
    for group in stay.target_groups:
        target_groups.join(enrolment=enrolment, group=group, starts_on=stay.starts_on, by=by)
    return enrolment


def _assign(client: Client, coach: User, starts_on: dt.date, by: auditing.Actor) -> None:
    """The coach works with her from the day on: beside the days on which they do already, in another project maybe."""
    for known in client.assignments.filter(coach=coach).exclude(ends_on__lt=starts_on).order_by("starts_on"):
        if starts_on < known.starts_on:
            until = known.starts_on - ONE_DAY
            assignments.assign(client=client, coach=coach, starts_on=starts_on, ends_on=until, by=by)
        if known.ends_on is None:
            return
        starts_on = known.ends_on + ONE_DAY
    assignments.assign(client=client, coach=coach, starts_on=starts_on, by=by)
