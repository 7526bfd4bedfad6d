"""Turn the painter's pages of single pictures into objects that real pages show."""

from collections.abc import Mapping, Sequence

import pydyf

from typeset.backends.html import Plate
from typeset.errors import OutputError
from typeset.standard import mm_to_points

_PAINTING = (b"Do", b"f", b"f*", b"F", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"TJ", b"Tj")


def plate_objects(
    pages: Sequence[pydyf.Dictionary], plates: Sequence[Plate], streams: Mapping[object, pydyf.Stream]
) -> dict[Plate, pydyf.Stream]:
    """Return the pictures as form objects, made of the pages that show them. Raises OutputError for an empty one.

    The painter only logs a picture that it cannot draw; here that ends the work.
    """
    found = {}
    for page, plate in zip(pages, plates, strict=True):
        stream = streams[page["Contents"]]
        if not any(_paints(operator) for operator in stream.stream):
            raise OutputError(f"图片“{plate.file.name}”画不出来；请换成 PNG 或另存一次后再试")
        stream.extra = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, mm_to_points(plate.width_mm), mm_to_points(plate.height_mm)]),
            "Resources": page["Resources"],
        }
        found[plate] = stream
    return found


def _paints(operator: object) -> bool:
    return isinstance(operator, bytes) and operator.rsplit(b" ", 1)[-1] in _PAINTING
