"""Style profiles: inheritance, what a document changes, and mistakes that are named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from typeset.errors import ProfileError
from typeset.profiles import load_profile
from typeset.standard import Role

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a profile into a folder of its own."""

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.mark.requirement("R-5.2.1-1", "R-5.2.1-2", "R-5.2.3-1", "R-5.2.3-2", "R-7.2.7-2", "R-7.5-1")
def test_the_default_profile_is_the_standard() -> None:
    own = load_profile()
    assert own == load_profile("gbt9704")
    assert (own.page.rows, own.page.columns, own.page.top_mm, own.page.left_mm) == (22, 28, 37, 28)
    assert (own.rule.thickness_mm, own.page_number.size_pt, own.seal.diameter_mm) == (0.6, 14, 42)
    assert (own.title.longest_line, own.lead, own.digits_from) == (18, "仿宋", Role.LATIN)
    assert set(own.fonts) == set(Role)
    assert all(files for files in own.fonts.values())


def test_a_packaged_profile_inherits_all_that_it_does_not_say() -> None:
    word, own = load_profile("word-28.95"), load_profile()
    assert word.page.grid == "A"
    assert word.model_copy(update={"page": own.page}) == own


def test_a_document_overrides_single_values_and_keeps_the_rest() -> None:
    own = load_profile()
    changed = load_profile({"红线": {"粗": "1"}, "页码": {"样式": "—1—"}, "段首句": "楷体"})
    assert (changed.rule.thickness_mm, changed.page_number.form, changed.lead) == (1, "—1—", "楷体")
    assert (changed.page_number.size_pt, changed.mark, changed.page) == (14, own.mark, own.page)


def test_a_document_overrides_the_profile_that_it_names() -> None:
    changed = load_profile({"继承": "word-28.95", "红线": {"粗": "1"}})
    assert (changed.page.grid, changed.rule.thickness_mm) == ("A", 1)


def test_one_font_file_may_be_given_as_text() -> None:
    changed = load_profile({"字体": {"仿宋": "本局.ttf", "楷体": ["甲.ttf", "GWKai.ttf"]}})
    assert changed.fonts[Role.FANGSONG] == ("本局.ttf",)
    assert changed.fonts[Role.KAITI] == ("甲.ttf", "GWKai.ttf")
    assert changed.fonts[Role.HEITI] == load_profile().fonts[Role.HEITI]


def test_an_office_keeps_its_profile_beside_the_document(write: Write) -> None:
    file = write("本局.yaml", "继承: word-28.95\n印章:\n  直径: 40\n")
    own = load_profile("本局.yaml", folder=file.parent)
    assert (own.page.grid, own.seal.diameter_mm) == ("A", 40)
    assert own.folder == file.parent.resolve()


def test_a_profile_that_names_no_other_inherits_the_default(write: Write) -> None:
    file = write("本局.yaml", "字体:\n  仿宋: 本局.ttf\n")
    own = load_profile("本局.yaml", folder=file.parent)
    assert own.fonts == {**load_profile().fonts, Role.FANGSONG: ("本局.ttf",)}
    assert own.page == load_profile().page


def test_profiles_of_an_office_may_inherit_from_each_other(write: Write) -> None:
    write("省/省.yaml", "继承: gbt9704\n红线:\n  粗: 0.8\n")
    file = write("市.yaml", "继承: 省/省.yaml\n印章:\n  直径: 40\n")
    own = load_profile("市.yaml", folder=file.parent)
    assert (own.rule.thickness_mm, own.seal.diameter_mm) == (0.8, 40)


@pytest.mark.parametrize(
    ("style", "key"),
    [
        ({"红钱": {"粗": "1"}}, "红钱"),
        ({"红线": {"粗细": "1"}}, "红线.粗细"),
        ({"字体": {"隶书": "a.ttf"}}, "隶书"),
        ({"页码": {"字号": "14", "颜色": "红"}}, "页码.颜色"),
    ],
)
def test_an_unknown_key_is_refused_by_name(style: dict[str, object], key: str) -> None:
    with pytest.raises(ProfileError, match=f"不认识的键“.*{key}”"):
        load_profile(style)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("style", "key", "value"),
    [
        ({"红线": {"粗": "很粗"}}, "红线.粗", "很粗"),
        ({"红线": {"粗": "9"}}, "红线.粗", "9"),
        ({"版面": {"网格": "C"}}, "版面.网格", "C"),
        ({"版面": {"行数": "0"}}, "版面.行数", "0"),
        ({"版面": {"行数": "1000000"}}, "版面.行数", "1000000"),
        ({"标志": {"字号": "大"}}, "标志.字号", "大"),
        ({"页码": {"样式": "第页"}}, "页码.样式", "第页"),
        ({"段首句": "隶书"}, "段首句", "隶书"),
        ({"版记": {"偶数页": "yes"}}, "版记.偶数页", "yes"),
        ({"天": "1"}, "天", ""),
        ({"红线": "0.6"}, "红线", "0.6"),
    ],
)
def test_a_value_out_of_its_range_is_refused_with_key_and_value(style: dict[str, object], key: str, value: str) -> None:
    with pytest.raises(ProfileError) as raised:
        load_profile(style)  # type: ignore[arg-type]
    assert key in str(raised.value)
    assert value in str(raised.value)


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(ProfileError) as raised:
        load_profile({"红线": {"粗": "9"}, "红钱": "1", "段首句": "隶书"})
    assert all(key in str(raised.value) for key in ("红线.粗", "红钱", "段首句"))


def test_a_role_without_any_face_is_refused() -> None:
    with pytest.raises(ProfileError, match="仿宋"):
        load_profile({"字体": {"仿宋": []}})


def test_a_name_that_is_not_known_brings_up_those_that_are() -> None:
    with pytest.raises(ProfileError, match=r"没有名为“公文”的样式；请用 gbt9704、print、word-28\.95、套打、灰 之一"):
        load_profile("公文")


@pytest.mark.parametrize("name", ["color:red;background:url(http://127.0.0.1:9/)", "../gbt9704", "/etc/passwd", "a\\b"])
def test_a_name_is_never_a_way_through_the_file_system(name: str) -> None:
    with pytest.raises(ProfileError, match="没有名为"):
        load_profile(name)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"找不到样式文件“没有\.yaml”"):
        load_profile("没有.yaml", folder=tmp_path)


@pytest.mark.requirement("S-6")
def test_a_profile_outside_the_folder_of_the_document_is_refused(write: Write) -> None:
    file = write("外面.yaml", "继承: gbt9704\n")
    inside = file.parent / "文稿"
    inside.mkdir()
    for name in ("../外面.yaml", str(file)):
        with pytest.raises(ProfileError, match="不在文稿所在的文件夹里"):
            load_profile(name, folder=inside)


@pytest.mark.requirement("S-6")
def test_a_link_that_leads_out_of_the_folder_is_refused(write: Write) -> None:
    file = write("外面.yaml", "继承: gbt9704\n")
    inside = file.parent / "文稿"
    inside.mkdir()
    (inside / "里面.yaml").symlink_to(file)
    with pytest.raises(ProfileError, match="不在文稿所在的文件夹里"):
        load_profile("里面.yaml", folder=inside)


@pytest.mark.requirement("S-6")
def test_a_profile_may_not_inherit_from_outside_the_folder_of_the_document(write: Write) -> None:
    write("外面.yaml", "继承: gbt9704\n")
    file = write("文稿/里面.yaml", "继承: ../外面.yaml\n")
    with pytest.raises(ProfileError, match="不在文稿所在的文件夹里"):
        load_profile("里面.yaml", folder=file.parent)


def test_a_profile_that_inherits_itself_is_refused(write: Write) -> None:
    file = write("甲.yaml", "继承: 甲.yaml\n")
    with pytest.raises(ProfileError, match=r"“甲\.yaml”继承了自己"):
        load_profile("甲.yaml", folder=file.parent)


def test_profiles_that_inherit_each_other_are_refused(write: Write) -> None:
    write("甲.yaml", "继承: 乙.yaml\n")
    file = write("乙.yaml", "继承: 甲.yaml\n")
    with pytest.raises(ProfileError, match="继承了自己"):
        load_profile("乙.yaml", folder=file.parent)


@pytest.mark.parametrize(
    "text", ["", "- 甲\n", "只有一句话\n", "红线: [\n", "红线: {粗: 1}\n红线: {粗: 2}\n", "继承: [甲]\n"]
)
def test_a_file_that_is_no_profile_is_refused_in_chinese(write: Write, text: str) -> None:
    file = write("坏.yaml", text)
    with pytest.raises(ProfileError, match=r"样式|继承"):
        load_profile("坏.yaml", folder=file.parent)


@pytest.mark.requirement("S-2")
def test_anchors_and_tags_are_refused_in_a_profile_too(write: Write) -> None:
    file = write("坏.yaml", "红线: &a {粗: 1}\n印章: *a\n")
    with pytest.raises(ProfileError, match=r"坏\.yaml"):
        load_profile("坏.yaml", folder=file.parent)
