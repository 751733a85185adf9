import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from coaching import catalogues
from coaching.catalogues import shipped
from coaching.choices import ServiceCategory
from coaching.models import Service
from ohjaamo.reference import languages
from projects.models import ServiceLanguage
from staff import auditing
from tests.factories.projects import ProjectFactory
from tests.factories.trays import OfferFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def test_services_we_ship_are_of_known_categories_and_languages_and_fit_their_columns():
    names = [one["name"] for one in shipped()]
    assert len(set(names)) == len(names)
    assert {one["category"] for one in shipped()} == set(ServiceCategory.values)
    known = {*languages(), *catalogues.OWN}
    assert {code for one in shipped() for code in one["languages"]} - known == set()
    assert {"Yhteiskuntaorientaatio", "Työhönvalmennus", "CV-paja", "Korttitreenit"} <= set(names)


def test_load_shipped_brings_everything_once(project):
    made = catalogues.load_shipped(project=project, by="cli")
    assert len(made) == len(shipped())
    assert catalogues.load_shipped(project=project, by="cli") == []
    assert Service.objects.count() == len(shipped())


def test_load_shipped_leaves_what_the_office_has_made_of_a_service(project):
    ServiceFactory(project=project, name="CV-paja", provider="Kirjasto", ends_on=dt.date(2020, 1, 1))
    catalogues.load_shipped(project=project, by="cli")
    assert [one.provider for one in Service.objects.filter(name="CV-paja")] == ["Kirjasto"]


def test_load_shipped_gives_own_services_the_projects_provider_and_languages(db):
    project = ProjectFactory(lead_implementer="Setlementti ry")
    with auditing.act(by="cli"):
        for code in ("som", "ara", "som"):
            starts_on = dt.date(2020, 1, 1) if code == "ara" else dt.date(2021 + (code == "som"), 1, 1)
            ServiceLanguage.objects.get_or_create(project=project, language=code, starts_on=starts_on)
    catalogues.load_shipped(project=project, by="cli")
    own = Service.objects.get(name="Työhönvalmennus")
    civic = Service.objects.get(name="Yhteiskuntaorientaatio")
    assert (own.provider, own.languages, own.starts_on) == (
        "Setlementti ry", ["ara", "som"], project.starts_on,
    )  # fmt: skip
    assert (civic.provider, "ckb" in civic.languages) == ("Kunta", True)


def test_in_use_are_those_of_the_project_on_the_day(project, day):
    running = ServiceFactory(project=project)
    last = ServiceFactory(project=project, ends_on=day)
    ServiceFactory(project=project, ends_on=day - dt.timedelta(days=1))
    ServiceFactory(project=project, starts_on=day + dt.timedelta(days=1))
    ServiceFactory()
    assert set(catalogues.in_use(project, day)) == {running, last}


def test_in_order_are_services_by_category_as_the_categories_stand_then_by_name(project):
    named = {
        "Beta": "work",
        "alfa": "work",
        "Yritys": "enterprise",
        "Kieli": "language",
        "Opinto": "education",
    }
    services = [ServiceFactory(project=project, name=name, category=kind) for name, kind in named.items()]
    assert list(map(str, catalogues.in_order(services))) == ["Kieli", "alfa", "Beta", "Opinto", "Yritys"]


def test_end_before_the_first_day_is_refused_and_on_it_taken(day):
    service = ServiceFactory(starts_on=day)
    with pytest.raises(ValidationError):
        catalogues.end(service=service, ends_on=day - dt.timedelta(days=1), by="cli")
    assert catalogues.end(service=service, ends_on=day, by="cli").ends_on == day


def test_change_to_begin_after_it_was_offered_is_refused(day):
    offer = OfferFactory(states__turned_on=day)
    facts = {"starts_on": day + dt.timedelta(days=1)}
    with pytest.raises(ValidationError) as told:
        catalogues.change(service=offer.service, facts=facts, by="cli")
    assert told.value.message_dict == {
        "starts_on": ["Palvelua on tarjottu jo 30.4.2022, joten se ei voi alkaa sen jälkeen."]
    }
    assert catalogues.change(service=offer.service, facts={"starts_on": day}, by="cli").starts_on == day
