"""Days as people write them, and the days of a report nobody chose days for."""

import datetime as dt

import pytest

from projects.models import Project
from reports import days
from staff import auditing
from tests.factories.projects import ProjectFactory

DAY = dt.date(2022, 4, 30)


@pytest.mark.parametrize("text", ["30.4.2022", "30.04.2022", "2022-04-30", " 30.4.2022 "])
def test_read_finnish_and_iso_days_are_understood(text):
    assert days.read(text) == DAY


@pytest.mark.parametrize("text", ["31.2.2022", "30.4.22", "4/30/2022", "30.4.", "", "huhtikuu"])
def test_read_anything_else_is_refused_in_words(text):
    with pytest.raises(ValueError, match=r"30\.4\.2022"):
        days.read(text)


def test_reporting_only_dates_that_have_come():
    project = Project(ends_on=dt.date(2022, 8, 31), reporting_dates=[dt.date(2022, 8, 31), DAY])
    assert days.reporting(project, dt.date(2022, 8, 30)) == [DAY]
    assert days.reporting(project, dt.date(2022, 8, 31)) == [DAY, dt.date(2022, 8, 31)]


def test_reporting_before_the_first_date_is_today_at_most_the_last_day():
    project = Project(ends_on=DAY, reporting_dates=[])
    assert days.reporting(project, dt.date(2022, 1, 1)) == [dt.date(2022, 1, 1)]
    assert days.reporting(project, dt.date(2023, 1, 1)) == [DAY]


@pytest.mark.django_db
def test_reporting_anywhere_are_the_latest_ten_dates_that_have_come_of_all_projects():
    first, second = ProjectFactory(), ProjectFactory()
    dates = [dt.date(2021, month, 1) for month in range(1, 13)]
    assert days.reporting_anywhere(dates[0]) == [dates[0]]
    with auditing.act(by="cli"):
        for project, own in ((first, dates[::2]), (second, dates[1::2])):
            project.reporting_dates = own
            project.save()
    assert days.reporting_anywhere(dt.date(2021, 11, 30)) == dates[1:11]
