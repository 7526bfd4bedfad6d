"""Compare a Word draft as LibreOffice prints it with the layout it was made from: lines, bars, pictures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import yaml

from tests.libreoffice import PrintedLine, printed_pages, render_all_as_word
from tests.samples import SMALL
from typeset import job
from typeset.layout.page import Page, Rule

MM = 25.4 / 72
TOLERANCE_MM = 0.7
SAME_LINE_MM = 0.6
_THICK_MM, _NOTES_RULE_MM = 0.35, 40.0
_UNSEEN = str.maketrans("", "", " \u3000.…①②③④⑤⑥⑦⑧⑨")  # blanks, leaders, and the numbers that Word writes itself


@dataclass(frozen=True)
class Bar:
    """A filled box or a stroke."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class TurnedGlyph:
    """A character that runs up the page: its baseline from the left edge, its origin from the top."""

    text: str
    baseline_mm: float
    height_mm: float


@dataclass(frozen=True)
class Comparison:
    """A document as laid out, its draft, and the draft as printed."""

    composition: job.Composition
    draft: bytes
    pages: tuple[tuple[PrintedLine, ...], ...]
    bars: tuple[tuple[Bar, ...], ...]
    pictures: tuple[tuple[Bar, ...], ...]
    turned: tuple[tuple[TurnedGlyph, ...], ...]

    @property
    def layout_pages(self) -> tuple[Page, ...]:
        return self.composition.layout.pages


def compared(documents: Mapping[str, Mapping[str, object]], folder: Path) -> dict[str, Comparison]:
    """Lay out documents (keys beside those of a small notice; None takes one away), write and print their drafts."""
    for name, changes in documents.items():
        write_source(name, changes, folder)
    return compared_files({name: folder / f"{name}.yaml" for name in documents}, folder)


def compared_files(files: Mapping[str, Path], folder: Path) -> dict[str, Comparison]:
    """Lay out sources, write their drafts and print them in one run of LibreOffice."""
    compositions = {name: job.compose(file) for name, file in files.items()}
    drafts = {name: job.docx(composition) for name, composition in compositions.items()}
    printed = render_all_as_word(drafts, folder)
    return {name: _read(compositions[name], drafts[name], printed[name]) for name in files}


def write_source(name: str, changes: Mapping[str, object], folder: Path) -> None:
    source = {key: value for key, value in {**SMALL, **changes}.items() if value is not None}
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(source, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _read(composition: job.Composition, draft: bytes, pdf: Path) -> Comparison:
    with pdfplumber.open(pdf) as document:
        bars = tuple(tuple(_bars(page)) for page in document.pages)
        pictures = tuple(tuple(_box(item) for item in page.images) for page in document.pages)
        turned = tuple(tuple(_turned(page)) for page in document.pages)
    pages = tuple(tuple(page) for page in printed_pages(pdf))
    return Comparison(composition, draft, pages, bars, pictures, turned)


def _turned(page: pdfplumber.page.Page) -> Iterator[TurnedGlyph]:
    for character in page.chars:
        across, up, _, _, x, y = character["matrix"]
        if abs(across) < 1e-6 and up > 0:
            yield TurnedGlyph(character["text"], x * MM, (float(page.height) - y) * MM)


def _box(item: Mapping[str, float]) -> Bar:
    left, top = item["x0"] * MM, item["top"] * MM
    return Bar(left, top, item["x1"] * MM - left, item["bottom"] * MM - top)


def _bars(page: pdfplumber.page.Page) -> Iterator[Bar]:
    yield from (_box(item) for item in page.rects)
    for item in (*page.lines, *page.curves):
        box, width = _box(item), item["linewidth"] * MM
        if box.height_mm > box.width_mm:
            yield Bar(box.left_mm - width / 2, box.top_mm, width, box.height_mm)
        else:
            yield Bar(box.left_mm, box.top_mm - width / 2, box.width_mm, width)


def misplaced_lines(found: Comparison, tolerance_mm: float = TOLERANCE_MM) -> list[str]:
    """Return what is wrong: lines of the layout that the draft has not, or elsewhere on its page."""
    wrong = []
    if len(found.pages) != len(found.layout_pages):
        return [f"{len(found.pages)} pages instead of {len(found.layout_pages)}"]
    for number, (page, printed) in enumerate(zip(found.layout_pages, found.pages, strict=True), 1):
        rest = [(line.text.translate(_UNSEEN), line) for line in printed]
        for baseline, left, text in laid_lines(page):
            same = [line for shown, line in rest if shown == text]
            if not same:
                wrong.append(f"page {number}: no line {text!r} among {[shown for shown, _ in rest]}")
                continue
            nearest = min(same, key=lambda line: abs(line.baseline_mm - baseline))
            first = next(glyph for glyph in nearest.glyphs if glyph.text.translate(_UNSEEN))
            down, right = nearest.baseline_mm - baseline, first.left_mm - left
            if max(abs(down), abs(right)) > tolerance_mm:
                wrong.append(f"page {number}: {text!r} is {down:.2f} mm too low, {right:.2f} mm too far right")
    return wrong


def moved_lines(found: Comparison) -> list[str]:
    """Return the lines of the layout that are elsewhere in the draft; those that Word breaks otherwise are no such."""
    return [line for line in misplaced_lines(found) if "no line" not in line]


def laid_lines(page: Page) -> Iterator[tuple[float, float, str]]:
    """Yield baseline, left edge and text of what stands on each baseline of a page."""
    found: dict[float, list[tuple[float, str]]] = {}
    for line in page.lines:
        if line.is_rotated or not line.text.translate(_UNSEEN):
            continue
        baseline = next((known for known in found if abs(known - line.baseline_mm) < SAME_LINE_MM), line.baseline_mm)
        found.setdefault(baseline, []).extend((run.x_mm[0], run.text) for run in line.runs)
    for baseline, runs in sorted(found.items()):
        ordered = sorted(runs)
        visible = next(x for x, text in ordered if text.translate(_UNSEEN))
        yield baseline, visible, "".join(text for _, text in ordered).translate(_UNSEEN)


def misplaced_turned_lines(found: Comparison, tolerance_mm: float = TOLERANCE_MM) -> list[str]:
    """Return the rotated lines of the layout that begin elsewhere in the draft, or are not there."""
    wrong = []
    for number, (page, glyphs) in enumerate(zip(found.layout_pages, found.turned, strict=True), 1):
        for line in page.lines:
            if not line.is_rotated or not line.text.strip():
                continue
            first, height = line.text[0], line.runs[0].x_mm[0]
            distances = [
                max(abs(glyph.baseline_mm - line.baseline_mm), abs(glyph.height_mm - height))
                for glyph in glyphs
                if glyph.text == first
            ]
            if min(distances, default=99.0) > tolerance_mm:
                wrong.append(f"page {number}: {line.text!r} is {min(distances, default=99.0):.2f} mm away")
    return wrong


def misplaced_pictures(found: Comparison, tolerance_mm: float = TOLERANCE_MM) -> list[str]:
    """Return the pictures of the layout that the draft has not, or elsewhere, or in another size."""
    wrong = []
    for number, (page, boxes) in enumerate(zip(found.layout_pages, found.pictures, strict=True), 1):
        for picture in page.pictures:
            wanted = picture.left_mm, picture.top_mm, picture.width_mm, picture.height_mm
            if not any(_is_near((box.left_mm, box.top_mm, box.width_mm, box.height_mm), wanted) for box in boxes):
                wrong.append(f"page {number}: {wanted} among {boxes}")
    return wrong


def _is_near(found: Sequence[float], wanted: Sequence[float]) -> bool:
    return all(abs(one - other) <= TOLERANCE_MM for one, other in zip(found, wanted, strict=True))


def misplaced_rules(found: Comparison, tolerance_mm: float = TOLERANCE_MM) -> list[str]:
    """Return the rules of the layout that the draft has not where they belong and as thick as they are."""
    wrong = []
    for number, (page, bars) in enumerate(zip(found.layout_pages, found.bars, strict=True), 1):
        for rule in page.rules:
            is_upright = rule.height_mm > rule.width_mm
            is_foot = _goes_over(found.layout_pages[number:]) and rule.top_mm == max(each.top_mm for each in page.rules)
            if not is_foot and not (_is_drawn_upright if is_upright else _is_drawn)(rule, bars, tolerance_mm):
                near = [bar for bar in bars if abs(bar.top_mm - rule.top_mm) < 5]
                wrong.append(f"page {number}: {rule} among {near}")
    return wrong


def _goes_over(following: Sequence[Page]) -> bool:
    """Tell whether a table goes over to the next page, at whose foot Word has no thick rule."""
    return any(line.paragraph < 0 and line.baseline_mm < 60 for page in following[:1] for line in page.lines)


def _is_drawn(rule: Rule, bars: Sequence[Bar], tolerance_mm: float) -> bool:
    return any(_matches(bar, rule, tolerance_mm) for bar in bars)


def _is_drawn_upright(rule: Rule, bars: Sequence[Bar], tolerance_mm: float) -> bool:
    """Tell whether pieces from row to row, between the rules at top and foot, make up an upright rule."""
    pieces = [
        bar
        for bar in bars
        if abs(bar.left_mm - rule.left_mm) <= tolerance_mm
        and abs(bar.width_mm - rule.width_mm) <= 0.06
        and bar.top_mm > rule.top_mm - tolerance_mm
        and bar.top_mm + bar.height_mm < rule.top_mm + rule.height_mm + tolerance_mm
    ]
    return sum(piece.height_mm for piece in pieces) >= rule.height_mm - tolerance_mm - 2 * _THICK_MM


def _matches(bar: Bar, rule: Rule, tolerance_mm: float) -> bool:
    width = 0.0 if rule.width_mm == _NOTES_RULE_MM else abs(bar.width_mm - rule.width_mm)  # LibreOffice has its own
    is_there = max(abs(bar.left_mm - rule.left_mm), width, abs(bar.top_mm - rule.top_mm)) <= tolerance_mm
    return is_there and abs(bar.height_mm - rule.height_mm) <= 0.06
