"""Facts: collected from every source, and checked against what the segment knows."""
