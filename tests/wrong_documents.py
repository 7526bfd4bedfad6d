"""Word files with one fault each, what has to find the fault in the Word file, and what in a PDF of it.

The ids are those of `typeset/standard/requirements.yaml`. In a PDF other rules may speak as well, where the fault moves
something else; the rules named here have to. Nothing named for a PDF: the fault cannot be seen on paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.clerk_file import ClerkFile, Footer, Look, paragraph, write
from tests.libreoffice import render_all_as_word

RIGHT = ClerkFile()
GRID_A = ClerkFile(top=37.0, bottom=35.0, line_twips=579)


@dataclass(frozen=True)
class Fault:
    """A file that is wrong in one thing, and the requirements that it breaks."""

    file: ClerkFile
    word: frozenset[str]
    pdf: frozenset[str]


def _fault(word: str, pdf: str | None = None, **changes: object) -> Fault:
    """Return a fault: ids with blanks between; those of the PDF are the same when they are not given."""
    file = replace(RIGHT, **changes)  # type: ignore[arg-type]
    return Fault(file, frozenset(word.split()), frozenset((word if pdf is None else pdf).split()))


def _look(look: Look, **changes: object) -> Look:
    return replace(look, **changes)  # type: ignore[arg-type]


def _footer(footer: Footer | None, **changes: object) -> Footer:
    assert footer is not None
    return replace(footer, **changes)  # type: ignore[arg-type]


def _both(**changes: object) -> dict[str, Footer]:
    return {"odd_footer": _footer(RIGHT.odd_footer, **changes), "even_footer": _footer(RIGHT.even_footer, **changes)}


def _faces(**changes: object) -> dict[str, Footer]:
    """Return the footers with another look of the number."""
    return {
        name: _footer(footer, look=_look(footer.look, **changes))
        for name, footer in (("odd_footer", RIGHT.odd_footer), ("even_footer", _footer(RIGHT.even_footer)))
    }


_BODY = RIGHT.body_look
_RUN = '<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>{}</w:rPr>'
_INSERTED = (
    '<w:ins w:id="90" w:author="某某" w:date="2024-06-01T08:00:00Z"><w:r>'
    f"{_RUN.format('')}<w:t>此句为修订时增加。</w:t></w:r></w:ins>"
)
_COMMENTED = '<w:r><w:commentReference w:id="7"/></w:r>'
_HIDDEN = f"<w:r>{_RUN.format('<w:vanish/>')}<w:t>此句不应印出。</w:t></w:r>"


def _added(runs: str = "", text: str = "各地各校应当举一反三。") -> tuple[str, ...]:
    return (paragraph(text, _BODY, RIGHT, runs=runs),)


FAULTS: Mapping[str, Fault] = {
    # Pages
    "paper-letter": _fault("R-5.1-1", width=215.9, height=279.4, right=31.9, bottom=15.4, footer_from_bottom=7.5),
    "top-margin": _fault("R-5.2.1-1 R-5.2.1-4", "R-5.2.1-1", top=25.4, bottom=41.6),
    "left-margin": _fault("R-5.2.1-2 R-5.2.1-4", "R-5.2.1-2", left=31.7, right=22.3),
    "margins-of-a-new-word-file": _fault(
        "R-5.2.1-1 R-5.2.1-2 R-5.2.1-3 R-5.2.1-4 R-5.2.3-1 R-5.2.3-2",
        "R-5.2.1-1 R-5.2.1-2 R-5.2.1-3 R-5.2.3-2",
        top=25.4,
        bottom=25.4,
        left=31.7,
        right=31.7,
        mark_look=_look(RIGHT.mark_look, size_pt=50.0),
        seal_left=86.6,
    ),
    "landscape-section": _fault("R-8-1", attachment_is_landscape=True),
    "twenty-lines-a-page": _fault("R-5.2.3-1", line_twips=651),
    "line-spacing-auto": _fault("R-5.2.3-1", line_rule="auto", line_twips=360),
    "twenty-seven-characters-a-line": _fault("R-5.2.3-2", tracking_twips=0),
    # 版头
    "copy-number-indented": _fault("R-7.2.1-1", "", labels=(("000012", _BODY),)),
    "secrecy-in-fangsong": _fault("R-7.2.2-1", "", labels=(("000012", Look()), ("机密★1年", Look()))),
    "urgency-small": _fault("R-7.2.3-1", "", labels=(("特急", Look("黑体", 14.0)),)),
    "signer-in-fangsong": _fault(
        "R-7.2.6-2", "", number_text="临教〔2024〕15号\t签发人：林致远", number_look=Look(alignment="left")
    ),
    "mark-black": _fault("R-7.2.4-4", mark_look=_look(RIGHT.mark_look, colour="")),
    "mark-in-heiti": _fault("R-7.2.4-4", mark_look=_look(RIGHT.mark_look, face="黑体")),
    "mark-left": _fault("R-7.2.4-2", mark_look=_look(RIGHT.mark_look, alignment="left")),
    "mark-too-low": _fault("R-7.2.4-3", mark_top=80.0),
    "number-in-square-brackets": _fault("R-7.2.5-2", number_text="临教[2024]15号"),
    "number-with-zeros": _fault("R-7.2.5-2", number_text="临教〔2024〕第015号"),
    "number-left": _fault("R-7.2.5-1", number_look=Look(alignment="left")),
    "rule-missing": _fault("R-7.2.7-1", rule_eighths=0),
    "rule-black": _fault("R-7.2.7-1", rule_colour="000000"),
    "rule-short": _fault("R-7.2.7-1", rule_indent_cells=4.0),
    "rule-too-near": _fault("R-7.2.7-1", rule_space_pt=0),
    "rule-thick": _fault("R-7.2.7-2", rule_eighths=40),
    "number-centred-beside-signers": _fault("R-7.2.5-3 R-7.2.6-2", "", number_text="临教〔2024〕15号　签发人：林致远"),
    "letter-mark-too-low": _fault(
        "R-10.1-1",
        "",
        mark_text="临溪市教育局",
        mark_top=45.0,
        number_look=Look(alignment="right"),
        rule_eighths=0,
    ),
    "order-mark-too-low": _fault(
        "R-10.2-1", mark_text="临溪市人民政府令", mark_top=72.0, number_text="第12号", rule_eighths=0
    ),
    "minutes-mark-too-low": _fault(
        "R-10.3-1", mark_text="教育工作会议纪要", mark_top=80.0, number_text="第3期", rule_eighths=0
    ),
    # 标题、主送机关、正文
    "title-small": _fault("R-7.3.1-1", title_look=_look(RIGHT.title_look, size_pt=16.0)),
    "title-bold-heiti": _fault("R-7.3.1-1", title_look=_look(RIGHT.title_look, face="黑体", is_bold=True)),
    "title-left": _fault("R-7.3.1-1", title_look=_look(RIGHT.title_look, alignment="left")),
    "title-with-full-stop": _fault("R-7.3.1-4", title_text="关于做好2024年防汛安全检查工作的通知。"),
    "addressees-indented": _fault("R-7.3.2-1", addressee_look=_BODY),
    "addressees-with-half-colon": _fault("R-7.3.2-1", addressee_text="各县级教育局，各直属学校:"),
    "text-in-songti": _fault("R-5.2.2-1", body_look=_look(_BODY, face="宋体")),
    "text-in-an-unknown-face": _fault("R-5.2.2-1", body_look=_look(_BODY, face="某某仿体")),
    "text-in-size-4": _fault("R-5.2.2-1 R-5.2.3-2", body_look=_look(_BODY, size_pt=14.0)),
    "faces-mixed": _fault("R-5.2.2-1", other_look=_look(_BODY, face="宋体")),
    "text-not-indented": _fault("R-7.3.3-2", body_look=Look()),
    "headings-in-fangsong": _fault("R-7.3.3-4", heading_look=_BODY),
    "red-words": _fault("R-5.2.4-1", red_words="请务必重视。"),
    # 附件说明、落款、附注、附件
    "list-with-full-stop": _fault("R-7.3.4-2", list_text="附件：防汛安全检查办法。"),
    "list-not-indented": _fault("R-7.3.4-1", list_look=Look()),
    "signature-alone": _fault("R-7.3.5.5-1", signature_starts_page=True),
    "signature-off-centre": _fault("R-7.3.5.1-2", signature_look=Look(alignment="right", right_cells=8.0)),
    "date-at-the-edge": _fault(
        "R-7.3.5.1-1",
        date_look=Look(alignment="right"),
        signature_look=Look(alignment="right"),
        seal_left=118.0,
    ),
    "date-in-hanzi": _fault(
        "R-7.3.5.4-1",
        date_text="二〇二四年六月三日",
        signature_look=_look(RIGHT.signature_look, right_cells=5.5),
        seal_left=87.6,
    ),
    "date-with-zeros": _fault("R-7.3.5.4-1", date_text="2024年06月03日"),
    "seal-away-from-the-date": _fault("R-7.3.5.1-4", "R-7.3.5.1-3 R-7.3.5.1-4", seal_left=10.0),
    "note-without-brackets": _fault("R-7.3.6-1", note_text="此件公开发布"),
    "attachment-on-the-same-page": _fault("R-7.3.7-1", attachment_starts_page=False),
    "attachment-label-in-fangsong": _fault("R-7.3.7-2", label_look=Look(alignment="left")),
    # 版记
    "imprint-after-the-text": _fault("R-7.4.1-3", imprint_is_anchored=False),
    "imprint-rules-red": _fault("R-7.4.1-4", imprint_rule_colour="FF0000"),
    "copies-in-size-3": _fault("R-7.4.2-1", copies_look=_look(RIGHT.copies_look, size_pt=16.0)),
    "copies-without-full-stop": _fault("R-7.4.2-3", copies_text="抄送：市政府办公室，市水务局"),
    "printing-in-size-3": _fault("R-7.4.3-1", printing_look=_look(RIGHT.printing_look, size_pt=16.0)),
    "printing-date-with-zeros": _fault("R-7.4.3-2", printing_text="临溪市教育局办公室\t2024年06月04日印发"),
    # 页码
    "page-numbers-with-hyphens": _fault("R-7.5-2", **_both(before="- ", after=" -")),
    "page-numbers-in-dash-format": _fault("R-7.5-2", number_format="numberInDash", **_both(before="", after="")),
    "page-numbers-bare": _fault("R-7.5-2", **_both(before="", after="")),
    "page-numbers-centred": _fault("R-7.5-4", **_faces(alignment="center", left_cells=0.0, right_cells=0.0)),
    "page-numbers-all-right": _fault("R-7.5-4", even_footer=None),
    "page-numbers-missing": _fault("R-7.5-1", **_both(before="", after="", field="")),
    "page-numbers-small": _fault("R-7.5-1", **_faces(size_pt=9.0)),
    "page-numbers-in-fangsong": _fault("R-7.5-1", **_faces(face="仿宋_GB2312")),
    "page-numbers-low": _fault("R-7.5-3", footer_from_bottom=15.0),
    # What only the Word file shows
    "widow-control": _fault("W-8", "", widow_control=True),
    "autospace": _fault("W-9", "", typography='<w:overflowPunct w:val="0"/><w:snapToGrid w:val="0"/>'),
    "no-kinsoku": _fault("K-1", "", typography=f'<w:kinsoku w:val="0"/>{RIGHT.typography.partition("/>")[2]}'),
    "theme-fonts": _fault(
        "W-1 R-5.2.2-1",
        "",
        body_look=_look(
            _BODY,
            font_attributes='w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"',
        ),
    ),
    "empty-paragraphs": _fault("W-3", "", extra_paragraphs=_added(text="") * 3),
    "blanks-as-indents": _fault("W-4", "", body_look=Look(), body_prefix="\u3000\u3000"),
    "marks-compressed": _fault("G-3", "", mark_spacing="compressPunctuation"),
    "comments": _fault("W-11", "", extra_paragraphs=_added(_COMMENTED)),
    "tracked-changes": _fault("W-5", "", extra_paragraphs=_added(_INSERTED)),
    "hidden-words": _fault("W-6", "", extra_paragraphs=_added(_HIDDEN)),
    "template-from-elsewhere": _fault("W-7", "", attached_template="http://example.com/official.dotm"),
    "marks-beyond-the-edge": _fault(
        "W-13", "", typography=RIGHT.typography.replace('<w:overflowPunct w:val="0"/>', "")
    ),
    "text-ragged": _fault("G-2", "", body_look=_look(_BODY, alignment="left")),
    "headings-bold": _fault("R-7.3.3-5", "", heading_look=_look(RIGHT.heading_look, is_bold=True)),
    "compatibility-mode": _fault("W-10", "", compatibility=12),
}


def wrong_documents() -> dict[str, tuple[bytes, frozenset[str], frozenset[str]]]:
    """Return every wrong file by its name, with the requirements it breaks as a Word file and as a PDF."""
    return {name: (write(fault.file), fault.word, fault.pdf) for name, fault in FAULTS.items()}


def right_documents() -> dict[str, bytes]:
    """Return the file without a fault, on either grid."""
    return {"right": write(RIGHT), "right-on-grid-a": write(GRID_A)}


def printed(documents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Return PDFs of the files by name, made by LibreOffice in one run, reading spacing as Word does."""
    return render_all_as_word(documents, folder)
