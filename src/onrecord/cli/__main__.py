"""`python -m onrecord.cli` does what `onrecord` does."""

from onrecord.cli import main

main()
