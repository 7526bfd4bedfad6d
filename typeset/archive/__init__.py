"""Archival copies: the register of numbers, signatures, packages and their proof."""
