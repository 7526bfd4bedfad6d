"""Make styles.xml from the tables of named styles."""

from xml.etree.ElementTree import Element

from typeset.backends.ooxml import formatting
from typeset.backends.ooxml.elements import element, serialized
from typeset.backends.ooxml.values import CharacterStyle, Draft, PageSetup, ParagraphStyle
from typeset.layout.page import Colour

_WORD_STYLES = 376  # built into Word since 2013
_DEFAULT_CHARACTER = "a0"  # Word's own ids of a Chinese edition


def styles_part(draft: Draft) -> str:
    """Return styles.xml: the first paragraph style is the default one, on which the others stand."""
    normal, *others = draft.paragraph_styles
    return serialized(
        element(
            "styles",
            _defaults(normal, draft.properties.language),
            _latent_styles(),
            _normal(normal, draft.setup),
            *_built_in_defaults(),
            *(_paragraph_style(style, normal, draft.setup) for style in others),
            *(_character_style(style) for style in draft.character_styles),
        )
    )


def _defaults(normal: ParagraphStyle, language: str) -> Element:
    languages = element("lang", val="en-US", eastAsia=language, bidi="ar-SA")
    run = element("rPr", formatting.fonts(normal.role, latin=normal.latin), *formatting.size(normal.size_pt), languages)
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault"))


def _latent_styles() -> Element:
    """Hide the styles that Word has of its own, so that its list shows those of this table."""
    return element(
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=_WORD_STYLES,
    )


def _normal(style: ParagraphStyle, setup: PageSetup) -> Element:
    """Return the style that all others stand on.

    Neither Word nor LibreOffice may add or drop anything beside the exact line and the tracking (R-5.2.3-1,
    R-5.2.3-2): no snapping to the grid, no hanging marks, no room between Chinese and Latin.
    """
    paragraph = element(
        "pPr",
        element("widowControl", val="0"),
        element("kinsoku"),
        element("overflowPunct", val="0"),
        element("autoSpaceDE", val="0"),
        element("autoSpaceDN", val="0"),
        element("adjustRightInd", val="0"),
        element("snapToGrid", val="0"),
        formatting.spacing(0, setup.line_twips),
        formatting.alignment(style.alignment),
    )
    run = element(
        "rPr",
        formatting.fonts(style.role, latin=style.latin),
        element("snapToGrid", val="0"),
        element("spacing", val=style.tracking_twips),
        element("kern", val="0"),
        *formatting.size(style.size_pt),
    )
    name = element("name", val=style.name)
    return element("style", name, element("qFormat"), paragraph, run, type="paragraph", default="1", styleId=style.id)


def _built_in_defaults() -> tuple[Element, ...]:
    """Return the defaults for characters, tables and lists, which Word expects in every document."""
    margins = element(
        "tblCellMar",
        *(
            element(side, w=width, type="dxa")
            for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
        ),
    )
    table = element("tblPr", element("tblInd", w="0", type="dxa"), margins)
    return (
        _hidden("character", _DEFAULT_CHARACTER, "Default Paragraph Font", priority=1),
        _hidden("table", "a1", "Normal Table", table, priority=99),
        _hidden("numbering", "a2", "No List", priority=99),
    )


def _hidden(kind: str, identity: str, name: str, *properties: Element, priority: int) -> Element:
    return element(
        "style",
        element("name", val=name),
        element("uiPriority", val=priority),
        element("semiHidden"),
        element("unhideWhenUsed"),
        *properties,
        type=kind,
        default="1",
        styleId=identity,
    )


def _paragraph_style(style: ParagraphStyle, normal: ParagraphStyle, setup: PageSetup) -> Element:
    paragraph = element(
        "pPr",
        element("keepNext") if style.keep_with_next else None,
        None if style.line_twips is None else formatting.spacing(0, style.line_twips),
        formatting.indents(style.indents, setup.cell_of(style.size_pt)) if style.indents != normal.indents else None,
        formatting.alignment(style.alignment) if style.alignment is not normal.alignment else None,
        None if style.outline_level is None else element("outlineLvl", val=style.outline_level),
    )
    run = element(
        "rPr",
        formatting.fonts(style.role, latin=None if style.latin is normal.latin else style.latin),
        formatting.colour(style.colour) if style.colour is not Colour.BLACK else None,
        element("spacing", val=style.tracking_twips) if style.tracking_twips != normal.tracking_twips else None,
        *(formatting.size(style.size_pt) if style.size_pt != normal.size_pt else ()),
    )
    based_on = element("basedOn", val=normal.id)
    following = element("next", val=style.following) if style.following else None
    return _visible(style, "paragraph", based_on, following, paragraph=paragraph, run=run)


def _character_style(style: CharacterStyle) -> Element:
    run = element(
        "rPr",
        formatting.fonts(style.role) if style.role else None,
        formatting.colour(style.colour) if style.colour else None,
        None if style.is_raised is None else element("vertAlign", val="superscript" if style.is_raised else "baseline"),
    )
    return _visible(style, "character", element("basedOn", val=_DEFAULT_CHARACTER), run=run)


def _visible(
    style: ParagraphStyle | CharacterStyle,
    kind: str,
    *relations: Element | None,
    run: Element,
    paragraph: Element | None = None,
) -> Element:
    return element(
        "style",
        element("name", val=style.name),
        *relations,
        element("uiPriority", val=style.priority),
        element("qFormat"),
        paragraph if paragraph is not None and len(paragraph) else None,
        run if len(run) else None,
        type=kind,
        styleId=style.id,
        **({} if style.is_built_in else {"customStyle": "1"}),
    )
