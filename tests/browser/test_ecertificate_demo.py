"""The e-certificate demo in the real player and a real browser: the whole story, by pointer and by keyboard alone."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

TREE = {
    "course.xml": '<course url_name="2021" org="Example" course="DG101"/>',
    "course/2021.xml": '<course display_name="Demo"><chapter url_name="part"/></course>',
    "chapter/part.xml": '<chapter display_name="Part"><sequential url_name="module"/></chapter>',
    "sequential/module.xml": (
        '<sequential display_name="Module" graded="true" format="Quiz">'
        '<vertical url_name="demo"/><vertical url_name="border"/></sequential>'
    ),
    "vertical/demo.xml": (
        '<vertical display_name="Live it">'
        '<digigov_ecertificate url_name="live" display_name="e-Certificate" graded_mode="true"/></vertical>'
    ),
    "vertical/border.xml": (
        '<vertical display_name="Border">'
        '<digigov_ecertificate url_name="border-demo" story="vaccination-border"/></vertical>'
    ),
    "policies/2021/policy.json": '{"course/2021": {}}',
    "policies/2021/grading_policy.json": (
        '{"GRADER": [{"type": "Quiz", "min_count": 1, "drop_count": 0, "short_label": "Q", "weight": 1.0}],'
        ' "GRADE_CUTOFFS": {"Pass": 0.6}}'
    ),
}
EDITOR = "/studio/block-v1:Example+DG101+2021+type@digigov_ecertificate+block@live/"
ATTACKS = 13


@pytest.fixture
def player(player: Any) -> Any:
    """The player of the other browser tests, with a course of ours."""
    player.stop()
    with tarfile.open(player.archive, "w:gz") as tar:
        for name, text in TREE.items():
            member = tarfile.TarInfo(f"course/{name}")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    player.start()
    return player


class Stage:
    """The block on a page, with the few moves that the story needs."""

    def __init__(self, page: Any, unit: str = "demo") -> None:
        self.page = page
        page.goto(f"/unit/{unit}/")
        self.ready()

    def ready(self) -> None:
        expect(self.page.locator('[data-role="ec"]')).to_have_attribute("data-ready", "true")

    def tab(self, name: str) -> None:
        self.page.locator(f'[data-tab="{name}"]').click()
        expect(self.page.locator(f'[data-screen="{name}"]')).to_be_visible()

    def click(self, selector: str, outcome: str) -> None:
        """Press what is visible, and wait for the outcome, which takes the focus and is announced."""
        self.page.locator(f"{selector} >> visible=true").first.click()
        box = self.page.locator(".ec-outcome")
        expect(box).to_contain_text(outcome)
        expect(box).to_be_focused()
        expect(self.page.locator('[data-role="say"]')).to_contain_text(outcome)

    def certificate(self) -> None:
        self.click("form[data-action=apply] button[type=submit]", "proved that it holds it")
        self.tab("agency")
        self.click("[data-act=issue]", "Signed and sent")
        self.tab("citizen")
        expect(self.page.locator(".ec-card >> visible=true")).to_contain_text("Invented person")

    def shown_and_scanned(self) -> None:
        self.click("form[data-action=present] button[type=submit]", "Signed in your browser")
        self.tab("verifier")
        self.click("[data-scan]", "every check passed")

    def fits(self, width: int) -> None:
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width


def sound(page: Any) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_whole_story(person: Callable[..., Any], player: Any, width: int, tmp_path: Path) -> None:
    page = person(width=width).page
    stage = Stage(page)
    stage.fits(width)
    sound(page)
    stage.certificate()
    sound(page)
    stage.shown_and_scanned()
    expect(page.locator(".ec-verdict >> visible=true")).to_contain_text("35 checks, all passed")
    sound(page)
    stage.click("[data-act=open-link]", "handed over already")
    stage.tab("attacker")
    names = page.locator(".ec-attacks [data-act=attack]").evaluate_all("all => all.map((one) => one.dataset.name)")
    assert len(names) == ATTACKS
    for name in names:
        stage.click(f".ec-attacks [data-name={name}]", "refused by the check")
        expect(page.locator(".ec-verdict >> visible=true")).to_contain_text("Refused")
    sound(page)
    stage.click("[data-act=link]", "The attack succeeds")
    stage.click("[data-batch]", "The agency issued 4 certificates")
    stage.click("[data-act=link]", "The attack fails")
    stage.fits(width)
    sound(page)
    stage.tab("verifier")
    stage.click("[data-act=outage]", "cannot be reached now")
    stage.click("[data-act=again]", "every check passed")
    stage.click("[data-act=outage]", "can be reached again")
    stage.tab("agency")
    stage.click("[data-act=revoke]", "is now 1")
    sound(page)
    stage.tab("verifier")
    stage.click("[data-act=again]", "and is wrong")
    stage.click("[data-act=wait]", "An hour has passed")
    stage.click("[data-act=again]", "not-revoked")
    stage.tab("proof")
    with page.expect_download() as taking:
        stage.click("[data-act=take]", "README.txt has the commands")
    taking.value.save_as(tmp_path / "taken.zip")
    assert "e-certificate/check.mjs" in zipfile.ZipFile(tmp_path / "taken.zip").namelist()
    stage.tab("gain")
    page.get_by_label("Country").fill("Example")
    page.get_by_label("Certificates on paper a year").fill("1,200,000")
    page.get_by_label("Running the service").fill("0,5")
    stage.click("form[data-action=count] button", "Counted and kept")
    expect(page.locator(".ec-sum")).to_contain_text("A year in Example")
    expect(page.locator(".ec-sum")).to_contain_text("120\u202f000 certificates on paper fewer")
    expect(page.locator(".ec-mission")).to_contain_text("every task")
    stage.fits(width)
    sound(page)
    page.goto("/progress/")
    expect(page.get_by_role("region", name="Course grade")).to_contain_text("100%")


def test_numbers_that_are_none_are_marked(person: Callable[..., Any]) -> None:
    someone = person()
    stage = Stage(someone.page)
    stage.tab("gain")
    stage.page.get_by_label("Minutes for each visit").fill("half an hour")
    stage.page.locator("form[data-action=count] button").click()
    expect(stage.page.locator(".ec-outcome")).to_contain_text("out of range")
    expect(stage.page.get_by_label("Minutes for each visit")).to_have_attribute("aria-invalid", "true")
    expect(stage.page.get_by_label("Minutes for each visit")).to_be_focused()
    someone.errors = [error for error in someone.errors if "422" not in error]  # the browser reports every refusal


def test_from_application_to_a_refused_forgery_by_keyboard_alone(person: Callable[..., Any]) -> None:
    page = person().page
    Stage(page)

    def press_to(role: str, name: str, most: int = 60) -> None:
        for _step in range(most):
            page.keyboard.press("Tab")
            at = page.evaluate("[document.activeElement.tagName.toLowerCase(), document.activeElement.innerText || '']")
            if at[0] == role and name in at[1]:
                return
        raise AssertionError(f"{name} cannot be reached")

    def outcome(text: str) -> None:
        expect(page.locator(".ec-outcome")).to_contain_text(text)

    page.locator(".unit h1").click()
    press_to("button", "Apply")
    page.keyboard.press("Enter")
    outcome("proved that it holds it")
    page.keyboard.press("Tab")
    page.locator('[role=tab][aria-selected="true"]').focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-screen="agency"]')).to_be_visible()
    press_to("button", "Sign and send")
    page.keyboard.press("Space")
    outcome("Signed and sent")
    page.locator('[role=tab][aria-selected="true"]').focus()
    page.keyboard.press("Home")
    press_to("button", "Sign and show")
    page.keyboard.press("Enter")
    outcome("Signed in your browser")
    press_to("button", "Hand it over")
    page.keyboard.press("Enter")
    expect(page.locator('[data-screen="verifier"]')).to_be_focused()
    press_to("button", "Scan the QR code")
    page.keyboard.press("Enter")
    outcome("every check passed")
    page.locator('[role=tab][aria-selected="true"]').focus()
    page.keyboard.press("ArrowRight")
    press_to("button", "Try")
    page.keyboard.press("Enter")
    outcome("refused by the check issuer-signature")


def test_two_windows_and_a_new_start(person: Callable[..., Any]) -> None:
    someone = person()
    first = Stage(someone.page)
    second = Stage(someone.context.new_page())
    first.certificate()
    second.page.locator("form[data-action=apply] button[type=submit]").click()
    expect(second.page.locator(".ec-outcome")).to_contain_text("You went on in another window")
    expect(second.page.locator(".ec-card >> visible=true")).to_be_visible()
    second.shown_and_scanned()
    first.page.reload()
    first.ready()
    first.tab("verifier")
    expect(first.page.locator(".ec-verdict >> visible=true")).to_contain_text("Accepted")
    first.page.get_by_text("Start again", exact=True).click()
    first.click("[data-reset]", "You start again")
    expect(first.page.locator("form[data-action=apply] >> visible=true")).to_be_visible()
    someone.errors = [error for error in someone.errors if "409" not in error]  # the browser reports every refusal


def test_another_browser_has_no_key_and_says_so(person: Callable[..., Any]) -> None:
    Stage(person().page).certificate()
    elsewhere = Stage(person().page)
    elsewhere.page.locator("form[data-action=present] button[type=submit]").first.click()
    expect(elsewhere.page.locator(".ec-outcome")).to_contain_text("not in this browser")


def test_without_a_script_the_story_is_told(browser: Any, player: Any) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=player.base)
    page = context.new_page()
    page.goto("/unit/border/")
    told = page.locator(".ec-told")
    expect(page.locator(".dg-notice")).to_contain_text("With JavaScript you would play all four roles here")
    expect(told).to_contain_text("Border Post of the Republic of Garam")
    expect(told).to_contain_text("Steal the certificate")
    expect(page.locator(".ec-head")).to_be_hidden()
    context.close()


def test_right_to_left_forced_colours_and_print_keep_everything_on_the_page(person: Callable[..., Any]) -> None:
    page = person(width=360).page
    stage = Stage(page, "border")
    stage.certificate()
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    stage.shown_and_scanned()
    for name in ("citizen", "agency", "verifier", "attacker", "proof", "gain"):
        stage.tab(name)
        stage.fits(360)
    page.locator('[data-tab="gain"]').focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-tab="proof"]')).to_be_focused()
    page.emulate_media(media="print")
    expect(page.locator(".ec-tabs")).to_be_hidden()


def test_the_story_is_edited_and_played(person: Callable[..., Any]) -> None:
    someone = person("Example Instructor")
    page = someone.page
    page.goto(EDITOR)
    expect(page.locator(".ec-editor")).to_have_attribute("data-ready", "true")
    sound(page)
    page.get_by_role("button", name="Copy this story").click()
    page.get_by_label("Title of the story").fill("A fishing licence")
    page.locator('[name="certificate.issuer"]').fill("did:web:gov.kr")
    expect(page.locator('[data-error="issuer"]')).to_contain_text(".example")
    page.get_by_role("button", name="Save").click()
    expect(page.locator('[data-role="status"]')).to_contain_text("Not saved")
    someone.errors = [error for error in someone.errors if "422" not in error]  # the browser reports every refusal
    page.locator('[name="certificate.issuer"]').fill("did:web:fish.example")
    expect(page.locator('[data-error="issuer"]')).to_be_empty()
    expect(page.locator('[data-role="preview"]')).to_contain_text("A fishing licence")
    sound(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".ec-head").get_by_text("A fishing licence")).to_be_visible()


def test_the_script_is_small() -> None:
    import gzip

    from digigov.ecertificate import block

    folder = Path(block.__file__).parent / "public"
    played = ["ecertificate.js", *block.MODULES]
    assert sum(len(gzip.compress((folder / name).read_bytes())) for name in played) < 60_000
