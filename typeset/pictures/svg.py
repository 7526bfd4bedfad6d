"""Read an SVG drawing: its size; whatever is more than a drawing is refused.

Refused are scripts, event handlers, references to anything outside the file, entities and document types, animation,
and references that multiply (a drawing of a thousand bytes can be one of a billion shapes).
"""

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from typeset.pictures.measured import MM_PER_INCH, BadPictureError, MeasuredPicture

LARGEST_SVG_BYTES = 5 * 1024 * 1024
MOST_SHAPES = 200_000
_DEEPEST = 100
_LARGEST_MM = 2000.0
_SVG = "http://www.w3.org/2000/svg"
_ACTIVE = frozenset("script foreignObject iframe object embed audio video animate animateMotion".split()) | {
    "animateTransform",
    "set",
    "handler",
    "listener",
}
_SHAPES = frozenset("path rect circle ellipse line polyline polygon text image use".split())
_UNITS_MM = {
    **{"": MM_PER_INCH / 96, "px": MM_PER_INCH / 96, "mm": 1.0, "cm": 10.0},
    **{"in": MM_PER_INCH, "pt": MM_PER_INCH / 72, "pc": MM_PER_INCH / 6},
}
_LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?\s*(px|mm|cm|in|pt|pc|)\s*")
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\|@import|expression\(|javascript:", re.IGNORECASE)


@dataclass(slots=True)
class _Shape:
    """An element: its tag, its id, what it holds and what it refers to."""

    tag: str = ""
    name: str = ""
    inside: list["_Shape"] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)


def measure_svg(data: bytes) -> MeasuredPicture:
    """Return what an SVG file is. Raises BadPictureError when it is broken or more than a drawing."""
    if len(data) > LARGEST_SVG_BYTES:
        raise BadPictureError(f"太大，有{len(data) / 1024 / 1024:.0f}MB", "图太复杂，请简化，或另存为 PNG")
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _doctype
    parser.ProcessingInstructionHandler = _instruction
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise BadPictureError("不是完整的SVG文件", "请重新保存这个图片") from None
    _check_shapes(drawing)
    if not drawing.has_shapes:
        raise BadPictureError("里没有图形", "请在绘图软件里重新保存这个图片")
    width, height = _size(drawing.attributes)
    return MeasuredPicture("SVG", width, height, is_clear=True)


def _refused(what: str) -> BadPictureError:
    return BadPictureError(f"里有{what}，不能用", "请在绘图软件里另存为只有图形的 SVG，或 PNG")


def _doctype(*_: object) -> NoReturn:
    raise _refused("文档类型或实体声明（DOCTYPE）")


def _instruction(target: str, data: str) -> None:
    raise _refused(f"处理指令“{target[:20]}”")


class _Drawing:
    """The elements of a drawing as they are read."""

    def __init__(self) -> None:
        self.attributes: dict[str, str] = {}
        self.root = _Shape()
        self.by_name: dict[str, _Shape] = {}
        self.style_uses: list[str] = []
        self._open = [self.root]
        self.has_shapes = False
        self._styles = 0
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self._count += 1
        if len(self._open) == 1:
            if name != "svg" or space not in ("", _SVG):
                raise BadPictureError("不是SVG文件", "请另存为 PNG、JPEG 或 SVG")
            self.attributes = attributes
        if len(self._open) > _DEEPEST or self._count > MOST_SHAPES:
            raise BadPictureError("太复杂", "请简化，或另存为 PNG")
        if name in _ACTIVE:
            raise _refused(f"“{name}”（脚本、动画或嵌入的内容）")
        shape = _Shape(name, attributes.get("id", ""))
        for key, value in attributes.items():
            shape.uses += _references(key.rpartition(" ")[2], value)
        self._open[-1].inside.append(shape)
        self._open.append(shape)
        self._styles += name == "style"
        self.has_shapes |= name in _SHAPES
        if shape.name:
            self.by_name.setdefault(shape.name, shape)

    def end(self, tag: str) -> None:
        self._open.pop()
        self._styles -= tag.rpartition(" ")[2] == "style"

    def text(self, text: str) -> None:
        if self._styles:
            self.style_uses += _references("style", text)


def _references(key: str, value: str) -> list[str]:
    """Return the names inside the drawing that an attribute refers to; refuse any other reference."""
    if key.lower().startswith("on"):
        raise _refused(f"脚本（{key[:20]}）")
    if key in ("href", "src"):
        targets = [value.strip()]
    else:
        targets = _URL.findall(value)
        if key == "style" and _ESCAPE.search(value):
            raise _refused("引用其他文件的样式")
    for target in targets:
        if not target.startswith("#"):
            raise _refused(f"对外部的引用“{target[:30]}”")
    return [target[1:] for target in targets]


def _check_shapes(drawing: _Drawing) -> None:
    """Refuse a drawing whose references go in a circle or make more shapes than MOST_SHAPES."""
    counts: dict[int, int] = {}
    busy: set[int] = set()

    def shapes(shape: _Shape, depth: int) -> int:
        key = id(shape)
        if key in counts:
            return counts[key]
        if key in busy or depth > _DEEPEST * 2:
            raise _refused("循环的引用")
        busy.add(key)
        used = [drawing.by_name[name] for name in shape.uses if name in drawing.by_name]
        total = 1 + sum(shapes(inner, depth + 1) for inner in (*shape.inside, *used))
        if total > MOST_SHAPES:
            raise BadPictureError("里的引用层层相套，图形太多", "请简化，或另存为 PNG")
        busy.discard(key)
        counts[key] = total
        return total

    shapes(drawing.root, 0)
    for name in drawing.style_uses:  # a style may stand on any shape: nothing in it may multiply
        if name in drawing.by_name and drawing.by_name[name].tag not in ("linearGradient", "radialGradient"):
            raise _refused("引用图形的样式表")


def _size(attributes: dict[str, str]) -> tuple[float, float]:
    """Return width and height in millimetres, from the attributes or from the viewBox in screen pixels."""
    box = _view_box(attributes.get("viewBox", ""))
    width, height = (_length(attributes.get(key, "")) for key in ("width", "height"))
    if box and width is None and height is None:
        width, height = box[0] * _UNITS_MM["px"], box[1] * _UNITS_MM["px"]
    elif box and width is not None and height is None:
        height = width * box[1] / box[0]
    elif box and height is not None and width is None:
        width = height * box[0] / box[1]
    if width is None or height is None:
        raise BadPictureError("没有写图的大小", "请在绘图软件里设好画布大小（width、height 或 viewBox）再保存")
    if not (0.1 <= width <= _LARGEST_MM and 0.1 <= height <= _LARGEST_MM):
        raise BadPictureError(f"的大小不合理（{width:.4g}×{height:.4g} mm）", "请在绘图软件里设好画布大小再保存")
    return width, height


def _length(text: str) -> float | None:
    """Return a length in millimetres; None for none, for a percentage and for what is no length."""
    found = _LENGTH.fullmatch(text)
    if found is None:
        return None
    number = text.strip().removesuffix(found[2]).strip()
    return float(number) * _UNITS_MM[found[2]] if found[2] or number else None


def _view_box(text: str) -> tuple[float, float] | None:
    try:
        _, _, width, height = (float(part) for part in text.replace(",", " ").split())
    except ValueError:
        return None
    return (width, height) if width > 0 and height > 0 and width + height < 1e9 else None
