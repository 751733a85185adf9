"""Deviations that somebody has accepted, with the reason; withdrawn when they were accepted wrongly."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Project
from reports.findings import Finding
from reports.models import Explanation
from staff import auditing
from staff.models import User
from staff.rows import keep


def standing(project: Project) -> list[Explanation]:
    """The explanations of a project that stand, with who gave them."""
    return list(Explanation.objects.filter(project=project).select_related("explained_by"))


def explain(*, project: Project, finding: Finding, mark: str, reason: str, by: User) -> Explanation:
    """Accept what a rule found: the clients whom nothing explains yet, or the difference.

    Refused (ValidationError) without a reason, when there is nothing to explain, and when the rule finds something
    else by now than she was shown (`mark`, see Finding).
    """
    if not finding.is_open:
        raise ValidationError(_("There is nothing to explain here any more."))
    if finding.mark != mark:
        raise ValidationError(
            _("The rule finds something else by now. Look at it again before you accept it.")
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this is as it should be.")})
    explanation = Explanation(
        project=project,
        rule=finding.rule,
        subject=finding.subject,
        as_of=finding.as_of,
        client_keys=list(finding.open_keys),
        difference=None if finding.keys else finding.difference,
        reason=reason.strip(),
        explained_at=timezone.now(),
        explained_by=by,
    )
    with auditing.act(by=by):
        keep(explanation)
    return explanation


def withdraw(*, explanation: Explanation, reason: str, by: User) -> Explanation:
    """Take an explanation back; what it spoke of is open again.

    Refused (ValidationError) without a reason, and when it is withdrawn already.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is taken back.")})
    with auditing.act(by=by):
        current = Explanation.objects.select_for_update().filter(pk=explanation.pk).first()
        if current is None:
            raise ValidationError(_("This has been withdrawn meanwhile."))
        current.withdrawn_at, current.withdrawn_by = timezone.now(), by
        current.withdrawn_reason = reason.strip()
        keep(current, update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return current
