"""`python -m vpl_core` is `vpl`."""

from vpl_core.cli.console import main

main()
