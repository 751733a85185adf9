from coaching.models.path import Stage, Step
from coaching.models.session import Attendance, CoachingSession, SessionTopic, Topic

__all__ = ["Attendance", "CoachingSession", "SessionTopic", "Stage", "Step", "Topic"]
