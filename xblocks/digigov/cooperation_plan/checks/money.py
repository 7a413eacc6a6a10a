"""Rule 10, and what belongs to it: sums that agree, currencies with rates, money for monitoring, debt."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..finding import Finding, advice, error
from ..money import DOLLAR, NOTHING, pledged, rates
from ..schema import N_
from ..values import number, plain, short
from ..view import View, repeated

MOST_CURRENCIES = 3
MONITORING_SHARE = Decimal("0.03")  # KOICA since 2016: OECD, Development Co-operation Peer Reviews: Korea 2018

AGREED = {
    "korea": N_("Korea agreed to give {given} {currency}; the lines add up to {used}."),
    "partner": N_("The partner government agreed to give {given} {currency}; the lines add up to {used}."),
    "other": N_("Other donors agreed to give {given} {currency}; the lines add up to {used}."),
}


def sums_agree(view: View) -> Iterator[Finding]:
    """Rule 10: the sums by activity, by source and by year are one; each source gives what it agreed to give."""
    templates = {
        "activity": N_("{amount} {currency} belong to no activity, so activities and sources do not add up."),
        "source": N_("{amount} {currency} come from no source, so activities and sources do not add up."),
        "year": N_("{amount} {currency} belong to no year, so years and activities do not add up."),
    }
    totals = view.totals
    for line in totals.lines:
        if not line.amount:
            continue
        for name, template in templates.items():
            if not getattr(line, name):
                path, amount = f"budget/lines/{line.id}/{name}", plain(line.amount)
                yield error("money-agrees", path, template, amount=amount, currency=totals.currency)
    if not view.plan["budget"]["pledges"]:
        return
    agreed, planned = pledged(view.plan), {key[0]: amount for key, amount in totals.by("source").items()}
    for source in dict.fromkeys([*agreed, *planned]):
        given, used = agreed.get(source, NOTHING), planned.get(source, NOTHING)
        if source in AGREED and given != used:
            rows = [row["id"] for row in view.plan["budget"]["pledges"] if row["source"] == source]
            path = f"budget/pledges/{rows[-1]}/amount" if rows else "budget/pledges"
            values = {"used": plain(used), "given": plain(given), "currency": totals.currency}
            yield error("money-agrees", path, AGREED[source], **values)


def currencies(view: View) -> Iterator[Finding]:
    """Every currency that is used has one stated rate, with its date and source; three currencies at most."""
    budget, stated = view.plan["budget"], rates(view.plan)
    used: dict[str, str] = {}
    for name in ("lines", "pledges"):
        for row in budget[name]:
            path = f"budget/{name}/{row['id']}/currency"
            amount = number(row["amount"])
            if row["amount"] and not row["currency"]:
                yield error("currencies", path, N_("This amount has no currency."))
            elif row["currency"]:
                used.setdefault(row["currency"], path)
            if amount is not None and amount < 0:
                yield error("currencies", f"budget/{name}/{row['id']}/amount", N_("An amount cannot be below 0."))
    into = view.identification["currency"]
    if used and not into:
        yield error("currencies", "identification/currency", N_("Choose the currency in which the totals are shown."))
    foreign = {code: path for code, path in used.items() if code != (into or DOLLAR)}
    for code, path in foreign.items():
        if code not in stated:
            template = N_("There is no exchange rate for {currency}, so these amounts are in no sum.")
            yield error("currencies", path, template, currency=code)
    if foreign and into and into not in stated:
        template = N_("There is no exchange rate for {currency}, in which the totals are shown.")
        yield error("currencies", "identification/rates", template, currency=into)
    if len(used) > MOST_CURRENCIES:
        template = N_("The budget has {count} currencies; more than three are hard to follow.")
        yield advice("currencies", "budget/lines", template, count=len(used))
    for rate in view.identification["rates"]:
        path, value = f"identification/rates/{rate['id']}", number(rate["per_usd"])
        if value is not None and value <= 0:
            yield error("currencies", f"{path}/per_usd", N_("An exchange rate must be above 0."))
        if rate["currency"] == DOLLAR and value is not None and value != 1:
            yield error("currencies", f"{path}/per_usd", N_("A US dollar is one US dollar."))
        for name in ("date", "source"):
            if value is not None and not rate[name]:
                yield advice("currencies", f"{path}/{name}", N_("Say when and where this rate was found."))
    for rate in repeated(view.identification["rates"], "currency"):
        path = f"identification/rates/{rate['id']}/currency"
        yield error("currencies", path, N_("There are two rates for {currency}."), currency=rate["currency"])


def monitoring_share(view: View) -> Iterator[Finding]:
    """At least 3% of the budget is for monitoring and evaluation."""
    total = view.totals.total
    share = view.totals.by("category").get(("monitoring",), NOTHING)
    if total > 0 and share < total * MONITORING_SHARE:
        template = N_("{share} {currency} of {total} are for monitoring and evaluation: less than 3%.")
        values = {"share": plain(share), "total": plain(total), "currency": short(view.totals.currency)}
        yield advice("monitoring-share", "budget/lines", template, **values)


def loan_debt(view: View) -> Iterator[Finding]:
    """A loan comes with a word on debt."""
    if view.plan["modality"]["kind"] == "loan" and not view.plan["summary"]["debt"].strip():
        yield error("loan-debt", "summary/debt", N_("A loan is planned: say how it will be paid back."))
