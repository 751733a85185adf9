from projects.models.category import ActivityCategory, CategoryValidity
from projects.models.member import ProjectMember
from projects.models.municipality import ForeignLanguageShare, Municipality
from projects.models.partner import Partner, PartnerContact
from projects.models.project import Project, ProjectArea, ProjectExtension, ServiceLanguage
from projects.models.target_group import TargetGroup

__all__ = [
    "ActivityCategory",
    "CategoryValidity",
    "ForeignLanguageShare",
    "Municipality",
    "Partner",
    "PartnerContact",
    "Project",
    "ProjectArea",
    "ProjectExtension",
    "ProjectMember",
    "ServiceLanguage",
    "TargetGroup",
]
