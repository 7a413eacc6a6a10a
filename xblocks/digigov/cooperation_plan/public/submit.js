/** Handing the plan in, and what became of it. */

export function submit(cx) {
  const { t, data } = cx;
  const { h, fill, button, clock } = cx.dom;
  const place = h("section", { class: "cp-submit", "aria-label": t.handIn });
  (cx.part("files") ?? cx.part("next")).before(place);
  let told = "";

  function past(one) {
    const state =
      { submitted: t.isSubmitted, accepted: t.isAccepted, returned: t.isReturned, "sent-back": t.isReturned }[one.state] ?? one.state;
    const scores =
      one.scores?.length > 0 &&
      h(
        "table",
        { class: "cp-sums" },
        h("caption", {}, t.scores),
        h(
          "tbody",
          {},
          one.scores.map((each) => h("tr", {}, h("th", { scope: "row" }, each.name), h("td", {}, `${each.score} / ${each.most}`))),
        ),
      );
    const remarks = one.comments.map((each) =>
      h("div", {}, h("dt", {}, each.title), h("dd", { class: "cp-lines", dir: "auto" }, each.text)),
    );
    return h(
      "li",
      {},
      h(
        "p",
        {},
        h("strong", {}, `${fill(t.submissionN, { number: one.number })}: ${state}`),
        ` · ${fill(t.handedIn, { name: one.by, time: clock(one.at) })}${one.decided ? ` · ${fill(t.decided, { time: clock(one.decided) })}` : ""}`,
      ),
      one.note && h("p", { class: "cp-lines cp-decision", dir: "auto" }, one.note),
      one.grade && h("p", {}, fill(t.grade, { grade: one.grade })),
      scores,
      remarks.length > 0 && h("dl", { class: "cp-facts" }, remarks),
    );
  }

  async function handIn() {
    await cx.sync.flush();
    if (cx.sync.state !== "saved") return cx.notice(t.notAllSaved);
    const answer = await cx.call("submit", {});
    if (!answer.ok) return cx.notice(cx.why(answer));
    show(answer.data.submission);
    const last = answer.data.submission.list[0];
    cx.addFiles?.(last.number, fill(t.submissionN, { number: last.number }));
    cx.notice(t.submitDone);
  }

  function ask() {
    const open = (cx.judged?.findings ?? []).length;
    cx.panel(
      "submit",
      t.handIn,
      h("p", {}, t.submitLead),
      open > 0 && h("p", {}, fill(t.submitOpen, { count: open })),
      h(
        "p",
        { class: "cp-actions" },
        button(t.submitNow, () => (cx.panel.shut(), handIn()), { kind: "main" }),
        button(t.close, () => cx.panel.shut(), { kind: "plain" }),
      ),
    );
  }

  /** On the page of a step: what the experts wrote on it the last time, and nothing before they did. */
  function showRemarks([last]) {
    const comments = last?.comments.filter((one) => data.steps.includes(one.section)) ?? [];
    place.hidden = comments.length === 0;
    if (place.hidden) return place.replaceChildren();
    place.setAttribute("aria-label", fill(t.submissionN, { number: last.number }));
    place.replaceChildren(h("ol", { class: "cp-plain", role: "list" }, past({ ...last, note: "", grade: "", scores: [], comments })));
  }

  function show(now) {
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    if (!data.handsIn) return showRemarks(now.list);
    const hint = { submitted: t.waiting, accepted: t.acceptedHint }[now.state];
    place.replaceChildren(
      h("h4", {}, t.handIn),
      h("p", { class: "cp-hint" }, hint ?? t.submitHint),
      ...[
        now.list.length > 0 && h("ol", { class: "cp-plain", role: "list" }, now.list.map(past)),
        !hint && button(t.handIn, ask, { class: "dg-button dg-button--main" }),
      ].filter(Boolean),
    );
  }

  show(data.submission);
  cx.submission = show;
}
