"""All that others ask of a survey, without Django and without a browser; the parts are modules beside this one."""

from __future__ import annotations

from .clean import Cleaned, Fault, clean, half_done, interests, kinds, ranking, ratings, still_open
from .demand import Demand, demand
from .instrument import (
    KINDS,
    POINTS,
    PROFILE,
    RANKS,
    SCALES,
    TEXTS,
    Cell,
    Content,
    Scale,
    cells,
    offered,
    ranks,
)
from .invented import MARK
from .invented_countries import INVENTED
from .papers import BadFile, BadLine, Paper, Papers, columns, read
from .profile import Figure, figures
from .regions import REGIONS, country_name, is_country, region_of
from .results import Answer, Results, answer, results
from .settings import CONSENT, SHOWN, TAG, Module, Settings, check, from_json, moment
from .suppression import ALL, LEAST_THRESHOLD, MOST_THRESHOLD, Group, withheld

__all__ = [
    "ALL",
    "CONSENT",
    "INVENTED",
    "KINDS",
    "LEAST_THRESHOLD",
    "MARK",
    "MOST_THRESHOLD",
    "POINTS",
    "PROFILE",
    "RANKS",
    "REGIONS",
    "SCALES",
    "SHOWN",
    "TAG",
    "TEXTS",
    "Answer",
    "BadFile",
    "BadLine",
    "Cell",
    "Cleaned",
    "Content",
    "Demand",
    "Fault",
    "Figure",
    "Group",
    "Module",
    "Paper",
    "Papers",
    "Results",
    "Scale",
    "Settings",
    "answer",
    "cells",
    "check",
    "clean",
    "columns",
    "country_name",
    "demand",
    "figures",
    "from_json",
    "half_done",
    "interests",
    "is_country",
    "kinds",
    "moment",
    "offered",
    "ranking",
    "ranks",
    "ratings",
    "read",
    "region_of",
    "results",
    "still_open",
    "withheld",
]
