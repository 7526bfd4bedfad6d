"""Which face plays which role, and what it answers."""

import pickle
import shutil
from pathlib import Path

import pytest

from tests.rendered import own_fonts
from typeset.characters import GIVES_LEFT, GIVES_RIGHT
from typeset.errors import FontError, Severity
from typeset.fonts import FontSet, load_fonts, open_face
from typeset.fonts.installed import installed_file
from typeset.profiles import load_profile
from typeset.resources import data_folder
from typeset.standard import Role

TEXT_ROLES = (Role.FANGSONG, Role.KAITI, Role.HEITI, Role.XIAOBIAOSONG)
CHINESE_MARKS = "，。、；：？！“”‘’（）〔〕—…～"


def with_files(**changes: tuple[str, ...]) -> dict[Role, tuple[str, ...]]:
    return {**load_profile().fonts, **{Role(name): files for name, files in changes.items()}}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with an office's own face."""
    shutil.copy(data_folder("fonts") / "GWHei.ttf", tmp_path / "本局仿宋.ttf")
    return tmp_path


@pytest.mark.requirement("R-5.2.2-1", "R-7.2.4-4", "R-7.3.1-1", "R-7.3.3-4", "R-7.5-1")
def test_every_role_has_the_face_that_the_project_brings_along() -> None:
    files = {role: own_fonts().face_of(role).file.name for role in Role}
    assert files == {
        Role.XIAOBIAOSONG: "GWXiaoBiaoSong.ttf",
        Role.FANGSONG: "GWFang.ttf",
        Role.KAITI: "GWKai.ttf",
        Role.HEITI: "GWHei.ttf",
        Role.SONGTI: "GWSong.ttf",
        Role.LATIN: "LiberationSerif-Regular.ttf",
        Role.RARE: "GWRare.ttf",
    }
    assert all(own_fonts().face_of(role).file.parent == data_folder("fonts") for role in Role)


@pytest.mark.requirement("G-1", "R-3.1-1")
@pytest.mark.parametrize("role", [*TEXT_ROLES, Role.SONGTI])
def test_hanzi_and_chinese_marks_are_one_em_and_digits_half_an_em_wide(role: Role) -> None:
    fonts = own_fonts()
    assert {fonts.advance(role, character) for character in f"国教育一{CHINESE_MARKS}《》〈〉【】％①"} == {1.0}
    assert {fonts.advance(role, character) for character in "0123456789"} == {0.5}


@pytest.mark.parametrize("role", TEXT_ROLES)
def test_latin_letters_and_digits_come_from_the_latin_face_and_chinese_marks_do_not(role: Role) -> None:
    fonts = own_fonts()
    assert {fonts.role_of(role, character) for character in "0189AZaz%.-/é"} == {Role.LATIN}
    assert {fonts.role_of(role, character) for character in CHINESE_MARKS} == {role}


@pytest.mark.parametrize("role", TEXT_ROLES)
def test_the_profile_may_take_the_digits_of_the_whole_document_from_仿宋(role: Role) -> None:
    fonts = load_fonts(load_profile().fonts, digits_from=Role.FANGSONG)
    assert {fonts.role_of(role, digit) for digit in "0123456789"} == {Role.FANGSONG}
    assert {fonts.role_of(role, character) for character in "AZaz%é"} == {Role.LATIN}
    assert {fonts.advance(role, digit) for digit in "0123456789"} == {0.5}


@pytest.mark.requirement("R-7.5-1")
@pytest.mark.parametrize("digits", [Role.LATIN, Role.FANGSONG])
def test_the_digits_of_page_numbers_come_from_宋体_itself(digits: Role) -> None:
    fonts = load_fonts(load_profile().fonts, digits_from=digits)
    assert {fonts.role_of(Role.SONGTI, character) for character in "0123456789— "} == {Role.SONGTI}


@pytest.mark.parametrize("mark", "《》〈〉")
def test_the_book_title_marks_of_thin_faces_come_from_宋体(mark: str) -> None:
    fonts = own_fonts()
    roles = {role: fonts.role_of(role, mark) for role in TEXT_ROLES}
    assert roles == {
        Role.FANGSONG: Role.SONGTI,
        Role.KAITI: Role.SONGTI,
        Role.HEITI: Role.HEITI,
        Role.XIAOBIAOSONG: Role.XIAOBIAOSONG,
    }


@pytest.mark.requirement("G-4")
@pytest.mark.parametrize("role", [*TEXT_ROLES, Role.SONGTI])
@pytest.mark.parametrize("mark", "，。、")
def test_the_ink_of_stops_lies_in_the_lower_left_of_the_cell(role: Role, mark: str) -> None:
    box = own_fonts().ink_box(role, mark)
    assert box is not None
    assert (box.left + box.right) / 2 < 0.5
    assert (box.bottom + box.top) / 2 < 0.38


@pytest.mark.requirement("K-10")
@pytest.mark.parametrize("role", TEXT_ROLES)
def test_the_half_that_a_mark_may_give_up_is_blank(role: Role) -> None:
    fonts = own_fonts()
    for mark in GIVES_RIGHT:
        assert (box := fonts.ink_box(role, mark)) is not None and box.right <= 0.6, mark
    for mark in GIVES_LEFT:
        assert (box := fonts.ink_box(role, mark)) is not None and box.left >= 0.4, mark


@pytest.mark.requirement("K-4", "R-7.5-2")
@pytest.mark.parametrize("role", [*TEXT_ROLES, Role.SONGTI])
def test_a_dash_is_one_em_wide_and_a_page_number_has_one_each_side(role: Role) -> None:
    assert own_fonts().advance(role, "—") == 1
    box = own_fonts().ink_box(role, "—")
    assert box is not None and box.right - box.left > 0.8


def test_a_space_has_no_ink() -> None:
    assert own_fonts().ink_box(Role.FANGSONG, " ") is None


def test_kerning_and_ligatures_are_never_used() -> None:
    fonts = own_fonts()
    pairs = sum(fonts.advance(Role.FANGSONG, character) for character in "AVAToffice")
    assert pairs == pytest.approx(sum(fonts.face_of(Role.LATIN).advance(character) for character in "AVAToffice"))


def test_a_character_that_no_face_has_is_not_covered() -> None:
    fonts = own_fonts()
    assert fonts.role_of(Role.FANGSONG, "\U0001f600") is None
    assert not fonts.covers(Role.FANGSONG, "\U0001f600")
    assert fonts.covers(Role.FANGSONG, "国")


@pytest.mark.requirement("L-3")
def test_a_face_that_is_not_there_is_replaced_by_the_next_and_reported() -> None:
    fonts = load_fonts(with_files(小标宋=("方正小标宋简体", "GWXiaoBiaoSong.ttf")))
    (issue,) = fonts.issues()
    assert (issue.requirement, issue.severity) == ("L-3", Severity.INFO)
    for part in ("小标宋", "方正小标宋简体", "GW XiaoBiaoSong", "GWXiaoBiaoSong.ttf"):
        assert part in issue.message
    assert fonts.reports[Role.XIAOBIAOSONG].is_substitute


@pytest.mark.requirement("L-3")
def test_first_choices_are_not_reported() -> None:
    assert own_fonts().issues() == ()


def test_an_office_keeps_its_own_face_beside_its_profile(office: Path) -> None:
    fonts = load_fonts(with_files(仿宋=("本局仿宋.ttf", "GWFang.ttf")), folder=office)
    assert fonts.face_of(Role.FANGSONG).file == office / "本局仿宋.ttf"
    assert fonts.issues() == ()


def test_a_face_beside_the_profile_wins_over_a_packaged_one_of_the_same_name(office: Path) -> None:
    shutil.copy(office / "本局仿宋.ttf", office / "GWFang.ttf")
    assert load_fonts(with_files(), folder=office).face_of(Role.FANGSONG).file == office / "GWFang.ttf"


def test_a_face_below_the_profile_or_outside_of_it_is_not_a_name_of_a_file(office: Path) -> None:
    inside = office / "profile"
    inside.mkdir()
    for name in ("../本局仿宋.ttf", str(office / "本局仿宋.ttf")):
        fonts = load_fonts(with_files(仿宋=(name, "GWFang.ttf")), folder=inside)
        assert fonts.face_of(Role.FANGSONG).file.name == "GWFang.ttf", name


def test_a_role_without_any_face_is_an_error_that_names_all_that_was_tried() -> None:
    with pytest.raises(FontError, match=r"字体“仿宋”一个也找不到：甲\.ttf、乙宋体") as raised:
        load_fonts(with_files(仿宋=("甲.ttf", "乙宋体")))
    assert "请" in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"not a font at all", b"\x00\x01\x00\x00" + b"\x00" * 40])
def test_a_file_that_is_no_font_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "坏.ttf").write_bytes(content)
    with pytest.raises(FontError, match=r"坏\.ttf"):
        load_fonts(with_files(仿宋=("坏.ttf",)), folder=tmp_path)


def test_a_file_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(FontError, match=r"没有\.ttf"):
        open_face(tmp_path / "没有.ttf")


def test_an_installed_family_is_found_by_its_exact_name_only() -> None:
    assert installed_file("没有这种字体的名字") is None
    found = installed_file("DejaVu Serif")
    assert found is None or (found.suffix in (".ttf", ".otf") and "Serif" in found.name)


def test_a_set_of_faces_travels_to_another_process_as_names_of_files() -> None:
    arrived: FontSet = pickle.loads(pickle.dumps(own_fonts()))
    assert arrived.reports == own_fonts().reports
    assert arrived.digits_from is Role.LATIN
    assert arrived.advance(Role.FANGSONG, "国") == 1
