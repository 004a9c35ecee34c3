"""The pages in a browser, as a phone and a printer see them."""

import asyncio
import io
import os
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest

from guide.core.call.entry import CallBackAttempt
from guide.export.sheet_html import as_page
from tests.calls import AT, NAUGHTY, call, canary
from tests.export.camera import CONTACT, DIAL, read
from tests.export.papers import as_page as as_history
from tests.export.papers import made

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
PHONE = 360


def pages() -> dict[str, str]:
    tries = tuple(CallBackAttempt(at=AT + timedelta(hours=n), answered=bool(n)) for n in range(2))
    noted = [canary()[0], call(2, attempts=tries), call(3, note="والدتي\nשלום " + "x" * 1900)]
    noted += [call(n, note=text) for n, text in enumerate(NAUGHTY, 4)]
    return {
        "sheet": as_page(made(), large=False),
        "filled": as_page(made(reveal=True), large=False),
        "large": as_page(made(), large=True),
        "codes": as_page(made(with_codes=True), large=False),
        "history": as_history(*noted),
        "no-history": as_history(),
    }


@pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("GUIDE_ALL_TESTS"),
    reason="Chromium is not on this machine",
)
def test_a_browser_finds_no_fault_with_the_pages(tmp_path: Path) -> None:
    asyncio.run(_look(tmp_path))


async def _look(folder: Path) -> None:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        # The pages forbid every script; the checker is one.
        view = await browser.new_page(viewport={"width": PHONE, "height": 800}, bypass_csp=True)
        asked: list[str] = []
        view.on("request", lambda request: asked.append(request.url))
        for name, page in pages().items():
            file = folder / f"{name}.html"
            file.write_text(page, encoding="utf-8")
            asked.clear()
            await view.goto(file.as_uri())
            assert asked == [file.as_uri()]
            await _check(view, name)
            if name == "codes":
                assert sorted(read(await view.pdf(format="A4"))) == [CONTACT, DIAL]
        await browser.close()


async def _check(view: Any, name: str) -> None:
    from axe_playwright_python.async_playwright import Axe

    for scheme in ("light", "dark"):
        await view.emulate_media(color_scheme=scheme)
        ran = await Axe().run(view)
        assert ran.violations_count == 0, (name, scheme, ran.generate_report())
    assert await view.evaluate("document.documentElement.scrollWidth") <= PHONE, name
    if name in ("sheet", "filled"):
        for paper in ("A4", "Letter"):
            assert pages_in(await view.pdf(format=paper)) <= 2, (name, paper)


def pages_in(printed: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(printed)).pages)
