"""The tables of all slices, where Django looks for them."""

from digigov.business_meetings.models import *  # noqa: F403
from digigov.cooperation_plan.models import *  # noqa: F403
from digigov.needs_survey.models import *  # noqa: F403
