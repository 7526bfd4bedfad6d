"""What is measured on the pages of a PDF is what the layout put there."""

import pytest

from tests.altered_pages import pages_of, sample_pages
from tests.rendered import LETTER, MINUTES, ORDER, UPWARD, composed, painted
from tests.samples import NOTICE
from typeset.inspect.faces import face_of
from typeset.inspect.forms import Form
from typeset.inspect.pdf import inspect_pages, inspect_pdf
from typeset.layout.page import Line as LaidLine
from typeset.readers.pdf.lines import Line, lines_of
from typeset.standard import Role

EXACT_MM = 0.1


def close(line: Line, laid: LaidLine) -> bool:
    first = laid.runs[0]
    same_place = abs(line.baseline_mm - laid.baseline_mm) < EXACT_MM and abs(line.left_mm - first.x_mm[0]) < EXACT_MM
    return same_place and abs(line.size_pt - first.size_pt) < 0.01


@pytest.mark.slow
@pytest.mark.parametrize("number", range(13))
def test_every_line_of_the_notice_is_measured_where_the_layout_put_it(number: int) -> None:
    laid = [line for line in composed(NOTICE).layout.pages[number].lines if line.text.strip()]
    measured = lines_of(pages_of(NOTICE).pages[number])
    assert [line.solid for line in measured] == ["".join(line.text.split()) for line in sorted(laid, key=height)]
    assert all(close(a, b) for a, b in zip(measured[1:], sorted(laid, key=height)[1:], strict=True))


def height(line: LaidLine) -> float:
    return line.baseline_mm


def test_rules_are_measured_as_they_were_laid_out() -> None:
    laid = composed(NOTICE).layout.pages[0].rules[0]
    rule = pages_of(NOTICE).pages[0].rules[0]
    wanted = (laid.left_mm, laid.top_mm, laid.left_mm + laid.width_mm, laid.top_mm + laid.height_mm)
    box = rule.box
    assert (box.left_mm, box.top_mm, box.right_mm, box.bottom_mm) == pytest.approx(wanted, abs=0.01)
    assert rule.colour == (255, 0, 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "form"),
    [
        (NOTICE, Form.GENERAL),
        (UPWARD, Form.GENERAL),
        (LETTER, Form.LETTER),
        (ORDER, Form.ORDER),
        (MINUTES, Form.MINUTES),
    ],
)
def test_the_form_is_told_by_mark_and_double_lines(file: object, form: Form) -> None:
    assert inspect_pages(pages_of(file)).head.form is form  # type: ignore[arg-type]


def test_the_elements_of_an_upward_document_are_told() -> None:
    found = inspect_pages(sample_pages("请示"))
    head, closing, imprint = found.head, found.closing, found.imprint
    assert closing is not None and imprint is not None and imprint.printed is not None and head.number is not None
    assert [line.text for line in head.labels] == ["000001", "秘密★1年", "特急"]
    assert head.mark[0].text == "临溪市教育局文件"
    assert head.number.text == "临教〔2025〕18号"
    assert [line.text for line in head.signers] == ["签发人：周敏"]
    assert "".join(line.text for line in head.title) == "临溪市教育局关于增设中考试卷备用保密室的请示"
    assert [line.text for line in head.addressees] == ["临溪市人民政府："]
    assert [line.text for line in found.attachment_list][-1] == "2.经费测算明细表"
    assert [line.text for line in closing.organs] == ["临溪市教育局"]
    assert closing.date.text == "2025年4月2日"
    assert closing.note is not None and closing.note.text.startswith("（联系人")
    assert [round(seal.box.width_mm) for seal in closing.seals] == [43]
    assert [attachment.label.text for attachment in found.attachments] == ["附件1", "附件2"]
    assert [line.text for line in imprint.copies] == ["抄送：市国家保密局。"]
    assert len(imprint.rules) == 3
    assert [sheet.number.text for sheet in found.sheets if sheet.number] == ["—1—", "—2—", "—3—", "—4—"]


def test_joint_seals_and_organs_are_told_apart() -> None:
    closing = inspect_pages(sample_pages("报告")).closing
    assert closing is not None
    assert [line.text for line in closing.organs] == ["临溪市教育局", "临溪市公安局", "临溪市市场监督管理局"]
    assert len(closing.seals) == 3


def test_a_signature_stamp_is_one_stamp_whatever_it_is_drawn_of() -> None:
    closing = inspect_pages(sample_pages("命令")).closing
    assert closing is not None and len(closing.stamps) == 1 and not closing.seals
    assert [line.text for line in closing.organs] == ["市长"]


def test_a_pdf_is_read_from_a_file_too(tmp_path: object) -> None:
    file = tmp_path / "通知.pdf"  # type: ignore[operator]
    file.write_bytes(painted(NOTICE))
    assert inspect_pdf(file).file.name == str(file)


@pytest.mark.parametrize(
    ("name", "role", "is_substitute"),
    [
        ("FZXBSJW--GB1-0", Role.XIAOBIAOSONG, False),
        ("方正小标宋简体", Role.XIAOBIAOSONG, False),
        ("FZXiaoBiaoSong-B05S", Role.XIAOBIAOSONG, False),
        ("GWXiaoBiaoSong", Role.XIAOBIAOSONG, True),
        ("仿宋_GB2312", Role.FANGSONG, False),
        ("FangSong", Role.FANGSONG, False),
        ("FandolFang-Regular", Role.FANGSONG, True),
        ("KaiTi_GB2312", Role.KAITI, False),
        ("SimHei", Role.HEITI, False),
        ("NotoSansCJKsc-Regular", Role.HEITI, True),
        ("SimSun", Role.SONGTI, False),
        ("Noto Serif CJK SC", Role.SONGTI, True),
        ("TimesNewRomanPSMT", Role.LATIN, False),
        ("DejaVuSans", None, False),
    ],
)
def test_the_name_of_a_font_tells_its_role(name: str, role: Role | None, is_substitute: bool) -> None:
    face = face_of(name)
    assert (face.role, face.is_substitute) == (role, is_substitute)
