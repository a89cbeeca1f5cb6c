"""The command line: the only floor that prints, exits or asks the clock."""
