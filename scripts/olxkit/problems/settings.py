"""Diagnostics about YAML: course.yaml, front matter, sources and directive options."""

from olxkit.problems.base import Caution, Diagnostic


class BrokenYaml(Diagnostic):
    """The YAML cannot be parsed."""

    message = "this is not valid YAML: {reason}"
    help = "check indentation and quotes; text with ': ' or a leading '[', '{{', '@' or '*' needs quotes"


class UnsafeYaml(Diagnostic):
    """Anchors, aliases and deep nesting are refused: they serve no course and can exhaust memory."""

    message = "{what} in YAML is not supported here"
    help = "write the value out"


class NoFrontMatter(Diagnostic):
    """A section, subsection or unit file starts with its settings between two lines of `---`."""

    message = "the file has no front matter"
    help = "start it with a line '---', then 'id: ...' and 'title: ...', then a line '---'"


class UnclosedFrontMatter(Diagnostic):
    """The front matter was opened with `---` and never closed."""

    message = "the front matter is never closed"
    help = "add a line '---' after the last setting"


class UnknownKey(Diagnostic):
    """A setting that does not exist here; it would have no effect."""

    message = "there is no setting '{key}' here"
    help = "{advice}"


class UnsureKey(Caution):
    """A key of `policy` that is none of the platform's course settings known here: the platform drops the others."""

    message = "the platform's course has no setting '{key}' that is known here"
    help = "{advice}"


class RepeatedKey(Diagnostic):
    """The same setting twice: only one of them could count."""

    message = "'{key}' is set twice"
    help = "keep one of them"


class MissingKey(Diagnostic):
    """A setting that the course cannot do without."""

    message = "'{key}' is missing"
    help = "add '{key}: ...' ({meaning})"


class BadValue(Diagnostic):
    """The value has the wrong form. The platform would fall back to a default without saying so."""

    message = "'{value}' is not a value for '{key}'"
    help = "{key} is {meaning}"


class MissingId(Diagnostic):
    """Without an id in the source, learners' saved work would be lost when the text moves."""

    message = "this {kind} has no id"
    help = "run `olxkit check --fix`, which writes one into the file"


class DuplicateId(Diagnostic):
    """Two things with one id: the platform would keep only one of them."""

    message = "the id '{id}' is already used at {other}"
    help = "give one of them another id (the newer one, since learners' work hangs on the older)"


class DatesOutOfOrder(Diagnostic):
    """A part that ends before it starts, or a date outside its part."""

    message = "{what}"
    help = "correct the dates in course.yaml, or the offset"


class UnknownPart(Diagnostic):
    """A section names a part for which the edition has no dates."""

    message = "the edition '{edition}' has no part '{part}'"
    help = "add its dates under editions in course.yaml, or correct 'part'"


class UnknownGradeType(Diagnostic):
    """`graded` names an assignment type that course.yaml does not define: the work would not count."""

    message = "there is no assignment type '{name}'"
    help = "{advice}"


class WeightsNotHundred(Diagnostic):
    """The weights of the assignment types must sum to 100, or grades come out wrong."""

    message = "the weights of the assignment types sum to {total}, not 100"
    help = "change the weights under grading in course.yaml"


class TooFewGraded(Caution):
    """Fewer graded subsections than the assignment type expects: the missing ones count as zero."""

    message = "'{name}' expects {expected} graded subsections; the course has {found}"
    help = "add subsections graded '{name}', or lower 'min'"


SETTING_PROBLEMS = (
    BrokenYaml, UnsafeYaml, NoFrontMatter, UnclosedFrontMatter, UnknownKey, UnsureKey, RepeatedKey, MissingKey,
    BadValue, MissingId, DuplicateId, DatesOutOfOrder, UnknownPart, UnknownGradeType, WeightsNotHundred, TooFewGraded,
)  # fmt: skip
