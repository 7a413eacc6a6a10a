"""The tables of all slices, where Django looks for them."""

from digigov.cooperation_plan.models import *  # noqa: F403
