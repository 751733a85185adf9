"""The words of this floor."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ActivityKind(TextChoices):
    """What a client does. The order here is the association's default order of precedence."""

    VOCATIONAL = "vocational", _("In vocational education")
    INTEGRATION = "integration", _("In integration training")
    OTHER_EDUCATION = "other_education", _("In other education")
    WORK = "work", _("At work")
    WORK_TRIAL = "work_trial", _("In a work trial")
    OTHER = "other", _("Other (family leave, sick leave)")
    UNEMPLOYED = "unemployed", _("Unemployed jobseeker")


class ProgrammePeriod(TextChoices):
    ESF_2014 = "2014-2020", _("2014–2020")
    ESF_PLUS_2021 = "2021-2027", _("2021–2027")


class ProjectPart(TextChoices):
    """Parts of the system a project may switch off."""

    PATH = "path", _("Client path")
    GROUPS = "groups", _("Groups")
    SERVICES = "services", _("Service tray")
    ASSESSMENT = "assessment", _("Assessment")
    SITUATIONS = "situations", _("Life situation at entry, at exit and a year after")
    MEASUREMENTS = "measurements", _("Measurements")
    EMPLOYERS = "employers", _("Employers")
    MONEY = "money", _("Money")


class TargetGroupKind(TextChoices):
    """A pilot is tried out for a while; a target group is whom the project is for."""

    TARGET = "target", _("Target group")
    PILOT = "pilot", _("Pilot")


class ContactWay(TextChoices):
    MEETING = "meeting", _("Meeting")
    PHONE = "phone", _("Phone call")
    MESSAGE = "message", _("Message")
    EVENT = "event", _("Event")


class Implementer(TextChoices):
    """Who carries out a project: the lead applies and answers for it, a partner has a budget of its own."""

    LEAD = "lead", _("Lead implementer")
    PARTNER = "partner", _("Partner implementer")


class Urbanisation(IntegerChoices):
    """Eurostat's degree of urbanisation of a municipality (DEGURBA); the third is rural."""

    CITY = 1, _("City")
    TOWN = 2, _("Town or suburb")
    RURAL = 3, _("Rural area")


class FundingKind(TextChoices):
    """Where money comes from, as the funder's forms ask. Income isn't anybody's funding and is told apart."""

    ESF = "esf", _("ESF and the state")
    STATE_AID = "state_aid", _("STEA or RAY")
    MUNICIPAL = "municipal", _("Municipality")
    OWN = "own", _("The association itself")
    OTHER_PUBLIC = "other_public", _("Other public funding")
    PRIVATE = "private", _("Private funding")
    INCOME = "income", _("Income")


class BudgetKind(TextChoices):
    """A draft binds nobody; of the others the latest binds."""

    DRAFT = "draft", _("Draft")
    DECISION = "decision", _("Decision")
    AMENDMENT = "amendment", _("Amendment")


class RateKind(TextChoices):
    """What a percent of the budget is taken for."""

    SIDE_COSTS = "side_costs", _("Side costs and holiday bonus")
    FLAT_RATE = "flat_rate", _("Flat rate")
    OWN_FUNDING = "own_funding", _("Own funding")


class SplitBasis(TextChoices):
    """By what the municipalities share the own funding."""

    SHARE = "share", _("Share of residents who speak a foreign language")
    PERSONS = "persons", _("Residents who speak a foreign language")
    AGREED = "agreed", _("Agreed percents")


class PercentRule(TextChoices):
    """How weights become the percents that are used."""

    EXACT = "exact", _("As they are, unrounded")
    TWO_DIGITS = "two_digits", _("Rounded to two significant digits")
    AGREED = "agreed", _("As agreed")


class PayerKind(TextChoices):
    """Who pays a municipality's share."""

    MUNICIPALITY = "municipality", _("The municipality")
    ASSOCIATION = "association", _("The association")


class CostKind(TextChoices):
    """The holiday bonus is within the side costs' percent, and so is no salary."""

    SALARY = "salary", _("Salary")
    HOLIDAY_BONUS = "holiday_bonus", _("Holiday bonus")


DEFAULT_STAGES = (
    "Ohjautuminen",
    "Alkukartoitus",
    "Suunnitelma",
    "Valmennus",
    "Siirtymä työhön tai opintoihin",
    "Seuranta",
)
