"""The list of clients and the search: all of Lapland, 20,000 clients, beside one association's 350."""

import datetime as dt
from collections.abc import Callable
from random import Random

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients import names
from clients.models import Activity, Client, Enrolment
from projects.choices import ActivityKind
from projects.models import Project
from staff import auditing
from staff.permissions import Role
from tests.bench.turns import analyze, medians

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

FEW, MANY = 350, 20_000
ASKED = {
    "list": {},
    "search": {"q": "muhammad hussein"},
    "list by activity": {"activity": ActivityKind.WORK},
}
AT_MOST = {"list": 8, "search": 12, "list by activity": 16}
FIRST_DAY = dt.date(2019, 2, 1)
# Names that many bear in many spellings, beside invented ones, as in life.
FREQUENT_FIRST = (
    "Mohamed",
    "Maxamed",
    "Amina",
    "Fatima",
    "Ali",
    "Olena",
    "Oleksandr",
    "Zainab",
    "Yusuf",
    "Maria",
)
FREQUENT_LAST = ("Warsame", "Hussein", "Xuseen", "Shevchenko", "Ahmadi", "Hassan", "Nuur", "Petrov")
SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ra",
    "su",
    "te",
    "va",
    "no",
    "hi",
    "ja",
    "pe",
    "du",
    "gor",
    "len",
    "bas",
    "fir",
)


def invented(number: int, chance: Random) -> Client:
    first, last = (
        chance.choice(frequent)
        if chance.random() < 0.3
        else "".join(chance.choices(SYLLABLES, k=3)).capitalize()
        for frequent in (FREQUENT_FIRST, FREQUENT_LAST)
    )
    return Client(
        client_number=f"L-{number:05d}",
        first_names=first,
        last_name=last,
        born_on=dt.date(1960, 1, 1) + dt.timedelta(days=chance.randrange(40 * 365)),
        folded_name=names.fold(f"{last} {first}"),
        name_keys=sorted(names.keys(f"{last} {first}")),
    )


def fill(project: Project, *, up_to: int) -> None:
    """As many clients as asked for, each with a stay that runs and something to do."""
    present = Client.objects.count()
    chance = Random(present)
    with auditing.act(by="cli"):
        clients = Client.objects.bulk_create(invented(number, chance) for number in range(present, up_to))
        days = [FIRST_DAY + dt.timedelta(days=chance.randrange(900)) for _each in clients]
        dated = list(zip(clients, days, strict=True))
        Enrolment.objects.bulk_create(
            Enrolment(client=client, project=project, starts_on=day) for client, day in dated
        )
        Activity.objects.bulk_create(
            Activity(client=client, kind=chance.choice(ActivityKind.values), starts_on=day)
            for client, day in dated
        )
    analyze()


def yardstick() -> None:
    """A page that knows no clients: what the machine does meanwhile lengthens it as it does the others."""
    assert Browser().get(reverse("account_login")).status_code == 200


def test_list_and_search_of_20_000_clients_take_a_few_times_what_350_take(
    project, member_of, signed_in, tell
):
    browser = signed_in(member_of(Role.MANAGER))
    counted: dict[str, int] = {}

    def asking(name: str) -> Callable[[], None]:
        def ask() -> None:
            page = browser.get(reverse("clients:list"), ASKED[name])
            counted[name] = page.context["page"].paginator.count

        return ask

    ways = {name: asking(name) for name in ASKED} | {"yardstick": yardstick}
    took, found = {}, {}
    for clients in (FEW, MANY):
        fill(project, up_to=clients)
        took[clients] = medians(ways)
        found[clients] = dict(counted)
    assert (found[FEW]["list"], found[MANY]["list"]) == (FEW, MANY)
    assert found[MANY]["search"] > found[FEW]["search"] > 0

    for name, at_most in AT_MOST.items():
        few, many = (took[clients][name] / took[clients]["yardstick"] for clients in (FEW, MANY))
        tell(
            f"{name} of {MANY} clients: {many / few:.1f}x the time of {FEW}, of {MANY / FEW:.0f}x the clients"
        )
        assert many / few <= at_most
