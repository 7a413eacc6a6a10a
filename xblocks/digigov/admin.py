"""What staff of the installation may look at in Django's admin site; each slice registers its own."""

import digigov.business_meetings.admin
import digigov.cooperation_plan.admin
import digigov.needs_survey.admin  # noqa: F401
