"""`python -m digigov.credentials`: credentials from and to plain files, for admins and doubters."""

import sys

from digigov.credentials.commands import main

sys.exit(main())
