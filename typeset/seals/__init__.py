"""Seals that the program draws itself, for samples: they say 样章 and have no force."""

from typeset.seals.sample import LONGEST_NAME, sample_seal

__all__ = ["LONGEST_NAME", "sample_seal"]
