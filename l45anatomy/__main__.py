"""Lets `python -m l45anatomy` stand for `l45`."""

import sys

from l45anatomy.cli import main

if __name__ == "__main__":
    sys.exit(main())
