"""Style profiles: what an office may choose about the look, where the standard leaves a choice.

A profile is a small YAML file in `styles/profiles/` or anywhere an office keeps its own; it inherits every key
that it does not give. Lengths in the files are millimetres and points, as `source-format` in `docs/` lists them.
"""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from typeset.errors import ProfileError, SourceError, quoted
from typeset.input_files import YAML_SUFFIXES
from typeset.resources import data_folder
from typeset.standard import Grid, Role, grid_a, grid_b
from typeset.strict_yaml.tree import read_tree

DEFAULT = "gbt9704"
NO_WATERMARK = "无"
LONGEST_WATERMARK = 20  # characters; the same for the form of the page number
MOST_ROWS = 29  # of which a title in 22 pt still fits one
LOWEST_TOP_MM = 55  # leaves the foot of the page to its number
DEEPEST_INHERITANCE = 20


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True, validate_by_name=False)


class PageSetting(_Section):
    """版面 (5.2): the grid and where it begins."""

    grid: Literal["A", "B"] = Field(alias="网格")
    rows: int = Field(alias="行数", ge=10, le=MOST_ROWS)
    columns: int = Field(alias="字数", ge=10, le=50)
    top_mm: float = Field(alias="天头", ge=10, le=LOWEST_TOP_MM)
    left_mm: float = Field(alias="订口", ge=10, le=50)


class MarkSetting(_Section):
    """标志 (7.2.4): the size of the 发文机关标志; its visible width is aimed at `ink_width_mm`."""

    size: str = Field(alias="字号", pattern=r"^(自动|\d{2}(\.\d+)?)$")
    largest_pt: float = Field(alias="最大字号", ge=22, le=120)
    ink_width_mm: float = Field(alias="墨宽", ge=60, le=156)


class RuleSetting(_Section):
    """红线 (7.2.7): the weight of the red rule."""

    thickness_mm: float = Field(alias="粗", ge=0.2, le=2)


class TitleSetting(_Section):
    """标题 (7.3.1): the longest line, in characters, and its pitch."""

    longest_line: int = Field(alias="每行最多", ge=8, le=20)
    pitch: Literal["网格"] = Field(alias="行距")


class TableSetting(_Section):
    """表格: the size of type in the cells of tables."""

    size_pt: float = Field(alias="字号", ge=7, le=16)


class PageNumberSetting(_Section):
    """页码 (7.5): the form, in which 1 stands for the number, the size, and whether attachments begin again from 1."""

    form: str = Field(
        alias="样式", max_length=LONGEST_WATERMARK, pattern=r"^[^0-9\x00-\x1f\x7f]*1[^0-9\x00-\x1f\x7f]*$"
    )
    size_pt: float = Field(alias="字号", ge=9, le=22)
    attachments: Literal["连续", "另编"] = Field(alias="附件")


class ImprintSetting(_Section):
    """版记 (7.4): whether it always stands on an even page."""

    on_even_page: Literal["是", "否"] = Field(alias="偶数页")


class SealSetting(_Section):
    """印章 (7.3.5): the diameter of the place kept for a seal."""

    diameter_mm: float = Field(alias="直径", ge=30, le=60)


class ArchiveSetting(_Section):
    """存档: what archival copies are: PDF/A-3a with attachments or PDF/A-2a without; OFD or OFD-A, its glyphs."""

    pdfa: Literal["3a", "2a"] = Field(alias="PDF/A")
    ofd: Literal["OFD", "OFD-A"] = Field(alias="OFD")
    glyphs: Literal["精简", "原样"] = Field(alias="OFD字形")

    @property
    def has_lean_glyphs(self) -> bool:
        """Tell whether small type in an OFD may have lean outlines."""
        return self.glyphs == "精简"


class SignatureSetting(_Section):
    """落款 (7.3.5.5): what may give so that the signature does not stand alone."""

    adjust_characters: Literal["是", "否"] = Field(alias="调字距")
    adjust_lines: Literal["是", "否"] = Field(alias="调行距")


def _names(value: object) -> object:
    """Return one name as a list of one."""
    return (value,) if isinstance(value, str) else value


class Profile(_Section):
    """A whole style profile; `folder` is where its own font files lie."""

    page: PageSetting = Field(alias="版面")
    fonts: Mapping[Role, Annotated[tuple[str, ...], Field(min_length=1), BeforeValidator(_names)]] = Field(alias="字体")
    digits: Literal["西文", "仿宋"] = Field(alias="数字")
    mark: MarkSetting = Field(alias="标志")
    rule: RuleSetting = Field(alias="红线")
    title: TitleSetting = Field(alias="标题")
    lead: Literal["仿宋", "加粗", "楷体"] = Field(alias="段首句")
    table: TableSetting = Field(alias="表格")
    page_number: PageNumberSetting = Field(alias="页码")
    imprint: ImprintSetting = Field(alias="版记")
    seal: SealSetting = Field(alias="印章")
    signature: SignatureSetting = Field(alias="落款")
    archive: ArchiveSetting = Field(alias="存档")
    colour: Literal["屏幕", "印刷", "套打", "灰"] = Field(alias="颜色")
    watermark: str = Field(
        alias="水印", max_length=LONGEST_WATERMARK, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$"
    )
    folder: Path | None = Field(default=None, exclude=True)

    @property
    def grid(self) -> Grid:
        """The grid of a page in this profile."""
        make = grid_b if self.page.grid == "B" else grid_a
        return make(rows=self.page.rows, columns=self.page.columns, top_mm=self.page.top_mm, left_mm=self.page.left_mm)

    @property
    def digits_from(self) -> Role:
        """The role whose face sets the digits of the text."""
        return Role(self.digits)


def load_profile(style: str | Mapping[str, object] | None = None, *, folder: Path | None = None) -> Profile:
    """Return the profile that a document's 样式 names: a packaged name, a file below `folder`, or {继承, …}.

    None is the default profile. Raises ProfileError.
    """
    if style is None or isinstance(style, str):
        return _named(style or DEFAULT, folder)
    return _validated(_inherited(style, folder, seen=()), folder, "样式")


@cache
def _named(name: str, folder: Path | None) -> Profile:
    file = _profile_file(name, folder)
    return _validated(_tree(file, seen=()), file.parent, str(file.name))


def _profile_file(name: str, folder: Path | None) -> Path:
    packaged = data_folder("styles") / "profiles"
    if not name.endswith(YAML_SUFFIXES):
        file = packaged / f"{name}.yaml"
        if "/" not in name and "\\" not in name and os.path.isfile(file):
            return file
        known = "、".join(sorted(path.stem for path in packaged.glob("*.yaml")))
        raise ProfileError(f"没有名为{quoted(name)}的样式；请用 {known} 之一，或写样式文件的名字（以 .yaml 结尾）")
    file = Path(os.path.realpath((folder or Path.cwd()) / name))
    if folder is not None and not file.is_relative_to(folder.resolve()):
        raise ProfileError(f"样式文件{quoted(name)}不在文稿所在的文件夹里；请把它放到文稿旁边")
    if not os.path.isfile(file):
        raise ProfileError(f"找不到样式文件{quoted(name)}；请检查文件名")
    return file


def _tree(file: Path, seen: tuple[Path, ...]) -> dict[str, object]:
    if file in seen:
        raise ProfileError(f"样式文件“{file.name}”继承了自己；请改“继承”")
    if len(seen) >= DEEPEST_INHERITANCE:
        raise ProfileError(f"样式文件“{file.name}”一层层继承了{len(seen)}个样式；请减少层数")
    try:
        tree = read_tree(file)
    except SourceError as error:
        raise ProfileError(f"样式文件有错：{error}") from error
    if not isinstance(tree, dict):
        raise ProfileError(f"样式文件“{file.name}”应当是“键: 值”的形式")
    return _inherited(tree, file.parent, (*seen, file))


def _inherited(tree: Mapping[str, object], folder: Path | None, seen: tuple[Path, ...]) -> dict[str, object]:
    own = dict(tree)
    parent = own.pop("继承", DEFAULT)
    if parent == DEFAULT and _profile_file(DEFAULT, None) in seen:
        return own
    if not isinstance(parent, str):
        raise ProfileError("“继承”应当是一个样式的名字，如 gbt9704")
    return _merge(_tree(_profile_file(parent, folder), seen), own)


def _merge(base: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        merged[key] = _merge(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _validated(tree: Mapping[str, object], folder: Path | None, name: str) -> Profile:
    try:
        return Profile.model_validate(tree).model_copy(update={"folder": folder})
    except ValidationError as error:
        faults = "；".join(_fault(fault["loc"], fault["type"], fault["input"]) for fault in error.errors())
        raise ProfileError(f"{name}：{faults}；可用的键见 docs/profiles.md") from error


def _fault(place: tuple[int | str, ...], kind: str, value: object) -> str:
    key = ".".join(str(part) for part in place if part != "[key]")
    if kind == "extra_forbidden" or "[key]" in place:
        return f"不认识的键“{key}”"
    if kind == "missing":
        return f"缺少“{key}”"
    return f"“{key}”不能是{quoted(str(value))}"
