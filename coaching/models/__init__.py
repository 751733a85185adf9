from coaching.models.appointment import Appointment, CalendarFeed
from coaching.models.group import Group, GroupMeeting, GroupMember, Registration
from coaching.models.material import Material, MaterialGift, Phrase
from coaching.models.measurement import Answer, Instrument, InstrumentBand, InstrumentItem, Measurement
from coaching.models.path import Goal, Stage, Step
from coaching.models.service import OfferTurn, Service, ServiceOffer
from coaching.models.session import Attendance, CoachingSession, SessionTopic, Topic
from coaching.models.situation import Situation

__all__ = [
    "Answer",
    "Appointment",
    "Attendance",
    "CalendarFeed",
    "CoachingSession",
    "Goal",
    "Group",
    "GroupMeeting",
    "GroupMember",
    "Instrument",
    "InstrumentBand",
    "InstrumentItem",
    "Material",
    "MaterialGift",
    "Measurement",
    "OfferTurn",
    "Phrase",
    "Registration",
    "Service",
    "ServiceOffer",
    "SessionTopic",
    "Situation",
    "Stage",
    "Step",
    "Topic",
]
