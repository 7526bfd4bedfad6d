from pathlib import Path

import pytest

from tests.picture_files import picture, png, svg, write
from typeset.errors import SourceError
from typeset.model import Figure, Table
from typeset.readers import Reading, read_yaml
from typeset.readers.folder import SourceFolder

pytestmark = pytest.mark.requirement("S-6")

HEAD = "发文机关: 甲局\n标题: 甲局关于乙的通知\n"


def read(folder: Path, text: str) -> Reading:
    path = folder / "公文" / "通知.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD + text, encoding="utf-8")
    return read_yaml(path)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(SourceError) as caught:
        read(folder, text)
    assert [issue.requirement for issue in caught.value.issues] == ["S-6"]
    assert caught.value.issues[0].where.line is not None
    return caught.value.issues[0].message


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd.png",
        "../外.png",
        "图/../../外.png",
        "http://127.0.0.1:9/x.png",
        "file:///etc/a.png",
        "//server/a.png",
        "C:a.png",
        "图\\a.png",
        "~/a.png",
        "data:image/png;base64,AAAA.png",
    ],
)
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "外.png").write_bytes(b"")
    assert "不能引用" in (message := refusal(tmp_path, f"正文:\n  - 图: {{文件: '{name}'}}\n")) or "反斜杠" in message
    refusal(tmp_path, f"正文: 甲\n印章: '{name}'\n")
    refusal(tmp_path, f"正文: 甲\n署名: {{职务: 局长, 姓名: 张三, 签名章: '{name}'}}\n")


def test_a_table_outside_the_folder_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "外.csv").write_text("a,b\n", encoding="utf-8")
    for name in ("../外.csv", str(tmp_path / "外.csv"), "/etc/passwd"):
        assert "不能引用" in refusal(tmp_path, f"正文:\n  - 表格: {{文件: '{name}'}}\n")
    (tmp_path / "公文" / "a.csv").symlink_to(tmp_path / "外.csv")
    assert "链接" in refusal(tmp_path, "正文:\n  - 表格: {文件: a.csv}\n")


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "公文").mkdir()
    (tmp_path / "外.png").write_bytes(b"")
    (tmp_path / "公文" / "a.png").symlink_to(tmp_path / "外.png")
    (tmp_path / "公文" / "圈.png").symlink_to(tmp_path / "公文" / "圈.png")
    assert "链接" in refusal(tmp_path, "正文: 甲\n印章: a.png\n")
    assert "找不到" in refusal(tmp_path, "正文: 甲\n印章: 圈.png\n")


def test_a_file_that_is_missing_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "公文" / "夹.png").mkdir(parents=True)
    assert "找不到" in refusal(tmp_path, "正文: 甲\n印章: 没有.png\n")
    assert "不是文件" in refusal(tmp_path, "正文: 甲\n印章: 夹.png\n")
    assert "格式不能用" in refusal(tmp_path, "正文: 甲\n印章: a.exe\n")


def test_a_file_in_a_folder_below_and_a_link_inside_are_read(tmp_path: Path) -> None:
    (tmp_path / "公文" / "图").mkdir(parents=True)
    (tmp_path / "公文" / "图" / "a.PNG").write_bytes(picture())
    (tmp_path / "公文" / "b.png").symlink_to("图/a.PNG")
    document = read(tmp_path, "正文:\n  - 图: {文件: 图/a.PNG}\n  - 图: {文件: b.png}\n").document
    assert [block.file for block in document.body if isinstance(block, Figure)] == ["图/a.PNG", "b.png"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_takes_its_rows_from_a_csv_file(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "公文").mkdir()
    (tmp_path / "公文" / "a.csv").write_bytes('名称,数\r\n"甲,乙",1\r\n\r\n'.encode(encoding))
    table = read(tmp_path, "正文:\n  - 表格: {文件: a.csv}\n").document.body[0]
    assert isinstance(table, Table)
    assert table.text == "名称\t数\n甲,乙\t1"
    assert len(table.header) == 1
    table = read(tmp_path, "正文:\n  - 表格: {文件: a.csv, 表头: [x, y]}\n").document.body[0]
    assert table.text == "x\ty\n名称\t数\n甲,乙\t1"


def test_a_csv_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "公文").mkdir()
    (tmp_path / "公文" / "空.csv").write_bytes(b"\r\n")
    (tmp_path / "公文" / "坏.csv").write_bytes(b"\xff\xff")
    (tmp_path / "公文" / "长.csv").write_bytes(b"a" * 200_000)
    for name in ("空", "坏", "长"):
        refusal(tmp_path, f"正文:\n  - 表格: {{文件: {name}.csv}}\n")


def test_a_ragged_csv_file_is_refused_with_its_row(tmp_path: Path) -> None:
    (tmp_path / "公文").mkdir()
    (tmp_path / "公文" / "a.csv").write_text("a,b\n1,2\n3\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read(tmp_path, "正文:\n  - 表格: {文件: a.csv}\n")
    assert "表格第2行有1格" in caught.value.issues[0].message


HOSTILE = {
    "残.png": (picture()[:300], "不完整"),
    "空.png": (b"", "空文件"),
    "大.png": (png(9000, 9000, b""), "像素"),
    "名.png": (picture("JPEG", mode="RGB"), "内容是JPEG"),
    "残.jpg": (picture("JPEG", mode="RGB")[:200], "不完整"),
    "炸.svg": (b'<!DOCTYPE svg [<!ENTITY a "x">]>' + svg("&a;"), "DOCTYPE"),
    "网.svg": (svg('<image href="http://127.0.0.1:9/x.png"/>'), "外部"),
    "脚.svg": (svg("<script>1</script>"), "脚本"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_picture_that_cannot_be_used_is_refused_wherever_it_is_named(tmp_path: Path, name: str) -> None:
    data, said = HOSTILE[name]
    write(tmp_path / "公文", name, data)
    for text in (
        f"正文: 甲\n印章: {name}\n",
        f"正文: 甲\n印章: {{图: {name}, 直径: 42mm}}\n",
        f"正文: 甲\n署名: {{职务: 局长, 姓名: 张三, 签名章: {name}}}\n",
        f"正文: 甲\n印发件: {{标题: 乙, 正文: 丙, 署名: {{职务: 局长, 姓名: 张三, 签名章: {name}}}}}\n",
        f"正文:\n  - 图: {{文件: {name}}}\n",
    ):
        message = refusal(tmp_path, text)
        assert name in message and said in message, message


def test_a_picture_of_forty_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    with write(tmp_path / "公文", "大.png", b"").open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    assert "“大.png”太大，有40MB" in refusal(tmp_path, "正文: 甲\n印章: 大.png\n")


def test_the_folder_answers_for_the_pictures_that_a_document_names(tmp_path: Path) -> None:
    file = write(tmp_path, "章.svg", svg())
    folder = SourceFolder(tmp_path)
    assert folder.file("章.svg") == file.resolve()
    assert folder.size_mm("章.svg") == (42, 42)
    assert folder.measure("章.svg").is_clear
