"""Reading OFD files back: what is wrong is named, what is hostile is refused, nothing gives a traceback."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ofd_layouts import Contents, write_ofd
from tests.painted_layouts import line, made
from tests.rendered import own_fonts
from typeset.backends.attached import attachments_of
from typeset.backends.html import Properties
from typeset.inspect.ofd import UnreadableOfdError, ofd_faults, open_package, read_ofd
from typeset.layout.page import Page, Paragraph, Rule, Structure

CONTENT = "Doc_0/Pages/Page_0/Content.xml"
Change = Callable[[dict[str, bytes]], object]


@pytest.fixture(scope="module")
def good() -> bytes:
    """An OFD of one page with a heading, two texts, a rule and attachments."""
    lines = (line("标题", 90, 40, 0), line("甲乙丙", 30, 60, 1), line("丁", 30, 70, 1))
    layout = made(
        [Page(1, lines, (Rule(28, 80, 156, 0.5),))],
        [Paragraph(Structure.TITLE, "http://a.b 标题", 1), Paragraph(Structure.PARAGRAPH)],
    )
    attachments = attachments_of(b"a: b", b"<a/>")
    return write_ofd(layout, own_fonts(), Contents(Properties("标题"), attachments=attachments, is_archival=True))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(content: Mapping[str, bytes]) -> bytes:
    made_ = io.BytesIO()
    with zipfile.ZipFile(made_, "w") as package:
        for name, data in content.items():
            package.writestr(name, data)
    return made_.getvalue()


def replaced(part: str, old: str, new: str) -> Change:
    def change(content: dict[str, bytes]) -> None:
        text = content[part].decode()
        assert re.search(old, text), f"{old} is not in {part}"
        content[part] = re.sub(old, new, text, count=1).encode()

    return change


def without(pattern: str) -> Change:
    return lambda content: [content.pop(name) for name in list(content) if re.search(pattern, name)]


def without_table(name: bytes) -> Change:
    def change(content: dict[str, bytes]) -> None:
        font = next(key for key in content if key.endswith("font_1.ttf"))
        content[font] = content[font].replace(name, b"XXXX", 1)

    return change


def test_a_good_file_has_no_faults_and_its_text_and_attachments_are_read(good: bytes) -> None:
    assert ofd_faults(good) == ()
    read = read_ofd(good)
    assert (read.kind, read.text) == ("OFD-A", "标题甲乙丙丁")
    assert read.attachments == {"source.yaml": b"a: b", "metadata.xml": b"<a/>"}
    assert read.pages[0].texts[0].origins_mm[0] == pytest.approx((90, 40), abs=0.001)


FAULTS: Mapping[str, tuple[Change, str]] = {
    "DocID": (replaced("OFD.xml", r"<ofd:DocID>\w+", "<ofd:DocID>1"), "DocID"),
    "DocType": (replaced("OFD.xml", "OFD-A", "PDF"), "DocType"),
    "Version": (replaced("OFD.xml", ' Version="1.0"', ""), "Version"),
    "MaxUnitID": (replaced("Doc_0/Document.xml", r"MaxUnitID>\d+", "MaxUnitID>2"), "大于 MaxUnitID"),
    "no MaxUnitID": (replaced("Doc_0/Document.xml", r"<ofd:MaxUnitID>\d+</ofd:MaxUnitID>", ""), "缺少 CommonData/MaxU"),
    "box": (replaced("Doc_0/Document.xml", r"<ofd:PhysicalBox>.*?</ofd:PhysicalBox>", ""), "PhysicalBox"),
    "long number": (
        replaced(CONTENT, r'TextObject ID="\d+"', f'TextObject ID="{"9" * 5000}"'),
        "大于 MaxUnitID",
    ),
    "same identifier": (replaced(CONTENT, r'TextObject ID="\d+"', 'TextObject ID="1"'), "用了2次"),
    "font reference": (replaced(CONTENT, r' Font="\d+"', ' Font="77"'), "引用的 Font 77 不存在"),
    "page reference": (replaced("Doc_0/Document.xml", r'PageID="\d+"', 'PageID="99"'), "PageID 99 不存在"),
    "page": (without(r"Page_0"), "缺少页"),
    "font file": (without(r"font_"), "没有嵌入"),
    "font location": (replaced("Doc_0/PublicRes.xml", "font_1.ttf", "../../a.ttf"), "指的文件不存在"),
    "cmap": (without_table(b"cmap"), "缺少表 cmap"),
    "post": (without_table(b"post"), "缺少表 post"),
    "glyph": (replaced(CONTENT, "甲乙丙", "甲乙龘"), "没有“龘”的字形"),
    "matrix": (replaced(CONTENT, "<ofd:TextObject ", '<ofd:TextObject CTM="1 0 0 1 0 0" '), "带有 CTM"),
    "empty text": (replaced(CONTENT, ">丁<", "><"), "没有文字"),
    "stray file": (lambda content: content.update({"Doc_0/run.exe": b"MZ"}), "没有被引用"),
    "action": (replaced("Doc_0/Document.xml", r"<ofd:Goto>.*?</ofd:Goto>", '<ofd:URI URI="http://a.b/"/>'), "动作 URI"),
    "address": (replaced("Doc_0/PublicRes.xml", "font_1.ttf", "http://a.b/f.ttf"), "外部地址"),
    "encryption": (lambda content: content.update({"Encryptions.xml": b"<a/>"}), "加了密"),
    "permissions": (
        replaced("Doc_0/Document.xml", "<ofd:Attachments>", "<ofd:Permissions/><ofd:Attachments>"),
        "不能有 Permissions",
    ),
    "attached program": (replaced("Doc_0/Attachments.xml", 'Format="TXT"', 'Format="EXE"'), "附件只能是"),
    "sound": (
        replaced("Doc_0/PublicRes.xml", "</ofd:Res>", '<ofd:MultiMedia ID="2" Type="Audio" Format="MP3"/></ofd:Res>'),
        "不能有 Audio",
    ),
    "deep blocks": (
        replaced(CONTENT, "</ofd:Layer>", '<ofd:PageBlock ID="2">' * 4 + "</ofd:PageBlock>" * 4 + "</ofd:Layer>"),
        "最多3层",
    ),
    "second document": (replaced("OFD.xml", "</ofd:OFD>", "<ofd:DocBody/></ofd:OFD>"), "只能有一个文档"),
}


@pytest.mark.requirement("A-8")
@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_with_a_file_is_named(good: bytes, name: str) -> None:
    change, message = FAULTS[name]
    content = parts(good)
    change(content)
    try:
        found = [str(fault) for fault in ofd_faults(packed(content))]
    except UnreadableOfdError as error:
        found = [str(error)]
    assert any(message in fault for fault in found), found


HOSTILE: Mapping[str, tuple[Change, str]] = {
    "climbing": (lambda content: content.update({"../a.xml": b""}), "包外"),
    "absolute": (lambda content: content.update({"/etc/a": b""}), "包外"),
    "same name": (lambda content: content.update({"ofd.XML": b""}), "重名"),
    "no OFD.xml": (without("OFD.xml"), "没有 OFD.xml"),
    "no document": (without("Document.xml"), "缺少"),
    "no DocInfo": (replaced("OFD.xml", "DocInfo", "DocOther"), "不是完整的 XML"),
    "entities": (
        lambda content: content.update(
            {"OFD.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><OFD>&x;</OFD>'}
        ),
        "DOCTYPE",
    ),
    "a bomb of steps": (replaced(CONTENT, 'DeltaX="[^"]*"', 'DeltaX="g 99999999999 x"'), "写错的数"),
    "no number": (replaced(CONTENT, r'Size="[^"]*"', 'Size="big"'), "写错的数"),
    "infinity": (replaced(CONTENT, r' X="[^"]*"', ' X="inf"'), "写错的数"),
    "a short box": (replaced(CONTENT, r'Boundary="[^"]*" Font', 'Boundary="1 2" Font'), "写错的Boundary"),
    "a short matrix": (replaced(CONTENT, "<ofd:TextObject ", '<ofd:TextObject CTM="1 0" '), "写错的CTM"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_with_its_reason(good: bytes, name: str) -> None:
    change, message = HOSTILE[name]
    content = parts(good)
    change(content)
    with pytest.raises(UnreadableOfdError, match=message):
        read_ofd(packed(content))


def test_steps_beyond_the_text_are_never_counted_out(good: bytes) -> None:
    content = parts(good)
    replaced(CONTENT, 'DeltaX="[^"]*"', 'DeltaX="g 999999999 5 g 999999999 5"')(content)
    assert len(read_ofd(packed(content)).pages[0].texts[0].origins_mm) == 2


def test_a_bomb_and_a_locked_file_are_refused(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typeset.inspect.ofd.package.LARGEST_PART_BYTES", 1000)
    with pytest.raises(UnreadableOfdError, match="展开后太大"):
        open_package(good)
    monkeypatch.undo()
    monkeypatch.setattr("typeset.inspect.ofd.package.MOST_PARTS", 2)
    with pytest.raises(UnreadableOfdError, match="展开后太大"):
        open_package(good)
    monkeypatch.undo()
    locked = bytearray(packed({"OFD.xml": b"<a/>"}))
    for marker, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(marker) + place] |= 1
    with pytest.raises(UnreadableOfdError, match="加了密码"):
        open_package(bytes(locked))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_changed_or_cut_file_is_read_or_refused_without_a_traceback(good: bytes, data: st.DataObject) -> None:
    made_ = bytearray(good[: data.draw(st.integers(0, len(good)))] if data.draw(st.booleans()) else good)
    for place in data.draw(st.lists(st.integers(0, max(len(made_) - 1, 0)), max_size=4)):
        if made_:
            made_[place] = data.draw(st.integers(0, 255))
    try:
        read_ofd(bytes(made_))
        ofd_faults(bytes(made_))
    except UnreadableOfdError:
        pass


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_changed_part_is_read_or_refused_without_a_traceback(good: bytes, data: st.DataObject) -> None:
    content = parts(good)
    name = data.draw(st.sampled_from([key for key in content if key.endswith(".xml")]))
    text = content[name].decode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 30, len(text))))
    content[name] = (text[:start] + data.draw(st.text(max_size=6)) + text[end:]).encode("utf-8", "replace")
    try:
        read_ofd(packed(content))
        ofd_faults(packed(content))
    except UnreadableOfdError:
        pass
