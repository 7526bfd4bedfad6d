"""What laying out has found: text broken inside, marks too small, pages without text, signatures that were fitted."""

from collections.abc import Iterator

from typeset.errors import Issue, Severity
from typeset.layout.blocks import Element
from typeset.layout.compose import SetBlock
from typeset.layout.fit import Adjustment, Fitted, Means
from typeset.layout.glyphs import Place
from typeset.layout.heads.head import head_issues
from typeset.layout.result import Head

MOST_TITLE_LINES = 4

_DONE = {
    Means.CLOSER: "落款在本页排不下，已缩小{paragraphs}段的字距，收回{lines}行",
    Means.WIDER: "落款在本页排不下，已加大{paragraphs}段的字距，多排{lines}行，让正文与落款同在下一页",
    Means.ROWS: "落款在本页排不下，已调小行距，本页多排{lines}行",
    Means.CARRIED: "落款在本页排不下，正文末行随落款移到下一页",
}


def line_findings(item: SetBlock, place: Place) -> Iterator[Issue]:
    """Yield what the lines of a block show (L-1, L-4)."""
    where = place(item.block.path)
    if item.forced:
        others = f"等{len(item.forced)}处" if len(item.forced) > 1 else ""
        message = f"“…{item.forced[0]}”{others}太长，一行排不下，已从中间断开"
        yield Issue("L-1", Severity.WARNING, where, message, "请在合适的地方加空格或改短")
    if item.block.element is Element.TITLE and len(item.lines) > MOST_TITLE_LINES:
        message = f"标题排了{len(item.lines)}行，过长"
        yield Issue("L-4", Severity.WARNING, where, message, f"请精简到{MOST_TITLE_LINES}行以内")


def content_findings(item: SetBlock, place: Place) -> Iterator[Issue]:
    """Yield what was found while a table or a figure was set (L-1, L-2, L-6, L-7)."""
    if item.block.element is Element.FIGURE and item.block.content is None:
        message = f"没有读到图，印了占位文字“{item.block.text}”"
        yield Issue("L-6", Severity.WARNING, place(item.block.path), message, "请检查图片文件")
    for remark in item.block.content.remarks if item.block.content else ():
        where = place((*item.block.path, *remark.path))
        yield Issue(remark.requirement, remark.severity, where, remark.message, remark.hint)


def fit_findings(fitted: Fitted, place: Place) -> Iterator[Issue]:
    """Yield what was done for signatures that did not fit (R-7.3.5.5-1)."""
    for adjustment in fitted.adjustments:
        where = place(fitted.blocks[adjustment.signature].block.path)
        if adjustment.means is Means.NONE:
            yield _alone(fitted, adjustment, place)
        else:
            message = _DONE[adjustment.means].format(lines=adjustment.lines, paragraphs=adjustment.paragraphs)
            yield Issue("R-7.3.5.5-1", Severity.INFO, where, message)


def _alone(fitted: Fitted, adjustment: Adjustment, place: Place) -> Issue:
    index = adjustment.signature
    page = next(slot.page for slot in fitted.places.slots if slot.block == index)
    message = f"落款单独排在第{page}页，页上没有正文"
    where = place(fitted.blocks[index].block.path)
    return Issue("R-7.3.5.5-1", Severity.WARNING, where, message, "请增删几个字，使正文与落款同页")


def first_page_findings(*, shows_text: bool, moves_addressees: bool, place: Place) -> Iterator[Issue]:
    """Yield what was done so that page 1 shows text, or that it does not (R-7.3.3-1, R-7.3.2-2)."""
    if not shows_text:
        message = "首页没有正文：版头、标题或主送机关太长"
        yield Issue("R-7.3.3-1", Severity.ERROR, place(("正文",)), message, "请精简标题，或把主送机关移到版记")
    elif moves_addressees:
        message = "主送机关过多，首页排不下正文，已移到版记"
        yield Issue("R-7.3.2-2", Severity.INFO, place(("主送机关",)), message)


def findings(
    fitted: Fitted, head: Head, place: Place, *, shows_text: bool, moves_addressees: bool
) -> tuple[Issue, ...]:
    """Return everything that the pages show."""
    return (
        *(issue for item in fitted.blocks for issue in line_findings(item, place)),
        *(issue for item in fitted.blocks for issue in content_findings(item, place)),
        *head_issues(head, place),
        *fit_findings(fitted, place),
        *first_page_findings(shows_text=shows_text, moves_addressees=moves_addressees, place=place),
    )
