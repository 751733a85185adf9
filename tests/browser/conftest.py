"""What journeys in a real browser share.

`open_page(width)` gives a page at 390 or 1280 pixels; `sign_in(page, user)` goes through the real form;
`axe_faults(page)` lists what axe-core finds; `faults_of(page, name)` and `faults_at(page, addresses)` list what is
wrong on every screen; `shoot(page, name)` keeps a picture, if any are wanted.
`taps(page)` counts what a thumb does: its `tap(locator)` is the only way a journey on a phone touches the page.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from staff.models import User
from tests.factories.staff import PASSWORD

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NARROW, PHONE, DESKTOP = 320, 390, 1280
HEIGHTS = {NARROW: 568, PHONE: 844, DESKTOP: 800}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREENS = tuple(product((DESKTOP, PHONE, NARROW), ("light", "dark")))
OPEN_FOLDS = "for (const fold of document.querySelectorAll('main details:not(.menu)')) fold.open = true"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all journeys: the machine's own, playwright brings none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium isn't installed; `make test` installs it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server) -> Iterator[Callable[..., Page]]:
    """Opens a page of its own (own cookies), in Finnish; what it logs as an error fails the test."""
    contexts, errors = [], []

    def new_page(width: int = DESKTOP) -> Page:
        size = {"width": width, "height": HEIGHTS[width]}
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=size,
            locale="fi-FI",
            has_touch=width <= PHONE,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield new_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def sign_in() -> Callable[[Page, User], None]:
    """Signs somebody in through the form, with the keyboard, and waits for the start page."""

    def enter(page: Page, user: User) -> None:
        page.goto("/account/login/")
        page.fill("[name=login]", user.email)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/")

    return enter


@pytest.fixture
def axe_faults() -> Callable[[Page], list[str]]:
    """What axe-core finds against WCAG 2.2 A and AA, target size included: rule and place, one line each."""

    def find(page: Page) -> list[str]:
        options = {
            "runOnly": {"type": "tag", "values": STANDARDS},
            "rules": {"target-size": {"enabled": True}},
            # What is in order isn't listed: writing it all out takes axe longer than finding it.
            "resultTypes": ["violations"],
        }
        violations = Axe().run(page, options=options).response["violations"]
        return [
            f"{fault['id']}: {node['target']} {node['html'][:120]}"
            for fault in violations
            for node in fault["nodes"]
        ]

    return find


@pytest.fixture
def faults_of(axe_faults, shoot) -> Callable[[Page, str], list[str]]:
    """What is wrong with the page as it stands, its folds open, on any screen: what axe finds, what is too wide."""

    def look(page: Page, name: str) -> list[str]:
        size, faults = page.viewport_size, []
        page.evaluate(OPEN_FOLDS)
        for width, scheme in SCREENS:
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            shoot(page, f"{name}-{width}-{scheme}")
            found = axe_faults(page)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append("wider than the screen")
            faults += [f"{name} {width} {scheme}: {fault}" for fault in found]
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")
        page.set_viewport_size(size)
        return faults

    return look


@pytest.fixture
def faults_at(faults_of) -> Callable[[Page, Mapping[str, str]], list[str]]:
    """The same of each of these pages, by what they are called."""

    def walk(page: Page, addresses: Mapping[str, str]) -> list[str]:
        faults = []
        for name, address in addresses.items():
            page.goto(address)
            faults += faults_of(page, name)
        return faults

    return walk


class Taps:
    """A thumb on a phone, and how often it has come down."""

    def __init__(self) -> None:
        self.count = 0

    def tap(self, place: Locator) -> None:
        place.tap()
        self.count += 1


@pytest.fixture
def taps() -> Taps:
    return Taps()


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Keeps a picture of the page under a name, in the folder that OHJAAMO_SCREENSHOTS names; else does nothing."""

    def take(page: Page, name: str) -> None:
        if folder := os.environ.get("OHJAAMO_SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take
