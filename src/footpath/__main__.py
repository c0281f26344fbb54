"""``python -m footpath`` is the ``footpath`` command."""

from footpath.cli import main

main()
