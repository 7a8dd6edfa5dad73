"""``python -m assistant``: the command line where the program is not on the path."""

import sys

from assistant.cli import main

sys.exit(main())
