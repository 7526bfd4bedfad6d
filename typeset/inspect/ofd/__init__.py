"""Read an OFD file of any origin back (GB/T 33190—2016): parts, text with the place of every glyph, faults."""

from typeset.inspect.ofd.package import Package, UnreadableOfdError, open_package
from typeset.inspect.ofd.reading import OfdDocument, OfdPage, PlacedText, read_ofd
from typeset.inspect.ofd.rules import RULES, OfdFault, ofd_faults

__all__ = [
    "RULES",
    "OfdDocument",
    "OfdFault",
    "OfdPage",
    "Package",
    "PlacedText",
    "UnreadableOfdError",
    "ofd_faults",
    "open_package",
    "read_ofd",
]
