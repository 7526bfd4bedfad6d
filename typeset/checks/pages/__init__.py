"""Check the pages of a PDF of any origin against GB/T 9704—2012: geometry, faces, colours, rules, numbers, seals."""

from typeset.checks.pages.rules import PAGE_RULES, check_pages

__all__ = ["PAGE_RULES", "check_pages"]
