"""Four languages, light and dark, kept over a reload."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from words import LANGUAGES, word

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_that_was_chosen(page: Page, language: str) -> None:
    page.goto("/")
    page.get_by_role("button", name=word("common.preferences.label")).click()
    page.get_by_role("menu").get_by_text(LANGUAGES[language], exact=True).click()
    expect(page.get_by_role("heading", name=word("data.first.title", language))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant-TW" if language == "zh-TW" else language)
    page.reload()
    expect(page.get_by_role("heading", name=word("data.first.title", language))).to_be_visible()
    expect(page.get_by_role("link", name=word("common.nav.customers", language))).to_be_visible()


def test_a_browser_that_asks_for_polish_gets_it(browser: Any, server: Any) -> None:
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", locale="pl-PL")
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("heading", name=word("data.first.title", "pl"))).to_be_visible()
    context.close()


def test_dark_stays_dark_after_a_reload(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name=word("common.preferences.label")).click()
    page.get_by_role("menu").get_by_text(word("common.preferences.dark"), exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
