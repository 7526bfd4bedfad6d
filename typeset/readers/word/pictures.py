"""Pictures of a Word file: PNG, JPEG and SVG are carried over; of others it is said that they are not."""

from collections.abc import Mapping
from dataclasses import dataclass

from typeset.readers.word.content import Picture
from typeset.readers.word.findings import Findings
from typeset.readers.word.markup import DRAWING, MAIN, RELATIONS, SCALABLE, VML, Node
from typeset.readers.word.package import Package, Relation

_EMU_PER_MM = 36_000
_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))
_OTHERS = (
    *((b"\x01\x00\x00\x00", "EMF"), (b"\xd7\xcd\xc6\x9a", "WMF"), (b"\x01\x00\x09\x00", "WMF"), (b"GIF8", "GIF")),
    *((b"BM", "BMP"), (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF")),
)
_SVG_WITHIN = 2000


@dataclass(frozen=True, slots=True)
class PictureShelf:
    """Where the pictures of a part come from."""

    package: Package
    relations: Mapping[str, Relation]
    findings: Findings

    def drawn(self, node: Node) -> list[Picture]:
        """Return the pictures of a w:drawing; what else it draws is reported."""
        frame = next((child for child in node if child.tag in (f"{{{DRAWING}}}inline", f"{{{DRAWING}}}anchor")), None)
        if frame is None:
            return []
        extent, named = frame.find(f"{{{DRAWING}}}extent"), frame.find(f"{{{DRAWING}}}docPr")
        width = None if extent is None else _width_mm(extent.get("cx"))
        name, description = ("", "") if named is None else (named.get("name", ""), named.get("descr", ""))
        is_floating = frame.tag.endswith("anchor")
        found = []
        for blip in frame.iter(f"{{{MAIN}}}blip"):
            scalable = next((each.get(f"{{{RELATIONS}}}embed", "") for each in blip.iter(f"{{{SCALABLE}}}svgBlip")), "")
            found += self._picture(
                blip.get(f"{{{RELATIONS}}}embed") or blip.get(f"{{{RELATIONS}}}link", ""),
                Picture(name, b"", "", width, description, self._scalable(scalable), is_floating),
            )
        self._report_others(frame)
        return found

    def _report_others(self, frame: Node) -> None:
        kinds = {"chart": "图表", "diagram": "智能图形", "lockedCanvas": "图形"}
        for data in frame.iter(f"{{{MAIN}}}graphicData"):
            kind = next((name for key, name in kinds.items() if f"/{key}" in data.get("uri", "")), None)
            if kind:
                self.findings.warn(kind, f"文件里的{kind}不能带入", f"请把{kind}另存为 PNG 图片后插入")

    def imaged(self, node: Node) -> list[Picture]:
        """Return the pictures of a w:pict or w:object."""
        found = []
        for image in node.iter(f"{{{VML}}}imagedata"):
            identity = image.get(f"{{{RELATIONS}}}id") or image.get(f"{{{RELATIONS}}}href", "")
            found += self._picture(identity, Picture(image.get("title", ""), b"", ""))
        return found

    def _scalable(self, identity: str) -> bytes | None:
        relation = self.relations.get(identity)
        data = None if relation is None or relation.is_external else self.package.part(relation.target)
        return data if data and kind_of(data) == "svg" else None

    def _picture(self, identity: str, wanted: Picture) -> list[Picture]:
        relation = self.relations.get(identity)
        if relation is not None and relation.is_external:
            return []  # the reader of the package says so once for every relation
        data = None if relation is None else self.package.part(relation.target)
        suffix = kind_of(data or b"")
        if data and suffix:
            made = Picture(
                wanted.name, data, suffix, wanted.width_mm, wanted.description, wanted.scalable, wanted.is_floating
            )
            return [made]
        shown = wanted.description or wanted.name or (relation.target if relation else "")
        kind = next((name for start, name in _OTHERS if data and data.startswith(start)), "")
        reason = f"是 {kind} 格式，不能带入" if kind else "读不出来，没有带入"
        self.findings.warn("图片", f"图片“{shown}”{reason}", "请另存为 PNG、JPEG 或 SVG 后插入")
        return []


def kind_of(data: bytes) -> str:
    """Return the suffix of a picture file that can be used, "" for others."""
    known = next((suffix for start, suffix in _KINDS if data.startswith(start)), "")
    return known or ("svg" if b"<svg" in data[:_SVG_WITHIN] else "")


def _width_mm(emu: str | None) -> float | None:
    try:
        return int(emu or "") / _EMU_PER_MM
    except ValueError:
        return None
