"""The verbs: pure functions from words to words; no clock, no chance, no files."""
