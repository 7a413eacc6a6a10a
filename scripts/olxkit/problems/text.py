"""Diagnostics about the text of a unit: directives, links, images, citations and raw HTML."""

from olxkit.problems.base import Caution, Diagnostic


class UnknownDirective(Diagnostic):
    """A `:::{name}` that olxkit does not know."""

    message = "there is no directive '{name}'"
    help = "{advice}"


class UnclosedDirective(Diagnostic):
    """A directive was opened and never closed, so it would swallow the rest of the file."""

    message = "':::{{{name}}}' is never closed"
    help = "add a line '{fence}' after its last line"


class StrayFence(Diagnostic):
    """A closing `:::` with nothing open before it."""

    message = "this '{fence}' closes nothing"
    help = "delete it, or open a directive before it"


class MalformedDirective(Diagnostic):
    """A line begins with `:::` and opens no directive, so learners would see the colons."""

    message = "this line opens no directive"
    help = "begin the line with ':::{{NAME}}', without spaces, or write a backslash before the colons to show them"


class UndefinedReference(Caution):
    """A footnote or a link refers to a definition that the text does not have: learners would see the brackets."""

    message = "'{mark}' is defined nowhere in this text"
    help = "add a line '{mark}: ...', or a backslash before the bracket to show it"


class UnclosedCode(Diagnostic):
    """A code block was opened and never closed: learners would see the marks, and the code as ordinary text."""

    message = "this code block is never closed"
    help = "add a line '{fence}' after its last line"


class MissingArgument(Diagnostic):
    """The directive needs a word on its opening line, or an option."""

    message = "':::{{{name}}}' needs {what}"
    help = "write {example}"


class UnusedBody(Diagnostic):
    """This directive has no body; the text in it would be lost."""

    message = "'{name}' has no place for this text"
    help = "move the text out of the directive"


class EmptyBody(Diagnostic):
    """The directive has nothing between its opening and closing line, so learners would see an empty component."""

    message = "':::{{{name}}}' is empty"
    help = "write its content before the closing line"


class NestedComponent(Diagnostic):
    """A component inside another: the platform drops children of leaf components."""

    message = "'{name}' cannot stand inside '{outer}'"
    help = "close '{outer}' first"


class EmptyUnit(Caution):
    """The unit has neither text nor components."""

    message = "this unit has no content"
    help = "write some, or delete the file"


class BrokenLink(Diagnostic):
    """A link to a file or unit that the course does not have."""

    message = "the link leads to nothing: '{target}'"
    help = "{advice}"


class MissingImage(Diagnostic):
    """An image that is not in static/: learners would see a broken picture."""

    message = "there is no image '{target}'"
    help = "{advice}"


class ImageWithoutText(Caution):
    """A picture without alternative text says nothing to a learner who cannot see it."""

    message = "the image '{target}' has no alternative text"
    help = "write what it shows between the square brackets: ![what it shows]({target})"


class UnsafeLink(Diagnostic):
    """Only http, https, mailto and tel links and links inside the course are shown; others are removed."""

    message = "links of the kind '{scheme}:' are not allowed"
    help = "use https, or a path inside the course"


class DisallowedHtml(Diagnostic):
    """Raw HTML that the sanitiser removes: learners would not see it."""

    message = "raw <{tag}> is not allowed in course text"
    help = "{advice}"


class DisallowedAttribute(Diagnostic):
    """An attribute of raw HTML that the sanitiser removes, such as `style` or `onclick`."""

    message = "the attribute '{name}' of <{tag}> is not allowed in course text"
    help = "delete it; looks belong to the lesson's style sheet"


class RemovedAttribute(Caution):
    """An attribute in an attribute list, as in `{: style=...}`, that the sanitiser removes."""

    message = "the attribute '{name}' is removed before learners see it"
    help = "delete it, or write a backslash before the brace to show the text; looks belong to the lesson's style sheet"


class ScriptInHtml(Caution):
    """An html component may hold a script; it runs in every learner's browser with the rights of the page."""

    message = "this html component contains a <script>"
    help = "make sure that you trust it; a custom XBlock is usually better"


class UnknownSource(Diagnostic):
    """A citation of a source that is not in sources.yaml."""

    message = "there is no source '{key}'"
    help = "{advice}"


class UnusedSource(Caution):
    """A source in sources.yaml that no text cites."""

    message = "no text cites the source '{key}'"
    help = "cite it as [@{key}], or delete it"


class BadChart(Diagnostic):
    """The chart cannot be drawn from its data."""

    message = "cannot draw this chart: {reason}"
    help = "{advice}"


class BrokenHtml(Diagnostic):
    """The HTML or XML is not well-formed."""

    message = "malformed markup: {reason}"
    help = "close every tag that is opened, in the reverse order"


class UnknownTag(Diagnostic):
    """No XBlock of this name is installed here; on a platform without it learners see nothing at all."""

    message = "no XBlock named '{tag}' is installed"
    help = "{advice}"


class UnknownField(Diagnostic):
    """The XBlock has no such field: the platform drops the value without a word."""

    message = "the XBlock '{tag}' has no field '{field}'"
    help = "{advice}"


class UserStateField(Diagnostic):
    """The field holds learners' work, not content: the platform drops the value."""

    message = "'{field}' of '{tag}' holds learners' work and cannot be set by the course"
    help = "delete the option"


class BadFieldValue(Diagnostic):
    """The XBlock's field refuses the value: the platform would drop the block or use its default."""

    message = "'{value}' is not a value for '{field}' of '{tag}'"
    help = "{advice}"


class LessonFault(Diagnostic):
    """The lesson block itself refuses its content; the same rule speaks in Studio."""

    message = "{reason}"
    help = "correct the {field}"


class EmptyBibliography(Caution):
    """A bibliography that shows nothing: there are no sources, or none with these letters."""

    message = "no source is shown here"
    help = "write sources.yaml, or other letters in ':from:' and ':to:'"


class EmptyGlossary(Caution):
    """A glossary that shows nothing: there are no terms, or none with these letters."""

    message = "no term is shown here"
    help = "write glossary.csv, or other letters in ':from:' and ':to:'"


TEXT_PROBLEMS = (
    UnknownDirective, UnclosedDirective, StrayFence, MalformedDirective, UnclosedCode, UndefinedReference,
    MissingArgument, UnusedBody, EmptyBody, NestedComponent,
    EmptyUnit, BrokenLink, MissingImage, ImageWithoutText, UnsafeLink, DisallowedHtml, DisallowedAttribute,
    RemovedAttribute, ScriptInHtml, UnknownSource, UnusedSource,
    BadChart, BrokenHtml, UnknownTag, UnknownField, UserStateField, BadFieldValue, LessonFault,
    EmptyBibliography, EmptyGlossary,
)  # fmt: skip
