"""Use cases: what a person comes to do, put together from the floors below."""
