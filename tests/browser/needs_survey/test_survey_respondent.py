"""A respondent on a phone: saved as one goes, in two windows, without a network, by keyboard, from right to left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect


def test_on_a_phone_from_consent_to_sent(person: Callable[..., Any], form: Any) -> None:
    page = person(width=360).page
    survey = form(page)
    survey.sound()
    survey.fits()
    expect(page.locator("[name=country]")).to_have_value("KH")
    expect(page.locator("[data-role=figures]")).to_contain_text("0.5754")
    page.locator("[name=country]").select_option("LA")
    expect(page.locator("[data-role=figures]")).to_contain_text("0.4404")
    page.locator("[name=country]").select_option("FR")
    expect(page.locator("[data-role=figures]")).to_contain_text("No figure is confirmed")
    page.locator("[name=country]").select_option("KH")
    expect(survey.status).to_contain_text("Tick the box")

    waiting: list[Any] = []
    page.route("**/save_answers", lambda route: waiting.append(route))
    survey.agree()
    survey.rate("identity", 5, 2, 3)
    expect(page.locator("[data-sector=identity] [data-role=count]")).to_have_text("3 of 3 rated")
    expect(survey.status).to_have_text("Saving ...")
    assert survey.status.inner_text() == "Saving ..." and len(waiting) == 1
    waiting[0].continue_()
    page.unroute("**/save_answers")
    survey.saved()

    survey.rank(1, "identity")
    survey.rank(2, "tax")
    disabled = page.locator("[data-role=rank]").nth(2).locator("option[value=tax]")
    assert disabled.evaluate("one => one.disabled")
    page.locator("[name='text/challenge']").fill("Тот же документ в четырёх ведомствах")
    survey.saved()
    page.reload()
    survey.ready()
    expect(page.locator("[name='text/challenge']")).to_have_value("Тот же документ в четырёх ведомствах")
    expect(page.locator("[name='sector/identity/importance']").nth(4)).to_be_checked()
    page.locator("[data-sector=identity] summary").click()
    survey.sound()
    survey.send()
    expect(survey.status).to_contain_text("Sent. Thank you.")
    expect(page.locator("[data-role=own]")).to_contain_text("too few people")
    survey.fits()
    survey.sound()


def test_what_is_missing_is_marked_and_gets_the_focus(guest: Callable[..., Any], form: Any) -> None:
    page = guest(name="Example Sokha")
    survey = form(page)
    survey.send()
    expect(page.locator("[data-error=consent]")).to_contain_text("Tick the box")
    expect(page.locator("[data-role=consent]")).to_be_focused()
    survey.agree()
    page.locator("[name=country]").select_option("")
    survey.send()
    expect(page.locator("[data-error=country]")).to_have_text("Choose your country.")
    expect(page.locator("[name=country]")).to_be_focused()
    expect(page.locator("[name=country]")).to_have_attribute("aria-invalid", "true")


def test_by_keyboard_alone(guest: Callable[..., Any], form: Any) -> None:
    page = guest(name="Example Sokha")
    survey = form(page)
    page.locator("[data-role=consent]").focus()
    page.keyboard.press("Space")
    page.locator("[data-sector=tax] summary").focus()
    page.keyboard.press("Enter")
    for mark in ("4", "2", "3"):
        page.keyboard.press("Tab")
        for _step in range(int(mark)):  # "no answer" is chosen: the arrow goes round to the first mark
            page.keyboard.press("ArrowRight")
    expect(page.locator("[data-sector=tax] [data-role=count]")).to_have_text("3 of 3 rated")
    values = [page.locator(f"[name='sector/tax/{name}']:checked").input_value() for name in ("importance", "level")]
    assert values == ["4", "2"]
    page.locator("[data-role=send]").focus()
    page.keyboard.press("Enter")
    expect(survey.status).to_contain_text("Sent. Thank you.")


def test_two_windows_join_and_ask_where_both_wrote(guest: Callable[..., Any], form: Any) -> None:
    page = guest(name="Example Sokha")
    first = form(page)
    first.agree()
    first.rank(1, "tax")
    first.saved()
    second = form(page.context.new_page())
    first.page.locator("[name=post]").fill("Minister")
    first.page.locator("[name=institution]").fill("Ministry")
    first.saved()
    second.page.locator("[name=institution]").fill("Agency")
    second.page.locator("[name=strategy]").fill("Policy 2022-2035")
    box = second.page.locator(".ns-clash")
    expect(box).to_contain_text("The other window: Ministry")
    expect(second.page.locator("[name=post]")).to_have_value("Minister")
    second.sound()
    box.get_by_role("button", name="This window: Agency").click()
    second.saved()
    expect(box).to_have_count(0)
    first.page.reload()
    first.ready()
    expect(first.page.locator("[name=institution]")).to_have_value("Agency")
    expect(first.page.locator("[name=strategy]")).to_have_value("Policy 2022-2035")


def test_without_a_network_answers_stay_and_go_out_later(guest: Callable[..., Any], form: Any) -> None:
    page = guest(name="Example Sokha")
    survey = form(page)
    survey.agree()
    survey.rank(1, "tax")
    survey.saved()
    page.context.set_offline(True)
    page.locator("[name=post]").fill("Written on a train")
    expect(survey.status).to_contain_text("No connection")
    page.context.set_offline(False)
    survey.saved()
    page.context.set_offline(True)
    page.locator("[name=post]").fill("Closed in a tunnel")
    expect(survey.status).to_contain_text("No connection")
    context = page.context
    page.close()  # without a question: as when a phone puts a page away
    context.set_offline(False)
    again = form(context.new_page())
    expect(again.page.locator("[name=post]")).to_have_value("Closed in a tunnel")
    again.page.wait_for_function("localStorage.length === 0")  # the server has it
    again.page.reload()
    again.ready()
    expect(again.page.locator("[name=post]")).to_have_value("Closed in a tunnel")


def test_answers_are_taken_back(guest: Callable[..., Any], form: Any) -> None:
    page = guest(name="Example Sokha")
    survey = form(page)
    survey.agree()
    survey.rank(1, "tax")
    survey.saved()
    page.locator("[data-role=withdraw]").click()
    expect(survey.status).to_have_text("Your answers were deleted.")
    page.reload()
    survey.ready()
    expect(page.locator("[data-role=rank]").first).to_have_value("")
    expect(page.locator("[data-role=consent]")).not_to_be_checked()


def test_from_right_to_left(guest: Callable[..., Any], form: Any) -> None:
    for width in (360, 1280):
        page = guest(width=width, name="Example Ibrahim")
        survey = form(page)
        page.evaluate("document.documentElement.dir = 'rtl'")
        survey.rate("identity", 5, 2, 3)
        survey.fits()
        survey.sound()
        first, last = (page.locator(".ns-steps").nth(3).locator(".ns-step").nth(at).bounding_box() for at in (0, 5))
        assert first["x"] > last["x"]
