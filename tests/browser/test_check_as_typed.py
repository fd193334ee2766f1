"""The order checker while an order is typed: live with script, by its button without."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in

OFFICER = "officer@demo.example"


def order_page(page: Page) -> None:
    page.goto("/cases")
    page.get_by_role("link", name="Daniel Okafor-Wright").first.click()
    page.get_by_role("link", name="Record a newer order").click()


def type_order(page: Page) -> None:
    for part, typed in {"day": "20", "month": "11", "year": "2026"}.items():
        page.locator(f"#made_on-{part}").fill(typed)
    page.get_by_label("Yes, it is final").or_(page.locator("input[name=stage][value=final]")).first.check()
    page.locator("select[name='elements-0-type']").select_option("11C")


def test_the_verdict_follows_what_is_typed_and_is_read_out_once(person):
    page = person(OFFICER)
    order_page(page)
    said = page.get_by_role("status")

    type_order(page)

    expect(said).to_have_text("The check says: Return to the court.")
    expect(page.get_by_role("heading", name="The check of what you have typed")).to_be_visible()
    page.locator("#made_on-day").fill("")
    expect(said).to_have_text("The check waits for one answer: The date of the order must include a day.")
    expect(page.get_by_role("heading", name="The check of what you have typed")).to_have_count(0)


def test_an_order_dated_tomorrow_is_said_as_it_is_typed(person):
    page = person(OFFICER)
    order_page(page)

    type_order(page)
    page.locator("#made_on-year").fill("2046")

    expect(page.get_by_role("status")).to_have_text(
        "The check waits for one answer: The date of the order must be today or in the past."
    )


def test_without_script_the_button_checks(browser: Browser, browser_context_args, base_url):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, OFFICER)
    order_page(page)
    type_order(page)

    page.get_by_role("button", name="Check without saving").click()

    expect(page.get_by_role("heading", name="The check of what you have typed")).to_be_visible()
    expect(page.locator("input[name=stage][value=final]")).to_be_checked()
    context.close()
