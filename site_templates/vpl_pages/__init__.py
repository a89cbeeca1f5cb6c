"""The Jinja components and pages that sites are made of."""
