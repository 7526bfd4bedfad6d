"""Turn the painter's pages of single pictures into objects that real pages show."""

import re
from collections.abc import Mapping, Sequence

import pydyf

from typeset.backends.html import Plate
from typeset.errors import OutputError
from typeset.standard import mm_to_points

_PAINTING = (b"Do", b"f", b"f*", b"F", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"TJ", b"Tj")
_PATH_NAME = re.compile(r"i[0-9a-f]{32}[01]")
_SHOWN = re.compile(rb"/(i[0-9a-f]{32}[01]) Do")


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


def name_by_order(pdf: pydyf.PDF) -> None:
    """Give embedded pictures names by their order: the painter's are made of their paths on this machine."""
    names: dict[str, str] = {}
    for item in pdf.objects:
        shown = item.get("XObject") if isinstance(item, pydyf.Dictionary) else None
        if isinstance(shown, dict):
            for key in [key for key in shown if _PATH_NAME.fullmatch(key)]:
                shown[names.setdefault(key, f"Image{len(names) + 1}")] = shown.pop(key)
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream):
            item.stream = [_renamed(operator, names) for operator in item.stream]


def _renamed(operator: object, names: Mapping[str, str]) -> object:
    found = _SHOWN.fullmatch(operator) if isinstance(operator, bytes) and operator.endswith(b" Do") else None
    return f"/{names[found[1].decode()]} Do".encode() if found else operator
