"""Measure Word files of any origin: what every page, paragraph and run of them will look like, as values."""

from typeset.inspect.word.reading import inspect_package, inspect_word

__all__ = ["inspect_package", "inspect_word"]
