"""All reading and writing of surveys and answers. Every write is one transaction and is done when it returns.

What is named here is a promise to the block, the pages and other slices; everything else may change.
"""

from digigov.common.transactions import Busy

from .answering import COURSE, INVENTED, LINK, PAPER, Respondent, Saved, find, save, send, withdraw
from .erasing import erase
from .errors import Closed, Full, Gone, NoConsent, NotReady, SurveyError
from .importing import (
    import_papers,
    load_invented,
    one_import,
    papers,
    read_papers,
    remove_import,
    remove_invented,
)
from .links import MOST, link_of, links, make_link, revoke_link
from .reading import Numbers, Told, interests, numbers, read_results, texts
from .surveys import editions, open_survey, settings_of, surveys

__all__ = [
    "COURSE",
    "INVENTED",
    "LINK",
    "MOST",
    "PAPER",
    "Busy",
    "Closed",
    "Full",
    "Gone",
    "NoConsent",
    "NotReady",
    "Numbers",
    "Respondent",
    "Saved",
    "SurveyError",
    "Told",
    "editions",
    "erase",
    "find",
    "import_papers",
    "interests",
    "link_of",
    "links",
    "load_invented",
    "make_link",
    "numbers",
    "one_import",
    "open_survey",
    "papers",
    "read_papers",
    "read_results",
    "remove_import",
    "remove_invented",
    "revoke_link",
    "save",
    "send",
    "settings_of",
    "surveys",
    "texts",
    "withdraw",
]
