"""`python -m knowledge COMMANDO`: the editors' commands without the service."""

import sys

from .maintenance.commands import main

if __name__ == "__main__":
    sys.exit(main(program="python -m knowledge"))
