"""A short official document as a clerk types it in Word: direct formatting everywhere, no styles of the program.

Every measure of it is a field of `ClerkFile`; with its defaults the document is right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from PIL import Image, ImageDraw

TWIPS_PER_MM = 1440 / 25.4
CELL_TWIPS = 316
MARK_INK_BELOW_LINE_MM = 1.96  # of type of 52 pt in a line of 62.4 pt, as LibreOffice prints it
SEAL_MM = 42.0
TYPE_AREA_BOTTOM_MM = 262.0
ATTACHED_TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
BODY = (
    "汛期将至，为切实保障广大师生生命财产安全，市教育局决定在全市各级各类学校开展防汛安全检查。现将有关事项通知如下：",
    "一、检查范围",
    "全市普通中小学校、中等职业学校、特殊教育学校、幼儿园以及各类校外培训机构。寄宿制学校、沿河沿湖学校、地处低洼地带的学校"
    "和在建工程项目较多的学校是此次检查的重点，应当逐校检查，不留死角。",
    "二、检查内容",
    "（一）组织领导。检查学校防汛工作领导机构是否健全，责任分工是否明确，值班制度是否落实，与当地水务、气象、应急管理等部门的"
    "联系是否畅通，遇到险情能否迅速报告并妥善处置。",
    "（二）设施设备。检查校舍屋面、墙体、门窗、围墙、挡土墙是否牢固，排水管网是否畅通，配电设施是否安全可靠，地下车库、地下室"
    "等场所是否备有挡水板、沙袋、抽水泵等防汛物资，物资数量是否充足，存放地点是否便于取用。",
    "（三）应急准备。检查学校防汛应急预案是否切合实际，师生是否熟悉疏散路线和避险场所，是否组织过应急演练，停课、复课的程序是否"
    "清楚，家校联系渠道是否畅通。",
    "（四）宣传教育。检查学校是否通过主题班会、校园广播、宣传栏等多种形式，向学生普及防汛避险、防溺水、防雷电等安全常识，是否"
    "提醒家长切实履行监护责任，教育学生汛期不到河道、水库、山洪沟等危险地段玩耍。",
    "三、时间安排",
    "检查分三个阶段进行。第一阶段为自查，各学校对照检查表逐项自查，发现问题立即整改，一时难以整改的要采取临时防护措施，明确专人"
    "看守。第二阶段为县级检查，各县级教育局组织人员对辖区内学校逐一检查，建立问题台账，限期整改销号。第三阶段为市级抽查，市教育局"
    "会同有关部门组成检查组，采取不打招呼、直接进校的方式开展抽查，抽查结果予以通报。",
    "四、工作要求",
    "各县级教育局、各直属学校要提高政治站位，克服麻痹思想和侥幸心理，主要负责人亲自部署、亲自检查，把各项措施落到实处。要严格执行"
    "汛期二十四小时值班和领导带班制度，遇有重大情况第一时间报告。检查结束后，请将检查情况报送市教育局安全管理处。",
)
HEADINGS = frozenset({"一、检查范围", "二、检查内容", "三、时间安排", "四、工作要求"})
ATTACHMENT = (
    "防汛安全检查由学校自查、县级检查、市级抽查三级组成，检查结果一律如实填写，由检查人和被检查单位负责人签字后存档备查。",
    "检查中发现的重大隐患，应当当场提出整改意见，并在二十四小时内书面报告上一级教育行政部门。",
)


@dataclass(frozen=True)
class Look:
    """How a clerk formats one kind of paragraph; `font_attributes` replaces the faces."""

    face: str = "仿宋_GB2312"
    size_pt: float = 16.0
    alignment: str = "both"
    first_line_cells: float = 0.0
    left_cells: float = 0.0
    right_cells: float = 0.0
    hanging_cells: float = 0.0
    is_bold: bool = False
    colour: str = ""
    font_attributes: str = ""


@dataclass(frozen=True)
class Footer:
    """A page number; `field` alone is shown when there are no marks, "" is no number at all."""

    look: Look
    before: str = "— "
    after: str = " —"
    field: str = "PAGE"


_SONG = Look("宋体", 14.0)
_IMPRINT = Look(size_pt=14.0, alignment="left", left_cells=1.0, right_cells=1.0)
_COPIES = replace(_IMPRINT, left_cells=4.0, hanging_cells=3.0)
_TEXT = Look(first_line_cells=2.0)
_HEADING = replace(_TEXT, face="黑体")


@dataclass(frozen=True)
class ClerkFile:
    """What a clerk set in Word's dialogues, and typed. Lengths in millimetres unless the name says otherwise."""

    width: float = 210.0
    height: float = 297.0
    top: float = 34.0
    bottom: float = 33.0
    left: float = 28.0
    right: float = 26.0
    line_twips: int = 592
    line_rule: str = "exact"
    grid_type: str = "lines"
    tracking_twips: int = -5
    typography: str = (
        '<w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        '<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>'
    )
    widow_control: bool = False

    labels: tuple[tuple[str, Look], ...] = ()
    """What stands above the mark, line by line."""
    mark_text: str = "临溪市教育局文件"
    mark_look: Look = Look("方正小标宋简体", 52.0, "center", colour="FF0000")
    mark_top: float = 72.0
    number_text: str = "临教〔2024〕15号"
    number_look: Look = Look(alignment="center")
    rule_colour: str = "FF0000"
    rule_eighths: int = 14
    rule_space_pt: int = 7
    rule_indent_cells: float = 0.0
    title_text: str = "关于做好2024年防汛安全检查工作的通知"
    title_look: Look = Look("方正小标宋简体", 22.0, "center")
    addressee_text: str = "各县级教育局，各直属学校："
    addressee_look: Look = Look()
    body_look: Look = _TEXT
    heading_look: Look = _HEADING
    other_look: Look | None = None
    """Look of every third paragraph of the text."""
    red_words: str = ""
    list_text: str = "附件：防汛安全检查办法"
    list_look: Look = Look(left_cells=5.0, hanging_cells=3.0)
    signature_look: Look = Look(alignment="right", right_cells=4.0)
    signature_starts_page: bool = False
    date_text: str = "2024年6月3日"
    date_look: Look = Look(alignment="right", right_cells=4.0)
    seal_left: float | None = 96.0
    seal_down: float = -22.5
    note_text: str = "（此件公开发布）"
    label_look: Look = Look("黑体", alignment="left")
    attachment_starts_page: bool = True
    attachment_is_landscape: bool = False
    copies_text: str = "抄送：市政府办公室，市水务局。"
    copies_look: Look = _COPIES
    printing_text: str = "临溪市教育局办公室\t2024年6月4日印发"
    printing_look: Look = _IMPRINT
    imprint_is_anchored: bool = True
    lines_before_imprint: tuple[str, ...] = ()
    """Paragraphs of Word's XML."""
    imprint_rule_colour: str = "000000"
    odd_footer: Footer = Footer(replace(_SONG, alignment="right", right_cells=1.0))
    even_footer: Footer | None = Footer(replace(_SONG, alignment="left", left_cells=1.0))
    footer_from_bottom: float = 25.1
    number_format: str = ""
    extra_paragraphs: tuple[str, ...] = ()
    """Paragraphs of Word's XML after the text."""
    body_prefix: str = ""
    compatibility: int = 15
    mark_spacing: str = "doNotCompress"
    attached_template: str = ""


def write(file: ClerkFile) -> bytes:
    """Return the DOCX file."""
    document = Document()
    body = document.element.body
    last_section = body.sectPr
    seal = _seal_relation(document) if file.seal_left is not None else ""
    for paragraph in _paragraphs(file, seal):
        last_section.addprevious(parse_xml(paragraph))
    _set_up_pages(document, file)
    _set_compatibility(document, file)
    document.core_properties.author = "临溪市教育局办公室"
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraph(text: str, look: Look, file: ClerkFile, *, properties: str = "", before: int = 0, **more: str) -> str:
    """Return a paragraph of Word's XML; `more`: frame, border, spacing, run (XML of further runs at its beginning)."""
    widow = "" if file.widow_control else '<w:widowControl w:val="0"/>'
    line = more.get("line") or f'w:line="{file.line_twips}" w:lineRule="{file.line_rule}"'
    return (
        f"<w:p {nsdecls('w', 'r')}><w:pPr>{properties}{more.get('frame', '')}{widow}{more.get('border', '')}"
        f"{more.get('shading', '')}{more.get('tabs', '')}{file.typography}"
        f'<w:spacing w:before="{before}" w:beforeAutospacing="0" w:after="0" w:afterAutospacing="0" {line}/>'
        f'{_indents(look)}<w:jc w:val="{look.alignment}"/></w:pPr>{more.get("run", "")}'
        f"{run(text, look, tracking=file.tracking_twips if look.size_pt == 16 else 0)}{more.get('runs', '')}</w:p>"
    )


def run(text: str, look: Look, *, tracking: int = 0) -> str:
    """Return a run of Word's XML, or nothing for no text."""
    if not text:
        return ""
    fonts = look.font_attributes or (
        f'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{look.face}" w:hint="eastAsia"'
    )
    if look.face == "宋体" and look.size_pt <= 14 and not look.font_attributes:
        fonts = 'w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:hint="eastAsia"'
    bold = "<w:b/>" if look.is_bold else ""
    colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ""
    spacing = f'<w:spacing w:val="{tracking}"/>' if tracking else ""
    size = round(look.size_pt * 2)
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return (
        f'<w:r><w:rPr><w:rFonts {fonts}/>{bold}{colour}{spacing}<w:kern w:val="0"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{pieces}</w:r>'
    )


def _indents(look: Look) -> str:
    cell = CELL_TWIPS if look.size_pt == 16 else round(look.size_pt * 20)

    def pair(name: str, cells: float) -> str:
        return f'w:{name}Chars="{round(cells * 100)}" w:{name}="{round(cells * cell)}" '

    first = pair("hanging", look.hanging_cells) if look.hanging_cells else pair("firstLine", look.first_line_cells)
    return f"<w:ind {pair('left', look.left_cells)}{pair('right', look.right_cells)}{first}/>"


def _paragraphs(file: ClerkFile, seal: str) -> Iterator[str]:
    yield from _head(file)
    yield from _text(file)
    yield from _signature(file, seal)
    yield from _attachment(file)
    yield from file.lines_before_imprint
    yield from _imprint(file)


def _head(file: ClerkFile) -> Iterator[str]:
    for text, look in file.labels:
        yield paragraph(text, look, file)
    above = len(file.labels) * file.line_twips
    before = _twips(file.mark_top - MARK_INK_BELOW_LINE_MM - file.top) - above
    tight = 'w:line="1248" w:lineRule="exact"'
    yield paragraph(file.mark_text, file.mark_look, file, before=before, line=tight)
    border = ""
    if file.rule_eighths:
        border = (
            f'<w:pBdr><w:bottom w:val="single" w:sz="{file.rule_eighths}" w:space="{file.rule_space_pt}" '
            f'w:color="{file.rule_colour}"/></w:pBdr>'
        )
    number = replace(file.number_look, right_cells=file.rule_indent_cells, left_cells=file.rule_indent_cells)
    own_line = 'w:line="592" w:lineRule="exact"'
    yield paragraph(file.number_text, number, file, before=841, border=border, line=own_line)
    yield paragraph(file.title_text, file.title_look, file, before=1055, line=own_line)
    yield paragraph(file.addressee_text, file.addressee_look, file, before=592)


def _text(file: ClerkFile) -> Iterator[str]:
    for index, text in enumerate(BODY):
        look = file.heading_look if text in HEADINGS else file.body_look
        if file.other_look is not None and index % 3 == 0 and text not in HEADINGS:
            look = file.other_look
        if index == 2 and file.red_words:
            red = run(file.red_words, replace(look, colour="FF0000"), tracking=file.tracking_twips)
            yield paragraph(text, look, file, runs=red)
        else:
            yield paragraph(file.body_prefix + text, look, file)
    yield from file.extra_paragraphs


def _signature(file: ClerkFile, seal: str) -> Iterator[str]:
    if file.list_text:
        yield paragraph(file.list_text, file.list_look, file, before=file.line_twips)
    breaks = "<w:pageBreakBefore/>" if file.signature_starts_page else ""
    before = 2 * file.line_twips
    yield paragraph("临溪市教育局", file.signature_look, file, properties=f"<w:keepNext/>{breaks}", before=before)
    yield paragraph(file.date_text, file.date_look, file, run=_drawing(file, seal) if seal else "")
    if file.note_text:
        yield paragraph(file.note_text, _TEXT, file)


def _attachment(file: ClerkFile) -> Iterator[str]:
    breaks = "<w:pageBreakBefore/>" if file.attachment_starts_page else ""
    if file.attachment_is_landscape:
        yield f"<w:p {nsdecls('w')}><w:pPr>{_section(file)}</w:pPr></w:p>"
        breaks = ""
    yield paragraph("附件", file.label_look, file, properties=breaks)
    yield paragraph("防汛安全检查办法", Look("方正小标宋简体", 22.0, "center"), file, before=592)
    for index, text in enumerate(ATTACHMENT):
        yield paragraph(file.body_prefix + text, file.body_look, file, before=592 if index == 0 else 0)
    if file.attachment_is_landscape:
        turned = replace(file, width=file.height, height=file.width)
        yield f"<w:p {nsdecls('w')}><w:pPr>{_section(turned)}</w:pPr></w:p>"


def _imprint(file: ClerkFile) -> Iterator[str]:
    frame = (
        '<w:framePr w:w="8844" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" '
        'w:yAlign="bottom"/>'
        if file.imprint_is_anchored
        else ""
    )
    tabs = '<w:tabs><w:tab w:val="right" w:pos="8564"/></w:tabs>'
    row = 'w:line="544" w:lineRule="exact"'
    yield _bar(20, file, frame)
    yield paragraph(file.copies_text, file.copies_look, file, frame=frame, line=row)
    yield _bar(14, file, frame)
    printing = replace(file.printing_look, right_cells=0)
    yield paragraph(file.printing_text, printing, file, frame=frame, tabs=tabs, line=row)
    yield _bar(20, file, frame)
    below = _twips(file.height - file.bottom - TYPE_AREA_BOTTOM_MM)
    if frame and below > 0:
        yield paragraph("", Look(size_pt=1.0), file, frame=frame, line=f'w:line="{below}" w:lineRule="exact"')
    yield paragraph("", Look(size_pt=1.0), file, line='w:line="20" w:lineRule="exact"')


def _bar(height_twips: int, file: ClerkFile, frame: str) -> str:
    """Return a rule of the 版记: an empty paragraph as high as the rule, filled."""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{file.imprint_rule_colour}"/>'
    line = f'w:line="{height_twips}" w:lineRule="exact"'
    return paragraph("", Look(size_pt=1.0), file, frame=frame, shading=shading, line=line)


def _set_up_pages(document: WordDocument, file: ClerkFile) -> None:
    body = document.element.body
    body.replace(body.sectPr, parse_xml(_section(file, nsdecls("w", "r"))))
    document.settings.odd_and_even_pages_header_footer = file.even_footer is not None
    first = document.sections[0]
    _fill_footer(first.footer._element, file.odd_footer, file)
    if file.even_footer is not None:
        _fill_footer(first.even_page_footer._element, file.even_footer, file)


def _section(file: ClerkFile, declarations: str = "") -> str:
    orientation = ' w:orient="landscape"' if file.width > file.height else ""
    number = f'<w:pgNumType w:fmt="{file.number_format}"/>' if file.number_format else ""
    kind = f' w:type="{file.grid_type}"' if file.grid_type else ""
    return (
        f'<w:sectPr {declarations}><w:pgSz w:w="{_twips(file.width)}" w:h="{_twips(file.height)}"{orientation}/>'
        f'<w:pgMar w:top="{_twips(file.top)}" w:right="{_twips(file.right)}" w:bottom="{_twips(file.bottom)}" '
        f'w:left="{_twips(file.left)}" w:header="850" w:footer="{_twips(file.footer_from_bottom)}" w:gutter="0"/>'
        f'{number}<w:docGrid{kind} w:linePitch="{file.line_twips}"/></w:sectPr>'
    )


def _fill_footer(element: object, footer: Footer, file: ClerkFile) -> None:
    for old in list(element):  # type: ignore[call-overload]
        element.remove(old)  # type: ignore[attr-defined]
    field = f'<w:fldSimple w:instr="{footer.field}">{run("1", footer.look)}</w:fldSimple>' if footer.field else ""
    runs = f"{field}{run(footer.after, footer.look)}"
    line = 'w:line="400" w:lineRule="exact"'
    made = parse_xml(paragraph(footer.before, footer.look, file, runs=runs, line=line))
    element.append(made)  # type: ignore[attr-defined]


def _set_compatibility(document: WordDocument, file: ClerkFile) -> None:
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    mode = (
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{file.compatibility}"/>'
    )
    compat = parse_xml(f"<w:compat {nsdecls('w')}>{mode}</w:compat>")
    anchor = settings.find(qn("w:rsids"))
    settings.append(compat) if anchor is None else anchor.addprevious(compat)
    control = settings.find(qn("w:characterSpacingControl"))
    control.set(qn("w:val"), file.mark_spacing)
    if file.attached_template:
        relation = document.part._settings_part.relate_to(file.attached_template, ATTACHED_TEMPLATE, is_external=True)
        settings.insert(1, parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{relation}"/>'))


def _seal_relation(document: WordDocument) -> str:
    image = Image.new("RGBA", (496, 496), (255, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((4, 4, 491, 491), outline=(255, 0, 0, 255), width=14)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    relation, _ = document.part.get_or_add_image(BytesIO(buffer.getvalue()))
    return str(relation)


def _drawing(file: ClerkFile, relation: str) -> str:
    """Return the seal behind the text, placed from the column and from the paragraph of the date."""
    assert file.seal_left is not None
    size, left, down = int(Mm(SEAL_MM)), int(Mm(file.seal_left)), int(Mm(file.seal_down))
    return (
        f"<w:r {nsdecls('w', 'wp', 'a', 'pic', 'r')}><w:drawing>"
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1024" behindDoc="1" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{down}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{size}" cy="{size}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="印章"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="seal.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def _twips(mm: float) -> int:
    return round(mm * TWIPS_PER_MM)
