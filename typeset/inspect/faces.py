"""Which part a font plays, told by its name (5.2.2, 7.2, 7.3).

A PDF names the face it was painted with, not the one that was asked for. An official face plays its role; a substitute
stands for it and cannot prove that the right face was asked for; a font of another name is unknown and not judged.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from typeset.standard import Role

OFFICIAL: Mapping[Role, tuple[str, ...]] = MappingProxyType(
    {
        Role.XIAOBIAOSONG: ("方正小标宋", "小标宋", "FZXBSJW", "FZXBSK", "FZXBS", "FZXiaoBiaoSong", "汉仪小标宋"),
        Role.FANGSONG: (
            "仿宋",
            "FangSong",
            "SimFang",
            "方正仿宋",
            "FZFangSong",
            "FZFSJW",
            "FZFSK",
            "华文仿宋",
            "STFangsong",
        ),
        Role.KAITI: ("楷体", "KaiTi", "SimKai", "方正楷体", "FZKai", "FZKTJW", "FZKTK", "华文楷体", "STKaiti"),
        Role.HEITI: ("黑体", "SimHei", "方正黑体", "FZHei", "FZHTJW", "FZHTK", "华文黑体", "STHeiti", "STXihei"),
        Role.SONGTI: ("宋体", "SimSun", "NSimSun", "新宋体", "方正书宋", "FZShuSong", "FZSSJW", "华文宋体", "STSong"),
        Role.LATIN: ("TimesNewRoman", "Times"),
    }
)
SUBSTITUTES: Mapping[Role, tuple[str, ...]] = MappingProxyType(
    {
        Role.XIAOBIAOSONG: ("GWXiaoBiaoSong", "华文中宋", "STZhongsong", "FandolSongBold", "文星标宋"),
        Role.FANGSONG: ("GWFang", "FandolFang", "朱雀仿宋", "ZhuqueFangsong", "CWTEXFS"),
        Role.KAITI: ("GWKai", "FandolKai", "ARPLUKai", "UKai", "LXGWWenKai", "霞鹜文楷", "TWKai", "ARPLKaitiM"),
        Role.HEITI: (
            *("GWHei", "FandolHei", "NotoSansCJK", "NotoSansSC", "SourceHanSans", "思源黑体", "WenQuanYi", "文泉驿"),
            *(
                "MicrosoftYaHei",
                "微软雅黑",
                "DengXian",
                "等线",
                "PingFang",
                "苹方",
                "DroidSansFallback",
                "AlibabaPuHuiTi",
            ),
        ),
        Role.SONGTI: (
            *(
                "GWSong",
                "FandolSong",
                "NotoSerifCJK",
                "NotoSerifSC",
                "SourceHanSerif",
                "思源宋体",
                "ARPLUMing",
                "UMing",
            ),
            *("ARPLSungtiL", "SimSong", "Songti"),
        ),
        Role.LATIN: ("LiberationSerif", "NimbusRoman", "Tinos", "TeXGyreTermes", "FreeSerif"),
        Role.RARE: ("GWRare",),
    }
)

_BOLD = re.compile(r"bold|black|heavy|粗体", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s_\-,.]+")


@dataclass(frozen=True, slots=True)
class Face:
    """What a font's name tells: its role (None when the name is unknown), whether it is a substitute, whether bold."""

    role: Role | None
    is_substitute: bool
    is_bold: bool


def _plain(name: str) -> str:
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", name)).lower()


def _aliases() -> tuple[tuple[str, Role, bool], ...]:
    """Return every alias with its role and whether it is a substitute, the longest first."""
    tables = ((OFFICIAL, False), (SUBSTITUTES, True))
    entries = (
        (_plain(alias), role, is_substitute)
        for table, is_substitute in tables
        for role, aliases in table.items()
        for alias in aliases
    )
    return tuple(sorted(entries, key=lambda entry: -len(entry[0])))


_ALIASES = _aliases()


@lru_cache(maxsize=1024)
def face_of(name: str) -> Face:
    """Return what a font's name tells."""
    plain = _plain(name)
    is_bold = _BOLD.search(name) is not None
    for alias, role, is_substitute in _ALIASES:
        if plain.startswith(alias):
            return Face(role, is_substitute, is_bold)
    return Face(None, False, is_bold)
