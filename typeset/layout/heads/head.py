"""Set the 版头 (7.2, 10): what stands above the text of page 1, at fixed places, in each of the four formats."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from typeset.characters import MISSING_GLYPH
from typeset.errors import Issue, Severity, UnsupportedError
from typeset.layout.blocks import Alignment, Block, Element, Mark, Piece
from typeset.layout.glyphs import Place
from typeset.layout.heads.joint_mark import set_joint_mark
from typeset.layout.heads.labels import label_blocks, set_labels
from typeset.layout.heads.letter_head import set_letter_head
from typeset.layout.heads.mark import LEGIBLE_PT, mark_line, set_mark
from typeset.layout.heads.signers import lines_on_rows, set_signers, shares_its_line, signer_block
from typeset.layout.metrics import Metrics, ink_bottom
from typeset.layout.page import Colour, Rule
from typeset.layout.result import Head, Placed
from typeset.model import Document, DocumentFormat
from typeset.model.marks import is_joint, mark_suffix, mark_text
from typeset.profiles import Profile
from typeset.standard import (
    MARK_TOP_BELOW_TYPE_AREA_MM,
    ORDER_MARK_TOP_BELOW_TYPE_AREA_MM,
    RULE_BELOW_NUMBER_MM,
    SIZE_3_PT,
    Role,
)

MARK_TO_NUMBER_MM = 20.0  # "two rows" between the mark's visible foot and the number's row, at least
LOWEST_NUMBER_ROW = 13  # that a joint mark may push 发文字号 down to
LEAST_MARK_MM = 15.0
SIGNERS_A_LINE = (2, 3, 4, 5)  # R-7.2.6-3: two, more where page 1 would have no text


@dataclass(frozen=True, slots=True)
class HeadText:
    """The elements of the 版头 before they are set: several `marks` are the names of a joint one, with a `suffix`.

    `signers` holds the label 签发人： and then a piece for every name.
    """

    labels: tuple[Block, ...]
    marks: tuple[Block, ...]
    suffix: Block | None
    number: Block | None
    signers: Block | None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The elements in reading order."""
        last = (self.suffix, self.number, self.signers)
        return (*self.labels, *self.marks, *(block for block in last if block))

    def with_blocks(self, blocks: Sequence[Block]) -> "HeadText":
        """Return the same elements as the first of `blocks` show them; names that show nothing are left out.

        A mark without any name that shows is 〓.
        """
        shown = iter(blocks)
        labels = tuple(next(shown) for _ in self.labels)
        marks = tuple(next(shown) for _ in self.marks)
        suffix, number, signers = (next(shown) if block else None for block in (self.suffix, self.number, self.signers))
        visible = tuple(mark for mark in marks if mark.text) or (_mark_block(MISSING_GLYPH, marks[0].path),)
        has_names = signers is not None and len(signers.pieces) > 1
        return HeadText(
            labels, visible, suffix, number if number and number.text else None, signers if has_names else None
        )


@dataclass(frozen=True, slots=True)
class HeadSetting:
    """How much room a head takes: the heights a joint mark may have, rising, and the names of 签发人 on a line."""

    mark_heights_mm: tuple[float, ...]
    signers_a_line: int


def head_text(document: Document) -> HeadText:
    """Return the elements of the 版头."""
    if is_joint(document):
        marks = tuple(_mark_block(issuer.name, ("发文机关", index)) for index, issuer in enumerate(document.issuers))
        suffix = _mark_block(mark_suffix(document), ("发文机关标志",))
    else:
        marks, suffix = (_mark_block(mark_text(document), ("发文机关标志",)),), None
    number = None
    if document.number is not None:
        text = Piece(document.number.text, Role.FANGSONG)
        number = Block(Element.NUMBER, (text,), SIZE_3_PT, Alignment.CENTRED, path=("发文字号",))
    signers = signer_block(document) if document.format == "公文" else None
    return HeadText(tuple(label_blocks(document)), marks, suffix, number, signers)


def _mark_block(text: str, path: tuple[str | int, ...]) -> Block:
    piece = Piece(text, Role.XIAOBIAOSONG, Colour.RED)
    return Block(Element.MARK, (piece,), 0.0, Alignment.CENTRED, path=path)


def fitting_head(
    text: HeadText, form: DocumentFormat, profile: Profile, metrics: Metrics, *, shows_text: Callable[[Head], bool]
) -> Head:
    """Return the head, set as large as lets page 1 show text (R-7.2.4-7, R-7.3.3-1); if nothing does, the largest.

    A mark stays legible where more names of 签发人 on a line are enough. Raises UnsupportedError when no setting
    leaves room on the page.
    """
    settings = head_settings(text, form, profile)
    first = set_head(text, form, profile, metrics, setting=settings[0])
    if len(settings) == 1 or (first.first_row < first.grid.rows and shows_text(first)):
        _require_room(first, text)
        return first
    heads = [first, *(set_head(text, form, profile, metrics, setting=setting) for setting in settings[1:])]
    fitting = [head for head in heads if head.first_row < head.grid.rows]
    fitting.sort(key=lambda head: smallest_mark(head).size_pt < LEGIBLE_PT)
    best = next((head for head in fitting if shows_text(head)), None)
    if best is None:
        best = next((head for head in heads if head.first_row < head.grid.rows), first)
        _require_room(best, text)
    return best


def _require_room(head: Head, text: HeadText) -> None:
    if head.first_row > head.grid.rows:
        longest = max((*text.marks, *filter(None, (text.number, text.signers))), key=lambda block: len(block.text))
        raise UnsupportedError("版头太高，首页排不下；请减少联合行文的机关或签发人，或把发文字号改短", longest.path)


def head_settings(text: HeadText, form: DocumentFormat, profile: Profile) -> tuple[HeadSetting, ...]:
    """Return the ways to set a head, the largest first: joint marks by rows of the grid, then signers a line."""
    grid = profile.grid
    top = _mark_top(form, profile) + MARK_TO_NUMBER_MM
    lowest = min(LOWEST_NUMBER_ROW, grid.rows) if text.suffix is not None else 0
    heights = [grid.row_top_mm(row) - top for row in range(1, lowest + 1)]
    heights = [height for height in heights if height >= LEAST_MARK_MM] or [LEAST_MARK_MM]
    names = len(text.signers.pieces) - 1 if text.signers else 1
    a_line = [count for count in SIGNERS_A_LINE if count <= max(SIGNERS_A_LINE[0], names)]
    rooms = [tuple(heights[:count]) for count in range(len(heights), 0, -1)]
    return tuple(HeadSetting(room, count) for count in a_line for room in rooms)


def set_head(text: HeadText, form: DocumentFormat, profile: Profile, metrics: Metrics, *, setting: HeadSetting) -> Head:
    """Set the 版头 of a document on page 1."""
    if form == "信函":
        return set_letter_head(text.labels, text.marks[0], text.number, profile, metrics=metrics)
    grid = profile.grid
    top = _mark_top(form, profile)
    labels = tuple(set_labels(text.labels, grid, metrics, above_mm=top))
    marks, suffix = _set_marks(text, profile, metrics, top_mm=top, setting=setting)
    shown = (*marks, suffix) if suffix else marks
    blocks = (*text.marks, text.suffix) if text.suffix else text.marks
    named = tuple(Placed(block, (mark_line(mark),)) for block, mark in zip(blocks, shown, strict=True))
    row = grid.row_below(max(mark.bottom_mm for mark in shown) + MARK_TO_NUMBER_MM)
    numbered: tuple[Placed, ...] = ()
    if text.signers is not None:
        a_line = setting.signers_a_line
        numbered = set_signers(text.number, text.signers, grid, metrics, row=row, a_line=a_line)
    elif text.number is not None:
        numbered = (lines_on_rows(text.number, grid, metrics, row=row),)
    last = row + sum(len(placed.lines) for placed in numbered) - bool(numbered)
    rules = () if form == "命令" else (_red_rule(numbered, last, profile, metrics),)
    return Head(form, (*labels, *named, *numbered), marks, suffix, rules, last, last + 1, grid)


def _mark_top(form: DocumentFormat, profile: Profile) -> float:
    """Return the visible top of the mark (R-7.2.4-3, R-10.2-1, R-10.3-1)."""
    is_order = form == "命令"
    below = ORDER_MARK_TOP_BELOW_TYPE_AREA_MM if is_order else MARK_TOP_BELOW_TYPE_AREA_MM
    return profile.page.top_mm + below


def _set_marks(
    text: HeadText, profile: Profile, metrics: Metrics, *, top_mm: float, setting: HeadSetting
) -> tuple[tuple[Mark, ...], Mark | None]:
    """Return the lines of the mark and the word beside them."""
    if text.suffix is not None:
        joint = set_joint_mark(
            text.marks, text.suffix, profile, metrics, top_mm=top_mm, heights_mm=setting.mark_heights_mm
        )
        return joint.names, joint.suffix
    (block,) = text.marks
    return (set_mark(block.text, profile, metrics, original=block.pieces[0].original, top_mm=top_mm),), None


def _red_rule(numbered: Sequence[Placed], row: int, profile: Profile, metrics: Metrics) -> Rule:
    """Return the red rule 4 mm below the visible foot of the number's line, as wide as the type area (R-7.2.7-1)."""
    grid = profile.grid
    runs = numbered[-1].lines[-1].runs if numbered else ()
    foot = min((ink_bottom(metrics, run.role, run.text) for run in runs), default=None)
    if foot is None:
        foot = ink_bottom(metrics, Role.FANGSONG, "号")
    top = grid.row_baseline_mm(row) - foot * grid.em_mm + RULE_BELOW_NUMBER_MM
    return Rule(grid.left_mm, top, grid.width_mm, profile.rule.thickness_mm, Colour.RED)


def smallest_mark(head: Head) -> Mark:
    """Return the line of the mark in the smallest type."""
    return min(head.marks, key=lambda mark: mark.size_pt)


def head_issues(head: Head, place: Place) -> Iterator[Issue]:
    """Yield what is not as it should be in a head that was set; one without a mark has nothing to find."""
    if not head.marks:
        return
    mark = smallest_mark(head)
    if mark.size_pt < LEGIBLE_PT:
        names = f"“{mark.text[:12]}…”共{len(mark.text)}字" if len(head.marks) == 1 else f"有{len(head.marks)}个机关"
        message = f"发文机关标志{names}，只能排{mark.size_pt:.1f}磅，不够醒目"
        hint = "请用规范化简称" if len(head.marks) == 1 else "请用规范化简称，或写“联合标志: 主办”"
        yield Issue("R-7.2.4-5", Severity.WARNING, place(("发文机关标志",)), message, hint)
    elements = {placed.block.element for placed in head.placed}
    if Element.SIGNERS in elements and not shares_its_line(head.placed):
        message = "发文字号太长，与最后一个签发人排不在一行，排到了下一行"
        yield Issue("R-7.2.5-3", Severity.WARNING, place(("发文字号",)), message, "请把发文字号改短")
