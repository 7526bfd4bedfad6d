"""Text files of any encoding become paragraphs; what is changed on the way is reported."""

import codecs
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.errors import SourceError
from typeset.readers.manuscript import Manuscript, ManuscriptParagraph
from typeset.readers.plain_text import manuscript_of_text, read_plain_text
from typeset.readers.plain_text.decoding import Decoded, decode

NOTICE = "临溪市教育局关于开学工作的通知\n各学校：\n请做好开学工作，切实保障安全。\n临溪市教育局\n2025年8月20日\n"


def read(text: str) -> Manuscript:
    return manuscript_of_text(Decoded(text, "utf-8"), "公文.txt")


def texts(manuscript: Manuscript) -> list[str]:
    return [item.text for item in manuscript.items if isinstance(item, ManuscriptParagraph)]


@pytest.mark.requirement("I-1")
@pytest.mark.parametrize(
    "data",
    [
        NOTICE.encode(),
        codecs.BOM_UTF8 + NOTICE.encode(),
        NOTICE.encode("gb18030"),
        codecs.BOM_UTF16_LE + NOTICE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NOTICE.encode("utf-16-be"),
        NOTICE.encode("utf-16-le"),
        NOTICE.replace("\n", "\r").encode(),
        NOTICE.replace("\n", "\r\n").encode("gb18030"),
    ],
    ids=["utf-8", "utf-8-bom", "gb18030", "utf-16-le", "utf-16-be", "utf-16-no-bom", "cr", "crlf-gb"],
)
def test_every_encoding_and_line_end_gives_the_same_paragraphs(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "公文.txt"
    path.write_bytes(data)
    assert texts(read_plain_text(path)) == NOTICE.split()


@pytest.mark.requirement("I-1")
def test_an_encoding_that_was_guessed_is_said() -> None:
    assert [issue.message for issue in manuscript_of_text(decode(NOTICE.encode("utf-16-be"), "a"), "a").issues] == [
        "文件没有说明编码，按 utf-16-be 读出"
    ]


@pytest.mark.requirement("I-1")
def test_traditional_text_in_big5_is_no_gb_18030() -> None:
    text = "關於開學工作的通知，請各學校切實做好開學工作，保障學生安全。國家教育部門發布有關規定，應當認真執行。" * 4
    assert decode(text.encode("big5"), "a").text == text


@pytest.mark.requirement("I-1")
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest", "压缩包"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", ".doc"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n", "图片"),
        (bytes(range(256)) * 4, "不是文本文件"),
        (b" \r\n\t", "没有文字"),
        ("字".encode() * 400_001, "超过上限"),
    ],
)
def test_what_is_no_text_is_refused_with_one_message_that_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(SourceError) as refused:
        decode(data, "公文.txt")
    (issue,) = refused.value.issues
    assert words in issue.message
    assert issue.hint


@pytest.mark.requirement("I-2")
def test_a_paragraph_cut_by_the_end_of_a_page_is_joined_without_a_space() -> None:
    made = read("一、总体要求\n\n各县要加强领导。切实落实市委工作领\n\n导小组各项部署。做好工作。\n\n二、其他\n")
    assert texts(made) == ["一、总体要求", "各县要加强领导。切实落实市委工作领导小组各项部署。做好工作。", "二、其他"]
    (repair,) = made.repairs
    assert (repair.rule, repair.where.line, repair.where.column) == ("I-2", 3, 18)
    assert "工作领↵导小组" in repair.before
    assert "工作领导小组" in repair.after


@pytest.mark.requirement("I-2")
@pytest.mark.parametrize(
    "text",
    [
        "一、加强领导\n各县要做好工作。\n（一）落实责任\n各镇要做好工作。\n",
        "请做好工作。联系人：王文\n附件：1.名单\n",
        "各县要做好工作。\n临溪市教育局\n2025年8月20日\n",
        "东至长江路，南至黄河路，西至湖\n静安区\n东至共和路，南至江场路\n",
        "包括以下内容：\n甲项；\n乙项；\n丙项。\n",
    ],
)
def test_whole_lines_are_not_joined(text: str) -> None:
    made = read(text)
    assert texts(made) == text.split()
    assert not made.repairs


@pytest.mark.requirement("I-2")
def test_places_in_a_joined_paragraph_lead_to_the_line_of_the_piece() -> None:
    (paragraph,) = read("要加强领导。切实落实市委领\n\n导小组各项部署。").items
    assert isinstance(paragraph, ManuscriptParagraph)
    place = paragraph.place(paragraph.text.index("部署"))
    assert (place.line, place.column) == (3, 6)


@pytest.mark.requirement("I-3")
def test_lines_of_a_fixed_width_are_joined_to_paragraphs() -> None:
    sentence = "各县区人民政府要切实加强对这项工作的组织领导，明确责任分工，完善工作机制，确保各项任务落到实处。"
    paragraphs = [sentence * 4, sentence * 3]
    wrapped = []
    for text in paragraphs:
        text = "　　" + text
        wrapped += [text[i : i + 28] for i in range(0, len(text), 28)]
    made = read("\n".join(wrapped))
    assert texts(made) == paragraphs
    assert Counter(repair.rule for repair in made.repairs) == {"I-3": len(wrapped) - 2}


@pytest.mark.requirement("I-4")
def test_marks_of_markdown_and_web_pages_go_and_are_reported() -> None:
    made = read(
        "# 关于开学的通知\n\n<!-- INFO\nEND -->\n<p>各学校：</p>"
        "<p>请做好&ldquo;开学&rdquo;&nbsp;工作。</p>\n---\n## 一、要求\n"
    )
    assert texts(made) == ["关于开学的通知", "各学校：", "请做好“开学” 工作。", "一、要求"]
    assert {repair.before for repair in made.repairs} >= {"# ", "<!-- INFO", "END -->", "<p>", "&nbsp;", "---", "## "}
    assert {repair.rule for repair in made.repairs} == {"I-4"}


@pytest.mark.requirement("I-4")
@pytest.mark.parametrize("text", ["若 a<b 且 c>d，则成立。", "AT&T 公司", "C# 语言", "<未完>"])
def test_what_only_resembles_a_mark_stays(text: str) -> None:
    made = read(text)
    assert texts(made) == [text]
    assert not made.repairs


@pytest.mark.requirement("I-5")
@pytest.mark.parametrize("number", ["— 1 —", "- 12 -", "—2—", "第1页 共3页", "第 2 页", "Page 3 of 9", "－ 4 －"])
def test_page_numbers_are_left_out_and_listed(number: str) -> None:
    made = read(f"各县要做好工作。切实落实市委领\n{number}\n导小组部署。\n")
    assert texts(made) == ["各县要做好工作。切实落实市委领导小组部署。"]
    assert [text for _, text in made.left_out] == [number]


@pytest.mark.requirement("I-5")
@pytest.mark.parametrize("line", ["2024", "15", "1.1", "第1页说明如下", "-5-10"])
def test_other_numbers_are_no_page_numbers(line: str) -> None:
    assert texts(read(f"各县要做好工作。\n{line}\n")) == ["各县要做好工作。", line]


@pytest.mark.requirement("I-6")
def test_control_characters_go_and_are_reported_with_their_place() -> None:
    made = read("请做好\x00\x01工作。\n")
    assert texts(made) == ["请做好工作。"]
    (repair,) = made.repairs
    assert (repair.rule, repair.where.line, repair.where.column, repair.before) == ("I-6", 1, 4, "U+0000 U+0001")


def test_text_that_resembles_the_markup_of_a_source_is_literal() -> None:
    assert texts(read("电话138****1234，**重要**，见[^1]，C:\\目录")) == [
        "电话138****1234，\\*\\*重要\\*\\*，见\\[^1]，C:\\\\目录"
    ]


@given(st.text(alphabet="一（）《。，； \t\n\r#<>-!&;p/1*\\\x00国办〔〕件附", max_size=200))
@pytest.mark.requirement("I-10")
def test_no_character_of_any_text_is_lost_without_a_word(text: str) -> None:
    made = read(text)
    kept = Counter("".join(texts(made)).replace("\\", ""))
    said = Counter("".join(repair.before for repair in made.repairs) + "".join(line for _, line in made.left_out))
    wanted = Counter(character for character in text.replace("\\", "") if character.isprintable())
    del wanted[" "]
    assert all(kept[c] + said[c] >= count for c, count in wanted.items())


@pytest.mark.requirement("I-3", "I-5")
def test_wrapped_lines_go_on_over_the_end_of_a_page() -> None:
    text = "　　" + "各县区人民政府要切实加强对这项工作的组织领导明确责任分工完善工作机制确保各项任务落到实处" * 5
    wrapped = [text[i : i + 28] for i in range(0, len(text), 28)]
    made = read("\n".join([*wrapped[:4], "— 1 —", *wrapped[4:]]) + "。")
    assert texts(made) == [text.strip() + "。"]


@pytest.mark.requirement("I-3")
def test_lists_of_short_lines_are_not_taken_for_wrapped_text() -> None:
    lines = [f"{i}.北京市第{i:02}项经验做法得到推广应用并取得明显成效。" for i in range(1, 30)]
    assert texts(read("\n".join(lines))) == lines
