"""Read a file into a `Document`, with the place in the file of everything in it."""

from typeset.readers.reading import Reading
from typeset.readers.yaml import read_yaml

__all__ = ["Reading", "read_yaml"]
