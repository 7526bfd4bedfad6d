"""Read what an OFD says and shows: properties, pages, the origin of every glyph, fonts, attachments."""

import math
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from typeset.inspect.ofd.package import ENTRY, Package, UnreadableOfdError, local_name, open_package, resolved, tag

_BOX = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True)
class PlacedText:
    """The text of a TextObject on one page; `origins_mm[i]` is where glyph i begins on its baseline (x, y)."""

    text: str
    origins_mm: tuple[tuple[float, float], ...]
    size_mm: float
    font: str
    layer: str


@dataclass(frozen=True, slots=True)
class OfdPage:
    """A page: its size and its texts in the order of the content."""

    width_mm: float
    height_mm: float
    texts: tuple[PlacedText, ...]

    @property
    def text(self) -> str:
        """The characters of the page, without what lies under it."""
        return "".join(placed.text for placed in self.texts if placed.layer != "Background")


@dataclass(frozen=True, slots=True)
class OfdDocument:
    """A document: its type (OFD or OFD-A), what it says of itself, pages, attached files by name."""

    kind: str
    information: Mapping[str, str]
    custom: Mapping[str, str]
    pages: tuple[OfdPage, ...]
    attachments: Mapping[str, bytes]

    @property
    def text(self) -> str:
        """The characters of all pages."""
        return "".join(page.text for page in self.pages)


def read_ofd(data: bytes) -> OfdDocument:
    """Return the first document of an OFD file. Raises UnreadableOfdError when it is broken or hostile."""
    package = open_package(data)
    root = package.xml(ENTRY)
    body = _required(root, "DocBody")
    name = document_name(package)
    document = package.xml(name)
    pages = (package.xml(page) for page in page_names(package, name))
    default = _box(document.findtext(f"{tag('CommonData')}/{tag('PageArea')}/{tag('PhysicalBox')}")) or _BOX
    return OfdDocument(
        root.get("DocType", ""),
        _information(_required(body, "DocInfo")),
        {item.get("Name", ""): item.text or "" for item in body.iter(tag("CustomData"))},
        tuple(_page(page, default) for page in pages),
        dict(_attachments(package, name)),
    )


def document_name(package: Package) -> str:
    """Return the name of the first document's part."""
    root = package.xml(ENTRY)
    return resolved(_required(_required(root, "DocBody"), "DocRoot").text or "", "")


def page_names(package: Package, document: str) -> Iterator[str]:
    """Yield the names of the pages' parts, in order."""
    folder = posixpath.dirname(document)
    for page in package.xml(document).iterfind(f"{tag('Pages')}/{tag('Page')}"):
        yield resolved(page.get("BaseLoc", ""), folder)


def _required(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(tag(name))
    if found is None:
        raise UnreadableOfdError(f"OFD 里缺少 {name}；请重新导出这个文件")
    return found


def _information(information: etree._Element) -> dict[str, str]:
    return {local_name(item): item.text or "" for item in information.iterchildren(etree.Element) if not len(item)}


def _attachments(package: Package, document: str) -> Iterator[tuple[str, bytes]]:
    location = package.xml(document).findtext(tag("Attachments"))
    if location is None:
        return
    name = resolved(location, posixpath.dirname(document))
    for entry in package.xml(name).iter(tag("Attachment")):
        file = resolved(entry.findtext(tag("FileLoc")) or "", posixpath.dirname(name))
        yield entry.get("Name", ""), package.part(file)


def _page(page: etree._Element, default: tuple[float, ...]) -> OfdPage:
    box = _box(page.findtext(f"{tag('Area')}/{tag('PhysicalBox')}")) or default
    layers = page.iterfind(f"{tag('Content')}/{tag('Layer')}")
    texts = (placed for layer in layers for item in layer.iter(tag("TextObject")) for placed in _texts(item, layer))
    return OfdPage(box[2], box[3], tuple(texts))


def _texts(item: etree._Element, layer: etree._Element) -> Iterator[PlacedText]:
    """Yield the texts of a TextObject; a matrix moves the origins, and a code without X or Y goes on from the last."""
    box, size = _box(item.get("Boundary")) or _BOX, _number(item.get("Size"))
    matrix = _numbers(item.get("CTM")) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if len(matrix) != 6:
        raise _broken("CTM")
    a, b, c, d, e, f = matrix
    x = y = 0.0
    for code in item.iterfind(tag("TextCode")):
        text = code.text or ""
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        places = zip(_places(x, code.get("DeltaX"), len(text)), _places(y, code.get("DeltaY"), len(text)), strict=True)
        origins = tuple((box[0] + a * px + c * py + e, box[1] + b * px + d * py + f) for px, py in places)
        yield PlacedText(text, origins, size, item.get("Font", ""), layer.get("Type", "Body"))


def _places(start: float, deltas: str | None, count: int) -> list[float]:
    """Return where `count` glyphs begin; glyphs without a step of their own stand where the last one does."""
    places = [start] if count else []
    for step in _steps(deltas or "", count - 1):
        places.append(places[-1] + step)
    return places + [places[-1]] * (count - len(places)) if places else []


def _steps(deltas: str, count: int) -> Iterator[float]:
    """Yield the first `count` steps of a DeltaX, in which `g COUNT STEP` stands for equal ones."""
    words = iter(deltas.split())
    for word in words:
        repeated, step = 1, word
        if word == "g":
            repeated, step = int(_number(next(words, ""))), next(words, "")
        value = _number(step)
        for _ in range(min(repeated, count)):
            yield value
        count -= repeated
        if count <= 0:
            return


def _box(text: str | None) -> tuple[float, ...] | None:
    numbers = _numbers(text)
    if numbers and len(numbers) != 4:
        raise _broken("Boundary")
    return numbers or None


def _numbers(text: str | None) -> tuple[float, ...]:
    return tuple(_number(word) for word in (text or "").split())


def _number(text: str | None, default: float = 0.0) -> float:
    if text is None:
        return default
    try:
        value = float(text)
    except ValueError:
        raise _broken("数") from None
    if not math.isfinite(value):
        raise _broken("数")
    return value


def _broken(what: str) -> UnreadableOfdError:
    return UnreadableOfdError(f"OFD 里有写错的{what}；请重新导出这个文件")
