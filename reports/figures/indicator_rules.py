"""How each of the fund's indicators looks at a participant: yes, no, or not known."""

from collections.abc import Callable

from clients.choices import LabourStatus, LeavingStatus
from ohjaamo.periods import months_after
from ohjaamo.reference import EU_COUNTRIES
from projects.choices import Urbanisation
from reports.figures.participants import AT_WORK, Participant

Rule = Callable[[Participant], bool | None]

# Counts everybody, also those whose facts are incomplete.
EVERYBODY = "participant"
YOUNG = 25


def _status(status: LabourStatus) -> Rule:
    return lambda each: each.labour_status == status


def _aged(least: int, most: int = 1000) -> Rule:
    return lambda each: None if each.age is None else least <= each.age <= most


def _educated(least: int, most: int) -> Rule:
    return lambda each: None if each.education_level is None else least <= each.education_level <= most


def _both(first: bool | None, second: bool | None) -> bool | None:
    """Whether both are so: a no decides, whatever the other is."""
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _long_term(each: Participant) -> bool | None:
    return each.was_unemployed_for(12)


def _long_term_by_age(each: Participant) -> bool | None:
    """Longer than 12 months, and than six where somebody is under 25."""
    since = each.unemployed_since_on
    if each.labour_status != LabourStatus.UNEMPLOYED:
        return False if each.labour_status else None
    if since is None or each.age is None:
        return None
    return months_after(since, 6 if each.age < YOUNG else 12) < each.entered_on


def _inactive_outside_education(each: Participant) -> bool | None:
    is_outside = None if each.is_in_education is None else not each.is_in_education
    return _both(_status(LabourStatus.INACTIVE)(each), is_outside)


def _from_55_outside_work(each: Participant) -> bool | None:
    if each.labour_status == LabourStatus.UNEMPLOYED:
        return _aged(55)(each)
    return _both(_aged(55)(each), _inactive_outside_education(each))


def _third_country(each: Participant) -> bool | None:
    return EU_COUNTRIES.isdisjoint(each.nationalities) if each.nationalities else None


def _rural(each: Participant) -> bool | None:
    return None if each.urbanisation is None else each.urbanisation == Urbanisation.RURAL


def _left_job_searching(each: Participant) -> bool | None:
    sought = each.left_as == LeavingStatus.UNEMPLOYED if each.left_as else None
    return _both(each.labour_status == LabourStatus.INACTIVE, sought)


def _left_to_education(each: Participant) -> bool | None:
    is_studying = each.left_as == LeavingStatus.EDUCATION if each.left_as else None
    return _both(None if each.is_in_education is None else not each.is_in_education, is_studying)


def _left_to_work(each: Participant) -> bool | None:
    works = each.left_as in AT_WORK if each.left_as else None
    return _both(each.labour_status != LabourStatus.EMPLOYED, works)


def _later_at_work(each: Participant) -> bool | None:
    works = each.later_as in AT_WORK if each.later_as else None
    return _both(each.labour_status != LabourStatus.EMPLOYED, works)


def _later_better_off(each: Participant) -> bool | None:
    has_improved = each.has_improved if each.later_as else None
    return _both(each.labour_status == LabourStatus.EMPLOYED, has_improved)


RULES: dict[str, Rule] = {
    EVERYBODY: lambda each: True,
    "unemployed": _status(LabourStatus.UNEMPLOYED),
    "long_term_unemployed": _long_term,
    "long_term_unemployed_by_age": _long_term_by_age,
    "inactive": _status(LabourStatus.INACTIVE),
    "inactive_outside_education": _inactive_outside_education,
    "employed": _status(LabourStatus.EMPLOYED),
    "under_18": _aged(0, 17),
    "from_18_to_29": _aged(18, 29),
    "under_25": _aged(0, 24),
    "from_55": _aged(55),
    "from_55_outside_work": _from_55_outside_work,
    "isced_0_2": _educated(0, 2),
    "isced_1_2": _educated(1, 2),
    "isced_3_4": _educated(3, 4),
    "isced_5_8": _educated(5, 8),
    "third_country": _third_country,
    "foreign_background": lambda each: each.has_foreign_background,
    "homeless": lambda each: each.is_homeless,
    "rural": _rural,
    "left_job_searching": _left_job_searching,
    "left_to_education": _left_to_education,
    "left_qualified": lambda each: each.has_qualified if each.left_as else None,
    "left_to_work": _left_to_work,
    "later_at_work": _later_at_work,
    "later_at_work_from_55": lambda each: _both(_aged(55)(each), _later_at_work(each)),
    "later_better_off": _later_better_off,
}

# The same question as the other programme period defines it, told beside.
OTHER_DEFINITION = {
    "long_term_unemployed": "long_term_unemployed_by_age",
    "long_term_unemployed_by_age": "long_term_unemployed",
}
