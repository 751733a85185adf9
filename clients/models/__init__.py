from clients.models.activity import Activity, ActivityTerms
from clients.models.assessment import (
    LanguageSkill,
    Obstacle,
    PastJob,
    Schooling,
    Showcase,
    Skill,
    StatutoryPlan,
)
from clients.models.assignment import Assignment
from clients.models.card import Card, CardNeed, CardType
from clients.models.client import Client
from clients.models.double import Merge, NotDouble
from clients.models.enrolment import Enrolment
from clients.models.export import Export
from clients.models.family import Consent, Family, FamilyMember
from clients.models.handover import Handover, Substitution
from clients.models.outcome import FollowUp, Outcome
from clients.models.participation import Participation
from clients.models.target_group import TargetGroupMember

__all__ = [
    "Activity",
    "ActivityTerms",
    "Assignment",
    "Card",
    "CardNeed",
    "CardType",
    "Client",
    "Consent",
    "Enrolment",
    "Export",
    "Family",
    "FamilyMember",
    "FollowUp",
    "Handover",
    "LanguageSkill",
    "Merge",
    "NotDouble",
    "Obstacle",
    "Outcome",
    "Participation",
    "PastJob",
    "Schooling",
    "Showcase",
    "Skill",
    "StatutoryPlan",
    "Substitution",
    "TargetGroupMember",
]
