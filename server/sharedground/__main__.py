"""`python -m sharedground`."""

import sys

from sharedground.cli.main import main

sys.exit(main())
