"""Words of the page that are not in a template: those that the script shows, and what each file is for."""

from __future__ import annotations

from digigov.common.i18n import gettext as _


def file_uses() -> dict[str, str]:
    """What each export is for, by its name."""
    return {
        "docx": _("to go on writing in your ministry’s own form"),
        "pdf": _("to send and to sign"),
        "brief": _("for a reader who has five minutes"),
        "xlsx": _("to calculate on: sums are formulas"),
        "iati": _("for donors’ systems and the public register of aid"),
        "json": _("to keep, or to bring into another course"),
    }


def script_words() -> dict[str, str]:
    """The script's words; {names} in braces are filled in there."""
    return {**_saving(), **_writing(), **_drawings(), **_checking(), **_team(), **_moving()}


def _saving() -> dict[str, str]:
    return {
        "saved": _("Saved"),
        "savedAt": _("Saved at {time}"),
        "writing": _("Not saved yet"),
        "saving": _("Saving …"),
        "offline": _("No line: kept on this device, sent when the line returns"),
        "refused": _("Saved, but for what is marked"),
        "failed": _("Not saved: {reason}"),
        "retry": _("Try again"),
        "conflict": _("{name} wrote in the same place"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "undone": _("Taken back: {place}"),
        "redone": _("Done again: {place}"),
        "notUndone": _("Somebody has written there since; look into the history."),
        "tools": _("Tools"),
        "close": _("Close"),
        "yes": _("Yes"),
        "no": _("No"),
        "serverFault": _("the server could not do this; perhaps you were logged out"),
        "fromDraft": _("What you wrote here before without a line was found again and is being saved."),
    }


def _writing() -> dict[str, str]:
    return {
        "beside": _("Show the example beside"),
        "add": _("Add: {what}"),
        "remove": _("Remove"),
        "removed": _("Removed: {what}"),
        "up": _("Move up"),
        "down": _("Move down"),
        "choose": _("Choose"),
        "noRow": _("a row without a name"),
        "gone": _("a row that was removed"),
        "next": _("Next: {step}"),
        "previous": _("Back: {step}"),
        "ready": _("{percent} per cent ready"),
        "untitled": _("Untitled plan"),
        "more": _("More"),
        "pasted": _("Rows taken from the pasted table: {count}"),
        "pastedPart": _("Rows taken from the pasted table: {count}. Left out, because nothing here fits: {left}"),
    }


def _drawings() -> dict[str, str]:
    return {
        "effects": _("Effects"),
        "causes": _("Causes"),
        "ends": _("Ends"),
        "meanss": _("Means"),
        "deeper": _("One level deeper"),
        "higher": _("One level up"),
        "addBelow": _("Add below"),
        "treeKeys": _(
            "Enter begins a new line. Alt+Shift with the arrow keys moves a line: sideways a level deeper or higher, "
            "up and down among its neighbours. In the drawing, the arrow keys go from box to box and Enter to its "
            "words."
        ),
        "treeEmpty": _("The tree is drawn here as you write."),
        "mirror": _("Turn the problem tree round"),
        "mirrored": _("Lines added for problems that had no objective: {count}"),
        "needsLine": _("This needs a line to the server."),
        "gantt": _("Calendar"),
        "ganttEmpty": _("The calendar is drawn here when activities have a start and an end."),
        "noOutput": _("Without an output"),
        "noOutputYet": _("Activities (the logical framework has no outputs yet)"),
        "noLevel": _("Without a level"),
        "outside": _("outside the project’s dates"),
        "moneyTitle": _("Currency and exchange rates"),
        "budgetEmpty": _("Sums and charts are drawn here when the budget has a line with an amount."),
        "total": _("Total"),
        "noCurrency": _("no currency chosen"),
        "inLines": _("In the lines"),
        "agreed": _("Agreed"),
        "agrees": _("agrees"),
        "differs": _("differs"),
        "bySource": _("By source, in {currency}"),
        "byYear": _("By year and source, in {currency}"),
        "byCategory": _("By category, in {currency}"),
        "uncounted": _("Lines that cannot be counted, because an amount or an exchange rate is missing: {count}"),
        "notCounted": _("not counted"),
        "riskMap": _("Risks by likelihood and impact"),
        "powerMap": _("Stakeholders by interest and power"),
    }


def _checking() -> dict[str, str]:
    return {
        "error": _("To be corrected"),
        "advice": _("To think about"),
        "missing": _("Still empty"),
        "readiness": _("How far the plan is"),
        "openCount": _("Still open in this step: {count}"),
        "moreOpen": _("{count} more"),
        "nothingOpen": _("Nothing is open in this step."),
    }


def _team() -> dict[str, str]:
    return {
        "alsoHere": _("Also here: {names}"),
        "comment": _("Comment"),
        "comments": _("Comments"),
        "commentCount": _("Comments: {count}"),
        "noComments": _("Nobody has commented yet. Go to a cell and press “Comment”."),
        "answer": _("Answer"),
        "send": _("Send"),
        "resolve": _("Resolve"),
        "reopen": _("Open again"),
        "resolvedBy": _("Resolved by {name}"),
        "withdraw": _("Take back"),
        "conflictTitle": _("Two texts for one place"),
        "conflictLead": _(
            "{name} saved other words here at {time}, while you were writing. Nothing is lost: say for each place "
            "what "
            "shall stay. The other text remains in the history."
        ),
        "mine": _("What you wrote"),
        "theirs": _("What {name} wrote"),
        "thirdText": _("Both, joined by you"),
        "before": _("What stood there before"),
        "rowGone": _("The row was removed."),
        "emptyCell": _("empty"),
        "keepChoice": _("Save what I chose"),
        "settled": _("Saved as you chose."),
        "history": _("History"),
        "historyOf": _("History of the step: {step}"),
        "allSteps": _("All steps"),
        "onlyStep": _("Only this step: {step}"),
        "noHistory": _("Nothing has been saved yet."),
        "older": _("Older changes"),
        "byRestore": _("an earlier version brought back"),
        "byImport": _("brought in from a file"),
        "byMerge": _("joined with others’ changes"),
        "moved": _("Put into another order."),
        "moreChanges": _("And {count} more changes."),
        "seeVersion": _("See this version"),
        "versionOf": _("{step}, as {name} saved it at {time}"),
        "since": _("What has changed since"),
        "restore": _("Bring this version back"),
        "restored": _("The version of {time} is back. What it replaced stays in the history."),
    }


def _moving() -> dict[str, str]:
    return {
        "handIn": _("Hand in"),
        "submitHint": _("When your team agrees, hand the plan in. Experts read it as it is at that moment."),
        "submitLead": _(
            "The plan is handed in as it is saved now. You can go on writing; the experts read this version."
        ),
        "submitOpen": _("Still open: {count}. This keeps nobody from handing in, but the experts will ask."),
        "submitNow": _("Hand in now"),
        "submitDone": _("The plan is handed in."),
        "notAllSaved": _("Something is not saved yet; the plan can be handed in when it is."),
        "waiting": _("The plan is with the experts. You can go on writing; they read the version that was handed in."),
        "acceptedHint": _(
            "The experts have accepted this plan. You can go on writing; its files keep what was accepted."
        ),
        "submissionN": _("Submission {number}"),
        "handedIn": _("handed in by {name}, {time}"),
        "decided": _("decided {time}"),
        "isSubmitted": _("with the experts"),
        "isAccepted": _("accepted"),
        "isReturned": _("sent back to be changed"),
        "scores": _("Scores"),
        "grade": _("Grade: {grade}"),
        "fileBehind": _("The file holds what is saved; your newest words are not in it yet."),
        "importTitle": _("Bring in a plan"),
        "importLead": _(
            "A JSON file of a cooperation plan, of this or another course. You see what would change first."
        ),
        "importChoose": _("Choose a file"),
        "importTooLarge": _("This file is too large to be a plan."),
        "importNoPlan": _("This file cannot be read as a plan."),
        "importLeft": _("What would be left out:"),
        "importWould": _("These steps would be replaced; what stands there now stays in the history:"),
        "importNothing": _("This file would change nothing."),
        "importChanges": _("{count} changes"),
        "importTake": _("Replace these steps"),
        "imported": _("The plan from the file is here. What it replaced stays in the history."),
    }
