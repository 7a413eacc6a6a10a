"""Somebody who takes no course: by the organiser's link, on a phone, with a script and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect


def test_with_a_script(guest: Callable[..., Any], form: Any, link: Callable[..., str]) -> None:
    address = link("KH")
    page = guest()
    survey = form(page, address)
    survey.sound()
    survey.fits()
    assert page.context.cookies() == []
    expect(page.locator("[data-role=keep]")).to_be_hidden()
    survey.agree()
    survey.rate("health", 5, 1, 2)
    survey.saved()
    expect(page.locator("[data-role=keep]")).to_be_visible()
    own = page.url
    assert own.startswith(address) and len(own) == len(address) + 44
    survey.rank(1, "health")
    survey.saved()
    survey.send()
    expect(survey.status).to_contain_text("Sent. Thank you.")
    survey.sound()
    survey.fits()
    elsewhere = form(guest(width=1280), own)
    expect(elsewhere.page.locator("[data-role=rank]").first).to_have_value("health")
    expect(elsewhere.page.locator(".ns-fixed")).to_have_text("Cambodia")
    elsewhere.sound()
    stranger = form(guest(), address)
    expect(stranger.page.locator("[data-role=rank]").first).to_have_value("")


def test_without_a_script(guest: Callable[..., Any], link: Callable[..., str]) -> None:
    address = link()
    page = guest(script=False)
    page.goto(address)
    page.locator("[name=country]").select_option("LA")
    page.locator("[data-sector=tax] summary").click()
    page.locator("[name='text/challenge']").fill("ກະດາດຫຼາຍ")
    page.locator("[data-role=send]").click()
    expect(page.locator("body")).to_contain_text("agree, before anything is kept")
    expect(page.locator("[name='text/challenge']")).to_have_value("ກະດາດຫຼາຍ")
    page.locator("[name=consent]").check()
    page.locator("[data-role=save]").click()
    expect(page.locator("body")).to_contain_text("Keep the address of this page")
    own = page.url.partition("?")[0]
    assert own in page.url and "/survey/" in page.locator("[data-role=own-address]").inner_text()
    page.goto(own)
    page.locator("[data-role=rank]").first.select_option("portal")
    page.locator("[data-role=send]").click()
    expect(page.locator("body")).to_contain_text("Sent. Thank you.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_in_spanish(guest: Callable[..., Any], form: Any, link: Callable[..., str]) -> None:
    page = guest(locale="es-CR")
    survey = form(page, link())
    assert page.evaluate("document.documentElement.lang") == "es"
    survey.agree()
    survey.rank(1, "tax")
    expect(page.locator("[data-role=keep]")).to_be_visible()
    page.get_by_role("link", name="Русский").click()
    survey.ready()
    assert page.evaluate("document.documentElement.lang") == "ru"
    expect(page.locator("[data-role=rank]").first).to_have_value("tax")
