"""Parts of a problem as the XML of a problem: what belongs to one question stands inside it."""

from __future__ import annotations

from olxkit.problems.question import InputWithoutLabel, LabelWithoutInput, MixedChoices, NoQuestion, SecondLabel
from olxkit.source.question.inline import guarded
from olxkit.source.question.nodes import Label, Node, Prose, Response
from olxkit.source.question.page import NOT_XML, Page
from olxkit.source.question.plain import attribute, escape


def assemble(page: Page, parts: list[list[Node]], title: str) -> str:
    """`<problem>...</problem>` for the parts; `title` is the question when the body asks none."""
    pieces: list[str] = []
    _ask(parts, " ".join(NOT_XML.sub(" ", title).split()))
    for nodes in parts:
        count = sum(isinstance(node, Response) for node in nodes)
        pieces += _single(page, nodes) if count == 1 else _several(page, nodes)
    if not any(isinstance(node, Response) for nodes in parts for node in nodes):
        page.report(NoQuestion, 0)
    if page.hints:
        pieces += ["<demandhint>", *(f"  <hint>{hint}</hint>" for hint in page.hints), "</demandhint>"]
    return "\n".join(["<problem>", *filter(None, pieces), "</problem>"])


def _ask(parts: list[list[Node]], title: str) -> None:
    """Makes the title the label of the first response, unless text or a label asks before or in its part."""
    for nodes in parts:
        first = next((node for node in nodes if isinstance(node, Response)), None)
        before = nodes[: nodes.index(first)] if first else nodes
        single = sum(isinstance(node, Response) for node in nodes) == 1
        asked = any(isinstance(node, Label) for node in (nodes if single else before))
        if asked or any(isinstance(node, Prose) for node in before):
            return
        if first:
            if title:
                nodes.insert(0, Label(first.start, first.start, guarded(escape(title))))
            return


def _single(page: Page, nodes: list[Node]) -> list[str]:
    """One question: everything of the part goes into it, in order."""
    inner: list[str] = []
    label: Label | None = None
    response = next(node for node in nodes if isinstance(node, Response))
    for node in nodes:
        if isinstance(node, Response):
            inner += node.children
        elif not isinstance(node, Label):
            inner.append(node.xml)
        elif label is None:
            label = node
            inner += _label(node)
        else:
            page.report(SecondLabel, node.start, line=page.place(label.start).line)
            inner += _as_text(node)
    if label is None:
        page.report(InputWithoutLabel, response.start)
    return _element(response, inner)


def _several(page: Page, nodes: list[Node]) -> list[str]:
    """Several questions, or none, without a separator: only its label goes into each."""
    pieces: list[str] = []
    label: Label | None = None
    last: Node | None = None
    for node in nodes:
        mixed = isinstance(node, Response) and _mixed(page, last, node)
        last = node
        if isinstance(node, Label):
            if label is not None:
                page.report(SecondLabel, node.start, line=page.place(label.start).line)
                pieces += _as_text(node)
            else:
                label = node
        elif isinstance(node, Response):
            if label is None and not mixed:
                page.report(InputWithoutLabel, node.start)
            pieces += _element(node, [*(_label(label) if label else ()), *node.children])
            label = None
        else:
            pieces.append(node.xml)
    if label is not None:
        page.report(LabelWithoutInput, label.start)
        pieces += _as_text(label)
    return pieces


def _mixed(page: Page, last: Node | None, response: Response) -> bool:
    """Whether choices of another kind stand directly before, which is reported and explains a missing label."""
    if not isinstance(last, Response) or last.kind == response.kind or "=" in (last.kind, response.kind):
        return False
    page.report(MixedChoices, response.start, kind=response.kind, other=last.kind)
    return True


def _element(response: Response, inner: list[str]) -> list[str]:
    attributes = "".join(f' {name}="{attribute(value)}"' for name, value in response.attributes.items())
    return [f"<{response.tag}{attributes}>", *inner, f"</{response.tag}>"]


def _label(label: Label) -> list[str]:
    described = [f"<description>{label.description}</description>"] if label.description else []
    return [f"<label>{label.question}</label>", *described]


def _as_text(label: Label) -> list[str]:
    return [f"<p>{text}</p>" for text in (label.question, label.description) if text]
