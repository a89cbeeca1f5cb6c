"""The words: frozen, closed, without any verb."""
