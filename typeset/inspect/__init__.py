"""Measure files of any origin: what the rules of `checks` judge."""
