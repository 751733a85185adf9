"""The words of this floor."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Gender(TextChoices):
    FEMALE = "female", _("Woman")
    MALE = "male", _("Man")
    OTHER = "other", _("Other")
    NOT_TOLD = "not_told", _("Not told")


class ResidenceBasis(TextChoices):
    """Why the client lives in Finland."""

    REFUGEE = "refugee", _("Refugee")
    WORK = "work", _("Work")
    STUDY = "study", _("Studies")
    FAMILY = "family", _("Family")
    SPOUSE = "spouse", _("Spouse of a worker or student")
    TEMPORARY_PROTECTION = "temporary_protection", _("Temporary protection")
    RETURNEE = "returnee", _("Returnee")
    OTHER = "other", _("Other")


class EducationLevel(IntegerChoices):
    """Highest completed education, ISCED 2011."""

    NONE = 0, _("No completed education")
    PRIMARY = 1, _("Primary education")
    LOWER_SECONDARY = 2, _("Lower secondary education")
    UPPER_SECONDARY = 3, _("Upper secondary education")
    POST_SECONDARY = 4, _("Post-secondary, not tertiary")
    SHORT_TERTIARY = 5, _("Short-cycle tertiary education")
    BACHELOR = 6, _("Bachelor's degree")
    MASTER = 7, _("Master's degree")
    DOCTOR = 8, _("Doctoral degree")


class Literacy(TextChoices):
    NONE = "none", _("Doesn't read or write")
    OTHER_SCRIPT = "other_script", _("Reads and writes in another script")
    LATIN = "latin", _("Reads and writes in the Latin script")


class ExitReason(TextChoices):
    EMPLOYED = "employed", _("Found work")
    EDUCATION = "education", _("Moved on to studies")
    EMPLOYMENT_SERVICES = "employment_services", _("Moved on to employment services")
    MOVED = "moved", _("Moved away")
    NOT_REACHED = "not_reached", _("Couldn't be reached")
    OTHER_PROJECT = "other_project", _("Moved on to another project")
    OTHER = "other", _("Other reason")


class OutcomeKind(TextChoices):
    EMPLOYMENT = "employment", _("Employed on the open labour market (pay-subsidised work included)")
    ADULT_BASIC_EDUCATION = "adult_basic_education", _("Entered adult basic education")
    DEGREE_EDUCATION = "degree_education", _("Entered education leading to a degree or part of one")
    STARTUP_ASSESSMENT = "startup_assessment", _("Start-up assessment of a business")
    COMPANY_FOUNDED = "company_founded", _("Business founded")
    LIGHT_ENTREPRENEUR = "light_entrepreneur", _("Light entrepreneur")
    JOB_APPLICATION = "job_application", _("Job application written")
    CV = "cv", _("CV written")
    CARD = "card", _("Card training completed through the project")


class EducationState(TextChoices):
    ONGOING = "ongoing", _("Ongoing")
    COMPLETED = "completed", _("Completed")
    INTERRUPTED = "interrupted", _("Interrupted")


class ConfirmationSource(TextChoices):
    """From what somebody knew that an activity was so."""

    CLIENT = "client", _("Client told")
    DOCUMENT = "document", _("Document seen")
    EMPLOYER = "employer", _("Employer or school told")
    BOOK = "book", _("Old book")


class FollowUpKind(TextChoices):
    AFTER_1_MONTH = "after_1_month", _("One month after")
    AFTER_3_MONTHS = "after_3_months", _("Three months after")
    AFTER_6_MONTHS = "after_6_months", _("Six months after")
    AFTER_12_MONTHS = "after_12_months", _("Twelve months after")
    OTHER = "other", _("Other follow-up")


class FollowUpAnswer(TextChoices):
    """How it turned out. Studies are completed or interrupted, work ends."""

    GOES_ON = "goes_on", _("Still going on")
    COMPLETED = "completed", _("Completed")
    ENDED = "ended", _("Ended")
    NOT_REACHED = "not_reached", _("Not reached")


class ConsentKind(TextChoices):
    REGISTER = "register", _("Keeping the client's data in the register")
    SHARING = "sharing", _("Sharing data with partners")
    MATCHING = "matching", _("Being offered to employers")
    SPECIAL_DATA = "special_data", _("Recording data on health or other special data")


class FamilyRelation(TextChoices):
    ADULT = "adult", _("Adult of the family")
    CHILD = "child", _("Child of the family")
    OTHER = "other", _("Other member of the family")


class CefrLevel(TextChoices):
    """How well a language is known, after the Common European Framework."""

    NONE = "none", _("Not at all")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"
    NATIVE = "native", _("Mother tongue")


class SkillSource(TextChoices):
    """What shows that a client can do something."""

    TOLD = "told", _("Client's own words")
    CERTIFICATE = "certificate", _("Certificate")
    REFERENCE = "reference", _("Employer's reference")
    SHOWN = "shown", _("Shown in practice")
    SHOWCASE = "showcase", _("Näytön Paikka")


class ObstacleKind(TextChoices):
    LANGUAGE = "language", _("Language skills")
    LITERACY = "literacy", _("Literacy")
    CHILDCARE = "childcare", _("Child care")
    HEALTH = "health", _("Ability to work")
    PERMIT = "permit", _("Residence permit or papers")
    HOUSING = "housing", _("Housing")
    MONEY = "money", _("Money matters")
    TRANSPORT = "transport", _("Transport")
    QUALIFICATION = "recognition", _("Qualification not recognised")
    DIGITAL = "digital", _("Digital skills")
    NETWORK = "network", _("Knows nobody at workplaces")
    OTHER = "other", _("Other")


class PlanKind(TextChoices):
    """Plans and assessments of the authorities; the names of the old act stay for old data."""

    INTEGRATION_PLAN = "integration_plan", _("Integration plan")
    NEEDS_ASSESSMENT = "needs_assessment", _("Assessment of skills and integration needs")
    INITIAL_ASSESSMENT = "initial_assessment", _("Initial assessment (old act)")
    EMPLOYMENT_PLAN = "employment_plan", _("Employment plan")
    STUDY_PLAN = "study_plan", _("Personal study plan")
    OTHER = "other", _("Other plan")


class ShowcaseUse(TextChoices):
    INTRODUCED = "introduced", _("Introduced")
    USED = "used", _("Used")


class LabourStatus(TextChoices):
    """Where somebody stands in the labour market at entry, as the fund asks: exactly one of them."""

    UNEMPLOYED = "unemployed", _("Unemployed jobseeker (labour market status)")
    INACTIVE = "inactive", _("Outside the labour force")
    EMPLOYED = "employed", _("Employed or self-employed")


class LeavingStatus(TextChoices):
    """Where somebody is upon leaving: the five answers of the fund's own form."""

    UNEMPLOYED = "unemployed", _("Unemployed jobseeker (upon leaving)")
    EDUCATION = "education", _("In education or training")
    EMPLOYED = "employed", _("At work (apprenticeship included)")
    SELF_EMPLOYED = "self_employed", _("Self-employed (every independent trade)")
    NONE = "none", _("None of the above")


class ExportGrain(TextChoices):
    """What a row of an export is."""

    PERSON = "person", _("A row for each person")
    PARTICIPATION = "participation", _("A row for each person and project")


class ExportFormat(TextChoices):
    XLSX = "xlsx", _("Spreadsheet (.xlsx)")
    CSV = "csv", _("Text file (.csv)")
