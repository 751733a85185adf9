"""The door to a project's money."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from projects.access import project_for, projects_for
from projects.choices import ProjectPart
from projects.models import ActualCost, ClaimPeriod, Invoice, Project
from staff.permissions import Permission


def money_for(user: Any, code: str, permission: Permission) -> Project:
    """The project with this code, for somebody who may do so with its money; Http404, too, where it has no money."""
    project = project_for(user, code, permission)
    if not project.has_part(ProjectPart.MONEY):
        raise Http404
    return project


def money_projects_for(user: Any, permission: Permission) -> list[Project]:
    """The projects with money in which the user may do so with it, newest first."""
    return [project for project in projects_for(user, permission) if project.has_part(ProjectPart.MONEY)]


def claim_for(user: Any, pk: int, permission: Permission) -> ClaimPeriod:
    """The claim period, for somebody who may do so with its project's money; else Http404."""
    claim = get_object_or_404(ClaimPeriod.objects.select_related("project"), pk=pk)
    money_for(user, claim.project.code, permission)
    return claim


def cost_for(user: Any, pk: int, permission: Permission) -> ActualCost:
    """The cost, for somebody who may do so with its project's money; else Http404."""
    cost = get_object_or_404(ActualCost.objects.select_related("project"), pk=pk)
    money_for(user, cost.project.code, permission)
    return cost


def invoice_for(user: Any, pk: int, permission: Permission) -> Invoice:
    """The invoice, for somebody who may do so with its project's money; else Http404."""
    invoice = get_object_or_404(Invoice.objects.select_related("claim__project", "municipality"), pk=pk)
    money_for(user, invoice.claim.project.code, permission)
    return invoice
