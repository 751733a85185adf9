"""What journeys in a real browser share.

`open_page(width, scheme)` gives a page at 320, 390 or 1280 pixels, "light" or "dark"; `sign_in(page, user)` goes
through the real form; `axe_faults(page)` lists what axe-core finds; `shoot(page, name)` keeps a picture, if any are
wanted.
`taps(page)` counts what a thumb does: its `tap(locator)` is the only way a journey on a phone touches the page.
"""

import os
import shutil
from collections.abc import Callable, Iterator
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

    def new_page(width: int = DESKTOP, scheme: str = "light") -> Page:
        size = {"width": width, "height": HEIGHTS[width]}
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=size,
            color_scheme=scheme,
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
        }
        violations = Axe().run(page, options=options).response["violations"]
        return [
            f"{fault['id']}: {node['target']} {node['html'][:120]}"
            for fault in violations
            for node in fault["nodes"]
        ]

    return find


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
            page.screenshot(path=Path(folder) / f"{name}.png")

    return take
