"""The tables of this slice. Only api/ writes to them. People are ids as the platform gives them, as text."""

from .responses import SurveyPapers, SurveyResponse
from .surveys import Survey, SurveyLink

__all__ = ["Survey", "SurveyLink", "SurveyPapers", "SurveyResponse"]
