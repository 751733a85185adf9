"""The trial has a sealed status table with its auditor named, and a final report begun; opened again, no more."""

import datetime as dt

import pytest
from django.core.management import call_command

from reports import demonstration
from reports.models import FunderReport, Publication, PublicationReader

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)


def test_trial_publishes_once_and_names_its_auditor(unprinted):
    call_command("load_seed")
    demonstration.open_doors(TODAY)
    for _time in range(2):
        demonstration.show_reports(TODAY)
    (publication,) = Publication.objects.all()
    assert (publication.project.code, publication.as_of) == ("S21588", dt.date(2022, 4, 30))
    (reader,) = PublicationReader.objects.all()
    assert (reader.user.email, reader.starts_on) == ("tarkastaja@ohjaamo.example", TODAY)
    assert FunderReport.objects.values_list("title", flat=True).get() == "Loppuraportti"
