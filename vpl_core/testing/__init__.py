"""The kit with which plugin authors and rule testers prove their rules."""
