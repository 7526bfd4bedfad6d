"""Write tables: fixed columns, rows of a height, cells that cover several of both."""

from xml.etree.ElementTree import Element

from typeset.backends.ooxml.elements import element
from typeset.backends.ooxml.paragraphs import paragraph
from typeset.backends.ooxml.values import Cell, CellRules, PageSetup, Row, Table

_SIDES = ("top", "left", "bottom", "right")


def table(wanted: Table, setup: PageSetup) -> Element:
    """Return a table whose columns keep their widths whatever stands in them."""
    properties = element(
        "tblPr",
        element("tblW", w=sum(wanted.columns_twips), type="dxa"),
        element("tblInd", w=wanted.indent_twips, type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=0, type="dxa") for side in _SIDES)),
        element("tblDescription", val=wanted.description) if wanted.description else None,
    )
    columns = element("tblGrid", *(element("gridCol", w=width) for width in wanted.columns_twips))
    return element("tbl", properties, columns, *(_row(row, wanted, setup) for row in wanted.rows))


def _row(wanted: Row, owner: Table, setup: PageSetup) -> Element:
    properties = element(
        "trPr",
        element("cantSplit") if wanted.is_whole else None,
        element("trHeight", val=wanted.height_twips, hRule="exact" if wanted.is_exact else "atLeast"),
        element("tblHeader") if wanted.is_header else None,
    )
    made = element("tr", properties)
    column = 0
    for cell in wanted.cells:
        width = sum(owner.columns_twips[column : column + cell.columns])
        made.append(_cell(cell, width, setup))
        column += cell.columns
    return made


def _cell(wanted: Cell, width_twips: int, setup: PageSetup) -> Element:
    properties = element(
        "tcPr",
        element("tcW", w=width_twips, type="dxa"),
        element("gridSpan", val=wanted.columns) if wanted.columns > 1 else None,
        _merge(wanted),
        _borders(wanted.rules),
        _margins(wanted.margin_twips),
        element("textDirection", val="btLr") if wanted.is_turned else None,
        element("vAlign", val=wanted.vertical) if wanted.vertical != "top" else None,
    )
    return element("tc", properties, *(paragraph(each, setup) for each in wanted.paragraphs))


def _merge(wanted: Cell) -> Element | None:
    if wanted.continues:
        return element("vMerge")
    return element("vMerge", val="restart") if wanted.rows > 1 else None


def _borders(rules: CellRules) -> Element | None:
    """Return the rules around a cell; those that are none are said to be so."""
    sizes = (rules.top, rules.left, rules.bottom, rules.right)
    if not any(sizes):
        return None
    made = element("tcBorders")
    for side, eighths in zip(_SIDES, sizes, strict=True):
        if eighths:
            made.append(element(side, val="single", sz=eighths, space="0", color="000000"))
        else:
            made.append(element(side, val="nil"))
    return made


def _margins(sides_twips: int) -> Element | None:
    if not sides_twips:
        return None
    return element("tcMar", *(element(side, w=sides_twips, type="dxa") for side in ("left", "right")))
