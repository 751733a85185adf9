from clients.models.activity import Activity, ActivityTerms
from clients.models.assignment import Assignment
from clients.models.client import Client
from clients.models.enrolment import Enrolment
from clients.models.family import Consent, Family, FamilyMember
from clients.models.outcome import FollowUp, Outcome

__all__ = [
    "Activity",
    "ActivityTerms",
    "Assignment",
    "Client",
    "Consent",
    "Enrolment",
    "Family",
    "FamilyMember",
    "FollowUp",
    "Outcome",
]
