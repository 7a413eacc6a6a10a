"""Diagnostics about the body of a problem: Studio's Markdown dialect, its feedback, numbers and markup.

"Learners would see" and "Studio would" describe what the platform does today with such text.
"""

from olxkit.problems.base import Caution, Diagnostic


class NoQuestion(Diagnostic):
    """The problem has nothing to answer, so it could never be graded or completed."""

    message = "this problem asks for no answer"
    help = "add choices '( )', '[ ]' or '[[ ]]', or a line '= answer'"


class NoCorrectChoice(Diagnostic):
    """No choice is marked as right: every learner would be graded wrong."""

    message = "no choice is marked as right"
    help = "mark the right one with {mark}"


class SeveralCorrectChoices(Caution):
    """Only one `( )` can be chosen; when several are marked, the platform accepts any one of them."""

    message = "{count} of these choices are marked as right, and any one of them will be accepted"
    help = "keep one '(x)', or write '[x]' and '[ ]' if learners must select all of them"


class SeveralCorrectOptions(Diagnostic):
    """A dropdown with several right options does not load on the platform."""

    message = "{count} options of this dropdown are marked as right"
    help = "put only one of them in parentheses"


class SingleChoice(Caution):
    """With one choice there is nothing to choose."""

    message = "there is only one choice"
    help = "add another one"


class DuplicateChoice(Diagnostic):
    """The same text twice: learners cannot tell the choices apart, and a dropdown grades both alike."""

    message = "the choice '{text}' is already on line {line}"
    help = "change or delete one of them"


class EmptyChoice(Diagnostic):
    """A choice without text; Studio refuses to save it."""

    message = "this choice has no text"
    help = "write its text on the same line, or delete it"


class UnknownMarker(Diagnostic):
    """The brackets at the start of a line make it a choice, but what stands in them is not a known mark."""

    message = "'{marker}' is not a mark for a choice"
    help = "{advice}; if the line is plain text, begin it with another word"


class MixedChoices(Diagnostic):
    """Two kinds of choices follow each other without text: Studio makes two questions, the second without text."""

    message = "'{kind}' choices follow '{other}' choices in the same question"
    help = "use one kind, or separate the questions with a line '---'"


class FixedWithoutShuffle(Caution):
    """`@` keeps a choice in its place when the others are shuffled; nothing here is shuffled."""

    message = "'@' has no effect, because these choices are not shuffled"
    help = "put '!' into one of the marks, as in '(!)', or delete '@'"


class UnclosedExplanation(Diagnostic):
    """`[explanation]` without its end: learners would see the explanation before they answer."""

    message = "this '[explanation]' is never closed"
    help = "add a line '[explanation]' after its last line"


class UnclosedCode(Diagnostic):
    """`[code]` without its end."""

    message = "this '[code]' is never closed"
    help = "add a line '[/code]' after its last line"


class UnclosedDropdown(Diagnostic):
    """`[[` without `]]`."""

    message = "this '[[' is never closed"
    help = "add ']]' after the last option"


class UnclosedLabel(Diagnostic):
    """`>>` without `<<`: the question would be shown as it stands, and the input would have no label."""

    message = "this '>>' is never closed"
    help = "add '<<' after the question"


class UnclosedFeedback(Diagnostic):
    """`{{` without `}}`: learners would see the feedback as part of the choice."""

    message = "this '{{{{' is never closed"
    help = "add '}}}}' after the feedback"


class UnclosedHint(Diagnostic):
    """A hint stands on one line between two `||`; otherwise learners see it as text."""

    message = "this hint does not end with '||' on the same line"
    help = "write it on one line, as in '||Think of the year.||'"


class HintCutOff(Diagnostic):
    """A third `||` ends the hint too early; Studio drops the rest of the line."""

    message = "the text after this '||' would be lost"
    help = "begin a new line for the next hint"


class EmptyHint(Diagnostic):
    """A hint without text."""

    message = "this hint has no text"
    help = "write it between the two '||', or delete the line"


class StrayClosing(Diagnostic):
    """A closing tag with nothing open before it."""

    message = "this '{tag}' closes nothing"
    help = "delete it, or open it before the text"


class BracketInside(Diagnostic):
    """Studio does not recognise an explanation or code with `]` in it: learners would see it before they answer."""

    message = "']' cannot stand inside {where}"
    help = "write it as '&#93;', or in other words"


class StrayFeedback(Diagnostic):
    """Feedback that belongs to no choice or answer: learners would see it with its braces."""

    message = "this feedback belongs to no answer"
    help = "{advice}"


class EmptyFeedback(Diagnostic):
    """Feedback without text: learners would see the empty braces."""

    message = "this feedback has no text"
    help = "write it between the braces, or delete them"


class BadCheckboxFeedback(Diagnostic):
    """Feedback on checkboxes says for which case it is; in any other form learners see it with its braces."""

    message = "{what}"
    help = "write {{{{ selected: ... }}, {{ unselected: ... }}}}"


class UnknownLetter(Diagnostic):
    """Feedback on a combination names choices by letter, A for the first; this letter has no choice."""

    message = "'{letter}' is not the letter of a choice"
    help = "this question has the letters {letters}, with spaces between them, as in '((A B))'"


class FeedbackInDropdownLine(Diagnostic):
    """In a dropdown on one line Studio shows feedback as part of the option."""

    message = "a dropdown on one line cannot have feedback"
    help = "write '[[' and ']]' on lines of their own and each option on its own line"


class MarkupInOption(Diagnostic):
    """A dropdown shows plain text only; the platform drops everything from the first tag on."""

    message = "an option of a dropdown cannot have markup"
    help = "write plain text, or use '( )' choices"


class ApostropheInOption(Diagnostic):
    """The platform splits the list of options at an apostrophe that does not stand between two letters."""

    message = "the platform would break the option '{text}' at this character"
    help = "write the apostrophe as \u2019"


class BadNumber(Diagnostic):
    """Studio takes the answer for a number because of how it begins, but the platform cannot calculate it."""

    message = "'{text}' is not a number that the platform can calculate"
    help = "write digits with a point, as in 1234.5; '+-' before a tolerance; or 's=' in place of '=' for text"


class BadTolerance(Diagnostic):
    """The tolerance after `+-` is not a number; the platform would fail when the first learner answers."""

    message = "'{text}' is not a tolerance"
    help = "write a number or a percentage, as in '+- 0.5' or '+- 5%'"


class BadRange(Diagnostic):
    """An answer that begins and ends with brackets is a range of numbers, and this one is not."""

    message = "'{text}' is not a range: {reason}"
    help = "write two numbers, the smaller first, as in '[5, 7)'; for text, leave the brackets out"


class RangeFeedback(Caution):
    """It works here, but Studio takes a range with feedback for text as soon as the problem is saved there."""

    message = "Studio does not recognise a range that has feedback"
    help = "move the feedback to an [explanation], or do not save this problem in Studio"


class LooksLikeNumber(Caution):
    """It looks like a number but is compared as text: learners must type it exactly so."""

    message = "'{text}' is compared as text, not as a number"
    help = "{advice}; to keep it as text, write 's=' in place of '='"


class DroppedAlternative(Diagnostic):
    """Beside a number, Studio drops an alternative that is text, a range or has a tolerance."""

    message = "the alternative '{text}' would be lost"
    help = "alternatives to a number are single numbers; begin the first answer with 's=' to compare all as text"


class OrphanAlternative(Diagnostic):
    """`or=` and `not=` continue an answer that begins with `=`; alone they are shown as text."""

    message = "there is no '=' line before this '{marker}'"
    help = "write the first right answer as '= answer' on the line before"


class EmptyAnswer(Diagnostic):
    """An answer line without an answer; the platform cannot load it."""

    message = "there is no answer after '{marker}'"
    help = "write the right answer on the same line"


class EmptyWrongAnswer(Diagnostic):
    """`not=` shows feedback for one wrong answer, so it needs both."""

    message = "'not=' needs {what}"
    help = "write 'not= wrong answer {{{{what to say about it}}}}'"


class WrongAnswerToNumber(Diagnostic):
    """Studio drops `not=` beside a number; feedback on wrong numbers does not exist."""

    message = "'not=' has no effect on a number and would be lost"
    help = "delete it, or begin the first answer with 's=' to compare all as text"


class IndentedAnswer(Diagnostic):
    """Studio recognises an answer only at the start of the line; learners would see the solution as text."""

    message = "'{marker}' does not stand at the start of its line"
    help = "delete the spaces before it"


class BadPattern(Diagnostic):
    """An answer after `|` is a regular expression, and this one is not valid."""

    message = "'{text}' is not a regular expression: {reason}"
    help = "correct it, or delete '|' to compare the text as it stands"


class UntypableCharacter(Caution):
    """The answer has a character that learners do not see or cannot type, so nobody would match it."""

    message = "this answer has the character U+{code} ({name}), which learners will hardly type"
    help = "replace it by an ordinary space or letter"


class SplitAnswer(Diagnostic):
    """The platform splits an answer at `_or_` and then ignores all `or=` lines."""

    message = "the platform takes '_or_' in an answer for a separator"
    help = "write each alternative on its own line, as 'or= answer'"


class RepeatedAnswer(Caution):
    """The platform compares without regard to capitals and takes the first match: this line has no effect."""

    message = "the answer '{text}' is already on line {line}"
    help = "delete one of them"


class InputWithoutLabel(Caution):
    """Without a label a screen reader does not say what is asked."""

    message = "this question has no label"
    help = "put the question between >> and <<, on a line before the answers"


class EmptyLabel(Diagnostic):
    """`>>` and `<<` with nothing between them."""

    message = "this label has no text"
    help = "write the question between >> and <<"


class SecondLabel(Diagnostic):
    """A question has one label; the platform uses the first one only."""

    message = "this question already has a label on line {line}"
    help = "separate the questions with a line '---', or make this an ordinary line of text"


class LabelWithoutInput(Diagnostic):
    """A label that no answer follows."""

    message = "there is nothing to answer for this label"
    help = "add the answers after it, or make it an ordinary line of text"


class ExtraDescription(Diagnostic):
    """A label has a question and one description; Studio drops what follows a second `||`."""

    message = "the text after this '||' would be lost"
    help = "write >>question||description<<, with one '||'"


class StraySeparator(Diagnostic):
    """`---` stands between two questions; at the start, at the end or repeated, learners would see it."""

    message = "this '---' separates nothing"
    help = "delete it"


class EmptyHeader(Diagnostic):
    """`===` makes the line before it a header, and that line is empty."""

    message = "there is no header above this '==='"
    help = "write the header on the line before, or delete this line"


class MisplacedInput(Diagnostic):
    """Studio makes an answer of this wherever it stands, and would break what is around it."""

    message = "'{marker}' cannot stand inside {where}"
    help = "move it out, or write it in other words"


class MarkupNotRendered(Caution):
    """Studio's problem dialect does not know this Markdown: learners see the characters as they are."""

    message = "'{text}' is shown as it stands"
    help = "{advice}"


class MalformedMarkup(Diagnostic):
    """HTML in a problem must be well-formed XML; otherwise Studio cannot save the problem."""

    message = "malformed markup: {reason}"
    help = "{advice}"


class DisallowedMarkup(Diagnostic):
    """A tag that has no place in the text of a problem."""

    message = "<{tag}> is not allowed in a problem"
    help = "use plain text, links, images, lists and tables; write '&lt;' for the character '<'"


class ScriptInProblem(Diagnostic):
    """Scripts in a problem run on the server or in every learner's browser."""

    message = "a problem written in Markdown cannot have a <script>"
    help = "delete it; for calculated problems use an XBlock"


class UnsafeMarkup(Diagnostic):
    """An attribute that runs code in learners' browsers."""

    message = "the attribute {attribute} of <{tag}> is not allowed"
    help = "delete it"


class UnknownEntity(Diagnostic):
    """XML knows only five named characters; Studio cannot save a problem with another one."""

    message = "XML does not know '{entity}'"
    help = "write the character itself, or '{number}'"


class ImageWithoutAlt(Caution):
    """A picture without alternative text says nothing to a learner who cannot see it."""

    message = "this image has no alternative text"
    help = 'add alt="what it shows", or alt="" if it is only decoration'


class PlatformVariable(Diagnostic):
    """The platform replaces this word by a value of its own."""

    message = "the platform would replace '{text}' by another text"
    help = "put a space after '$', or write it in other words"


QUESTION_PROBLEMS: tuple[type[Diagnostic], ...] = (
    NoQuestion, NoCorrectChoice, SeveralCorrectChoices, SeveralCorrectOptions, SingleChoice, DuplicateChoice,
    EmptyChoice, UnknownMarker, MixedChoices, FixedWithoutShuffle, UnclosedExplanation, UnclosedCode,
    UnclosedDropdown, UnclosedLabel, UnclosedFeedback, UnclosedHint, HintCutOff, EmptyHint, StrayClosing,
    BracketInside, StrayFeedback, EmptyFeedback, BadCheckboxFeedback, UnknownLetter, FeedbackInDropdownLine,
    MarkupInOption, ApostropheInOption, BadNumber, BadTolerance, BadRange, RangeFeedback, LooksLikeNumber,
    DroppedAlternative, OrphanAlternative, EmptyAnswer, EmptyWrongAnswer, WrongAnswerToNumber, IndentedAnswer,
    BadPattern, UntypableCharacter, SplitAnswer, RepeatedAnswer, InputWithoutLabel, EmptyLabel, SecondLabel,
    LabelWithoutInput, ExtraDescription, StraySeparator, EmptyHeader, MisplacedInput, MarkupNotRendered,
    MalformedMarkup, DisallowedMarkup, ScriptInProblem, UnsafeMarkup, UnknownEntity, ImageWithoutAlt,
    PlatformVariable,
)  # fmt: skip
