"""What clients can do, and what shows it."""

import datetime as dt

from clients.choices import SkillSource
from clients.findings import correct, refuse_unlived
from clients.models import Client, Skill
from staff import auditing
from staff.rows import keep


def add(
    *,
    client: Client,
    name: str,
    source: SkillSource | str,
    shown_on: dt.date,
    evidence: str = "",
    today: dt.date,
    by: auditing.Actor,
) -> Skill:
    """Record a skill. Refused (ValidationError) when it doesn't say what she can do, or for a day she can't mean."""
    refuse_unlived(client, today, shown_on=shown_on)
    skill = Skill(client=client, name=name, source=source, shown_on=shown_on, evidence=evidence)
    with auditing.act(by=by):
        keep(skill)
    return skill


def change(
    *,
    row: Skill,
    name: str,
    source: SkillSource | str,
    shown_on: dt.date,
    evidence: str,
    today: dt.date,
    by: auditing.Actor,
) -> Skill:
    """Put a wrong row right. Refused (ValidationError) as in `add`, and once it is withdrawn."""
    refuse_unlived(row.client, today, shown_on=shown_on)
    return correct(row=row, name=name, source=source, shown_on=shown_on, evidence=evidence, by=by)
