"""The site: from an assessment to what a customer may see, to pages, to files."""
