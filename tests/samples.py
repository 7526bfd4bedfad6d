"""Documents that several tests share: the notice of `source/`, and small ones made of a mapping."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.square_font import SquareFont
from typeset.layout.metrics import NO_PICTURES, Pictures
from typeset.layout.page import Line
from typeset.layout.pages import lay_out
from typeset.layout.result import Layout
from typeset.model import Document, document_from_mapping
from typeset.profiles import Profile, load_profile
from typeset.standard import TYPE_AREA_WIDTH_MM

ROOT = Path(__file__).resolve().parents[1]
NOTICE = ROOT / "source" / "苏教办〔2024〕15号.yaml"

SMALL: Mapping[str, object] = {
    "发文机关": "临溪市教育局",
    "发文机关标志": "临溪市教育局",
    "发文字号": "临教发〔2025〕12号",
    "标题": "关于做好秋季开学工作的通知",
    "主送机关": "各县（市、区）教育局",
    "正文": "现就做好秋季开学有关工作通知如下。",
    "成文日期": "2025-08-20",
}


def document(**changes: object) -> Document:
    """Return a small notice with other values; None takes a key away."""
    return document_from_mapping(_changed(SMALL, changes))


def notice(**changes: object) -> Document:
    """Return the notice of `source/` with other values; None takes a key away."""
    return document_from_mapping(_changed(notice_source(), changes))


def notice_source() -> dict[str, object]:
    """Return the keys and values of the notice as its file has them, all of them text."""
    return dict(yaml.load(NOTICE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def square_layout(made: Document, profile: Profile | None = None, *, pictures: Pictures = NO_PICTURES) -> Layout:
    """Return a document laid out in the square font."""
    return lay_out(made, profile or load_profile(), SquareFont(), pictures=pictures)


def small_grid(rows: int, columns: int) -> Profile:
    """Return a profile of few rows and columns, so that a page can be seen at a glance."""
    return load_profile({"版面": {"行数": str(rows), "字数": str(columns)}})


def line_of(layout: Layout, beginning: str) -> Line:
    """Return the first line on a row that begins so."""
    lines = (line for page in layout.pages for line in page.lines if line.row is not None)
    return next(line for line in lines if line.text.startswith(beginning))


def left(line: Line) -> float:
    """Return the left edge of a line's first cell."""
    return line.runs[0].x_mm[0]


def right(line: Line) -> float:
    """Return the right edge of the last cell of a line that ends with a full-width character."""
    return line.runs[-1].x_mm[-1] + TYPE_AREA_WIDTH_MM / 28


def centre(line: Line) -> float:
    """Return the middle of a line of full-width characters at its ends."""
    return (left(line) + right(line)) / 2


def _changed(data: Mapping[str, object], changes: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in {**data, **changes}.items() if value is not None}
