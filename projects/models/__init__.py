from projects.models.budget import BudgetPeriod, BudgetRate, BudgetVersion
from projects.models.category import ActivityCategory, CategoryValidity
from projects.models.claim_period import ClaimFunding, ClaimPeriod
from projects.models.cofinancing import CofinancingKey, CofinancingShare
from projects.models.cost import ActualCost
from projects.models.funding import FundingSource
from projects.models.invoice import Invoice, InvoiceLine
from projects.models.member import ProjectMember
from projects.models.municipality import ForeignLanguageShare, Municipality
from projects.models.partner import Partner, PartnerContact
from projects.models.post import Post, PostPlan
from projects.models.project import Project, ProjectArea, ProjectExtension, ServiceLanguage
from projects.models.target_group import TargetGroup

__all__ = [
    "ActivityCategory",
    "ActualCost",
    "BudgetPeriod",
    "BudgetRate",
    "BudgetVersion",
    "CategoryValidity",
    "ClaimFunding",
    "ClaimPeriod",
    "CofinancingKey",
    "CofinancingShare",
    "ForeignLanguageShare",
    "FundingSource",
    "Invoice",
    "InvoiceLine",
    "Municipality",
    "Partner",
    "PartnerContact",
    "Post",
    "PostPlan",
    "Project",
    "ProjectArea",
    "ProjectExtension",
    "ProjectMember",
    "ServiceLanguage",
    "TargetGroup",
]
