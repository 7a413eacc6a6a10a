"""Diagnostics about diagrams."""

from olxkit.problems.base import Diagnostic


class UnknownDiagram(Diagnostic):
    """There is no such kind of diagram."""

    message = "there is no diagram of the kind '{kind}'"
    help = "{advice}"


class DiagramLine(Diagnostic):
    """The line has not the form that this kind of diagram is made of."""

    message = "this line of a {kind} is not understood"
    help = "{advice}"


class NoSuchBox(Diagnostic):
    """An arrow from or to a box that no line describes."""

    message = "there is no box '{box}'"
    help = "{advice}"


class DiagramCycle(Diagnostic):
    """In a tree nothing can stand below itself."""

    message = "'{box}' stands below itself"
    help = "move it, or give the two different names"


class DiagramTextTooLong(Diagnostic):
    """A picture holds few words; what is longer belongs in the text beside it."""

    message = "this text has {size} characters; there is room for {limit}"
    help = "shorten it, and say the rest in the lesson"


class DiagramCitation(Diagnostic):
    """A picture cannot hold a citation: learners would see the brackets."""

    message = "a citation cannot stand inside a diagram"
    help = "move it to the option ':source:'"


class BadDiagram(Diagnostic):
    """The diagram cannot be drawn as it is."""

    message = "cannot draw this {kind}: {reason}"
    help = "{advice}"


DIAGRAM_PROBLEMS = (
    UnknownDiagram, DiagramLine, NoSuchBox, DiagramCycle, DiagramTextTooLong, DiagramCitation, BadDiagram,
)  # fmt: skip
