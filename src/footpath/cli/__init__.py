"""The command line: reads what is asked, calls the workspace, shows the answer."""

import sys


def main() -> None:
    """Run ``footpath`` with the arguments of the process; ends it with 0, 1 (fault) or 2 (usage)."""
    if sys.argv[1:] == ["--version"]:  # before everything else is loaded
        from footpath._version import __version__

        print(f"footpath {__version__}")
        return
    from footpath.cli.app import run

    run()
