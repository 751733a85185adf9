"""Every address answers every role as its line in the matrix says; an address without a line fails."""

from collections.abc import Iterable, Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.urls import include as included

from tests.house.matrix import MATRIX, Row, read
from tests.house.world import World, build

# Django's own admin holds reference lists only; its front door stands for its rooms.
ADMIN, ADMIN_DOOR = "admin:", "admin:index"
REFUSALS = {"login", "403", "404"}


def arguments_in(entry: URLPattern | URLResolver) -> tuple[str, ...]:
    pattern = entry.pattern
    return tuple(getattr(pattern, "converters", None) or pattern.regex.groupindex)


def addresses(
    entries: Iterable[URLPattern | URLResolver], space: str = "", given: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The full name of every address and the names of its arguments."""
    for entry in entries:
        arguments = (*given, *arguments_in(entry))
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry.url_patterns, inner, arguments)
        else:
            yield f"{space}{entry.name or f'unnamed {entry.pattern}'}", arguments


def all_addresses() -> dict[str, tuple[str, ...]]:
    found = dict(addresses(get_resolver().url_patterns))
    return {name: arguments for name, arguments in found.items()
            if name == ADMIN_DOOR or not name.startswith(ADMIN)}  # fmt: skip


def answers_of(world: World, row: Row, method: str, people: Iterable[str]) -> dict[str, str]:
    address = world.address(row, all_addresses()[row.url])
    return {person: world.answer(person, method, address) for person in people}


def other_method_faults(world: World, row: Row) -> dict[str, str]:
    """What is answered wrongly to the method that the line doesn't speak of.

    A form refuses a POST to whom it refuses the page; a page takes no POST, and a verb no GET, from anybody.
    """
    refused = [person for person, answer in row.answers.items() if answer in REFUSALS]
    if row.how == "FORM":
        posted = answers_of(world, row, "POST", refused)
        return {person: answer for person, answer in posted.items() if answer != row.answers[person]}
    allowed = [person for person in row.answers if person not in refused][:1]
    others = answers_of(world, row, "GET" if row.how == "POST" else "POST", allowed)
    return {person: answer for person, answer in others.items() if answer != "405"}


def test_addresses_and_lines_of_the_matrix_are_the_same():
    lines = [row.url for row in read(MATRIX)]
    assert sorted(lines) == sorted(all_addresses())


@pytest.mark.django_db
def test_answers_of_every_address_are_those_of_its_line(subtests):
    world = build()
    for row in read(MATRIX):
        with subtests.test(url=row.url):
            method = "POST" if row.how == "POST" else "GET"
            assert answers_of(world, row, method, row.answers) == row.answers
            assert other_method_faults(world, row) == {}


def test_reader_of_addresses_given_nested_ones_names_each_with_its_arguments():
    def view(request): ...

    inner = [path("<int:pk>/", view, name="detail"), path("plain/", view)]
    entries = [path("home/", view, name="home"), path("<slug:code>/", included((inner, "clients")))]
    assert list(addresses(entries)) == [
        ("home", ()),
        ("clients:detail", ("code", "pk")),
        ("clients:unnamed plain/", ("code",)),
    ]


def test_reader_of_the_matrix_given_a_line_spells_out_every_answer():
    heading = MATRIX.strip().splitlines()[0]
    (row,) = read(f"{heading}\nclients:detail GET client login 404 200 200 200 200 404 404 404 404")
    assert (row.url, row.how, row.of) == ("clients:detail", "GET", "client")
    assert (row.answers["anonymous"], row.answers["coach"], row.answers["coach elsewhere"]) == (
        "login",
        "200",
        "404",
    )
    (row,) = read(f"{heading}\nreports:home GET - login 404 200 200 200 200 404 404 404 =")
    assert (row.answers["coach elsewhere"], row.answers["partner elsewhere"]) == ("200", "404")
    with pytest.raises(ValueError, match="unexpected columns"):
        read("url how\nhome GET")
