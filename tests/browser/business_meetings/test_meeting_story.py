"""From what a country wants to a meeting that takes place: the organiser, a participant and a company, in browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import icalendar
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

Visit = Callable[..., Any]


def opened(page: Any, name: str) -> Any:
    """A part of the page, unfolded."""
    fold = page.locator(f"details[data-fold='{name}']").first
    if fold.get_attribute("open") is None:
        fold.locator("> summary").click()
    return fold


def said(page: Any, text: str) -> None:
    expect(page.locator("[data-role=say]")).to_contain_text(text)


def sound(page: Any) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


def fits(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def local_times(page: Any) -> dict[str, str]:
    """What a participant's agenda shows: the company's name and the first of its times."""
    cards = page.locator("[data-panel=agenda] .bm-card--confirmed")
    return {
        cards.nth(n).locator("h5").inner_text(): cards.nth(n).locator(".bm-times dd").first.inner_text()
        for n in range(cards.count())
    }


def test_from_survey_to_a_proven_schedule_to_a_moved_meeting(visit: Visit) -> None:
    organiser = visit("Example Instructor")
    organiser.goto("/unit/ask/")
    opened(organiser, "rehearsal").get_by_role("button", name="Load the example answers").click()
    expect(organiser.locator(".ns-numbers")).to_contain_text("40")

    organiser.goto("/unit/meet/")
    organiser.get_by_role("button", name="Load the example").click()
    said(organiser, "30 organisations and 12 participants loaded")
    schedule = opened(organiser, "schedule")
    schedule.locator("[name=seconds]").first.fill("20")
    schedule.get_by_role("button", name="Work out a schedule").click()
    said(organiser, "The schedule is ready.")
    expect(schedule).to_contain_text("No schedule is better: this is proven.")
    schedule.get_by_role("button", name="Put it in force").click()
    said(organiser, "72 booked")

    guest = visit("Example Sokha", width=360)
    guest.goto("/unit/meet/")
    guest.get_by_role("button", name="Take part", exact=True).click()
    said(guest, "You take part.")
    before = local_times(guest)
    assert len(before) == 6 and all("(UTC+07:00)" in time for time in before.values())
    fits(guest)
    sound(guest)
    with guest.expect_download() as file:
        guest.get_by_role("link", name="Calendar file").click()
    assert entries(file.value.path()) == {name: clock(time) for name, time in before.items()}

    # The organiser moves one of them.
    booked = opened(organiser, "meetings")
    item = booked.locator(".bm-item", has_text="Example Sokha").filter(has=organiser.locator("[data-fold^=move]")).first
    firm = item.locator("strong").inner_text().partition(" – ")[2]
    item.locator("[data-fold^=move] > summary").click()
    new = item.locator("[name=slot] option").last
    seoul = new.inner_text()
    item.locator("[name=slot]").select_option(new.get_attribute("value"))
    item.get_by_role("button", name="Move it").click()
    said(organiser, "Moved")

    guest.reload()
    after = local_times(guest)
    assert after.keys() == before.keys() and {name for name in after if after[name] != before[name]} == {firm}
    assert (int(clock(seoul)[-5:-3]) - int(clock(after[firm])[-5:-3])) % 24 == 2  # Phnom Penh is two hours behind
    with guest.expect_download() as file:
        guest.get_by_role("link", name="Calendar file").click()
    assert entries(file.value.path()) == {name: clock(time) for name, time in after.items()}
    sound(organiser)


def clock(shown: str) -> str:
    """“Mon Dec 14, 2026, 08:00–08:30 (UTC+07:00)” as 12-14 08:00."""
    found = re.match(r"\w+ (\w+ \d+, \d{4}), (\d\d:\d\d)", shown.replace("\u202f", " "))
    assert found, shown
    return f"{datetime.strptime(found[1], '%b %d, %Y'):%m-%d} {found[2]}"


def entries(path: Any) -> dict[str, str]:
    """The meetings of a calendar file by the other side's name, in the local time that it names."""
    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert all(one["DTSTART"].dt.astimezone(UTC) for one in events)
    return {str(one["SUMMARY"]).removeprefix("Meeting with "): f"{one['DTSTART'].dt:%m-%d %H:%M}" for one in events}


def test_a_company_without_account_and_a_participant_arrange_a_meeting(visit: Visit) -> None:
    organiser = visit("Example Instructor")
    organiser.goto("/unit/meet/")
    organiser.get_by_role("button", name="Load the example").click()
    said(organiser, "loaded")
    opened(organiser, "organisations").locator(".bm-line-item > summary").first.click()
    name = organiser.locator(".bm-line-item > summary span").first.inner_text()
    organiser.get_by_role("button", name="A link to its own page").first.click()
    address = organiser.locator("[data-panel=organisations] .bm-address input")
    expect(address).to_be_visible()
    link = address.input_value()

    guest = visit("Example Farah", width=360)
    guest.goto("/unit/meet/")
    guest.get_by_role("button", name="Take part", exact=True).click()
    said(guest, "You take part.")
    find = opened(guest, "own-find")
    find.locator("[name=word]").first.fill(name)
    find.get_by_role("button", name="Search").click()
    expect(find.locator(".bm-card")).to_have_count(1)
    card = find.locator(".bm-card", has_text=name).first
    card.locator("select[name=kind]").select_option("wish")
    said(guest, "Your wish is kept.")
    card.locator("[data-fold^=ask] > summary").click()
    slot = card.locator("select[name=slot] option").nth(2)
    wanted = slot.inner_text()
    card.locator("select[name=slot]").select_option(slot.get_attribute("value"))
    card.locator("[name=message]").fill("We would like to see your system.")
    card.get_by_role("button", name="Send the request").click()
    said(guest, "The request is sent.")

    company = visit(width=360, script=False)  # it needs neither account nor script
    company.goto(link)
    expect(company.get_by_text("We would like to see your system.")).to_be_visible()
    fits(company)
    company.get_by_role("button", name="Accept").click()
    expect(company.locator(".bm-say")).to_contain_text("confirmed")

    guest.reload()
    assert local_times(guest) == {name: wanted}
    note = guest.locator("[data-panel=agenda] .bm-card--confirmed")
    note.get_by_text("Notes and next step").click()
    note.locator("[name=outcome]").select_option("follow-up")
    note.locator("[name=text]").fill("A good talk")
    note.locator("[name=next_step]").fill("Visit the centre")
    note.locator("[name=shared]").check()
    note.get_by_role("button", name="Save the note").click()
    said(guest, "The note is saved.")
    company.reload()
    company.get_by_text("Notes and next step").click()
    expect(company.get_by_text("A good talk")).to_be_visible()
    organiser.reload()
    opened(organiser, "meetings").get_by_role("button", name="Put the next step").click()
    said(organiser, "It is in the list of follow-ups")
    sound(visit_link(visit, link))


def visit_link(visit: Visit, link: str) -> Any:
    page = visit()
    page.goto(link)
    return page


def test_a_mistake_in_a_form_is_named_beside_its_field_and_keeps_what_was_typed(visit: Visit) -> None:
    organiser = visit("Example Instructor", width=360)
    organiser.goto("/unit/meet/")
    setup = opened(organiser, "setup")
    lines = setup.locator("form[data-call=slots_add] [name=text]")
    lines.fill("2027-03-01 09:00\nsoon")
    setup.get_by_role("button", name="Add the slots").click()
    said(organiser, "line 2: “soon” is no time")
    expect(lines).to_have_value("2027-03-01 09:00\nsoon")
    lines.fill("2027-03-01 09:00\n2027-03-01 09:10")
    setup.get_by_role("button", name="Add the slots").click()
    said(organiser, "overlap")
    form = opened(organiser, "organisations").locator("details[data-fold=org-new]")
    form.locator("> summary").click()
    form.locator("[name=name]").fill("Example one")
    form.locator("[name=zone]").fill("Seoul")
    form.get_by_role("button", name="Save").click()
    expect(form.locator(".bm-error")).to_have_text("There is no time zone “Seoul”.")
    expect(form.locator("[name=name]")).to_have_value("Example one")
    expect(form.locator("[name=zone]")).to_be_focused()
    fits(organiser)
