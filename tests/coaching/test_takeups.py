"""Figures of services, worked out from moves alone."""

from decimal import Decimal

import pytest

from coaching.choices import OfferState
from coaching.takeups import Turned, by_language, by_service, never_offered, persons, take_up

STATES = {state.value[0].upper(): state for state in OfferState} | {"S": "started", "X": "stopped"}


def moves(*cards: str) -> list[Turned]:
    """Cards as “client language path”, each its own offer: “1 som OPS”. D is declined because of the way."""
    return [
        Turned(
            service=1,
            offer=offer,
            client=int(client),
            language=language.strip("-"),
            state=STATES[letter],
            reason="Pitkä matka" if letter == "D" else "",
        )
        for offer, card in enumerate(cards)
        for client, language, path in [card.split()]
        for letter in path
    ]


def counted(figures: dict[str, int]) -> dict[str, int]:
    return {state: count for state, count in figures.items() if count}


def test_take_up_of_what_was_never_offered_is_none_and_not_zero():
    assert take_up([]) is None
    assert by_service([]) == {}
    assert by_language([]) == {}


def test_take_up_counts_whoever_ever_came_to_a_place_and_who_stands_there_now():
    found = take_up(moves("1 som OPSC", "2 som OPLP", "3 ara OD"))
    assert (found.offers, found.persons) == (3, 3)
    assert counted(found.ever) == {
        "offered": 3, "picked": 2, "started": 1, "completed": 1, "later": 1, "declined": 1,
    }  # fmt: skip
    assert counted(found.now) == {"picked": 1, "completed": 1, "declined": 1}
    assert sum(found.now.values()) == found.offers


def test_take_up_of_a_client_in_two_stays_is_two_offers_of_one_person():
    found = take_up(moves("1 som OPSC", "1 som OP"))
    assert (found.offers, found.persons, found.ever["picked"], found.now["picked"]) == (2, 1, 1, 1)


def test_take_up_of_a_client_who_picked_twice_counts_her_once():
    assert take_up(moves("1 som OPLP")).ever["picked"] == 1


def test_take_up_tells_why_it_was_declined_and_how_often():
    found = take_up([*moves("1 som OD", "2 som OD"), Turned(1, 9, 3, "ara", "declined", "Ei ehdi")])
    assert list(found.reasons) == [("Pitkä matka", 2), ("Ei ehdi", 1)]


@pytest.mark.parametrize(
    ("cards", "picked", "completed"),
    [
        (["1 som O"], 0, None),
        (["1 som OP"], 100, None),
        (["1 som OPS", "2 som O"], 50, 0),
        (["1 som OPSC", "2 som OPS", "3 som OPSX"], 100, 33),
        (["1 som OPSC", "2 som OPSC", "3 som O"], 67, 100),
    ],
)
def test_shares_are_of_persons_and_unknown_until_somebody_has_started(cards, picked, completed):
    found = take_up(moves(*cards))
    assert found.share_picked == Decimal(picked)
    assert found.share_completed == (None if completed is None else Decimal(completed))


def test_take_up_by_language_adds_up_to_the_whole():
    all_moves = moves("1 som OP", "2 som O", "3 ara O", "4 - OP")
    found = by_language(all_moves)
    assert [(code, one.persons, one.ever["picked"]) for code, one in found.items()] == [
        ("som", 2, 1), ("", 1, 1), ("ara", 1, 0),
    ]  # fmt: skip
    assert sum(one.persons for one in found.values()) == take_up(all_moves).persons


def test_take_up_by_service_keeps_services_apart():
    other = Turned(service=2, offer=9, client=1, language="som", state="offered")
    assert {key: one.persons for key, one in by_service([*moves("1 som O", "2 som O"), other]).items()} == {
        1: 2,
        2: 1,
    }


def test_persons_behind_a_figure_are_as_many_as_the_figure():
    all_moves = moves("1 som OP", "1 som OD", "2 ara OPS", "3 - O")
    found = take_up(all_moves)
    assert persons(all_moves) == {1, 2, 3}
    for state in OfferState:
        assert len(persons(all_moves, state)) == found.ever[state]
    assert persons(all_moves, "picked", "som") == {1}
    assert persons(all_moves, "", "") == {3}


def test_never_offered_counts_only_clients_who_are_there_now_and_were_left_out():
    clients = [(1, "som"), (2, "ara"), (3, "ara"), (4, "")]
    assert never_offered(clients, moves("1 som O", "9 rus O")) == {"ara": 2, "": 1}
    assert never_offered([], moves("1 som O")) == {}
