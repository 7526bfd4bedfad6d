"""The packaged documents come back from files that say nothing of this program, but for what such files cannot show."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bench.foreign import KINDS, compare_all, sources
from typeset.comparison.note_marks import with_marks_of

PICTURE, SIGNATURE, REPAIR = "名字由导入另取的图片", "只在签名章上的姓名", "导入时的一处确定的订正"
NOTE = "没有字号就分不出的表注"

TRUE_LIMITS: Mapping[tuple[str, str], str] = {
    **{("公报", kind): PICTURE for kind in ("looks", "pdf", "printed")},
    ("公报", "bare"): PICTURE + NOTE,
    **{("决定", "bare"): NOTE, ("通报", "bare"): NOTE},
    **{(name, kind): PICTURE for name in ("命令", "议案") for kind in ("looks", "bare")},
    **{(name, kind): SIGNATURE for name in ("命令", "议案") for kind in ("pdf", "printed")},
    **{("苏教办〔", kind): REPAIR for kind in KINDS},
}
COUNTS = {PICTURE: 1, SIGNATURE: 1, REPAIR: 1, NOTE: 2, PICTURE + NOTE: 3}


@pytest.mark.slow
@pytest.mark.libreoffice
def test_nothing_differs_but_what_such_files_cannot_show(tmp_path: Path) -> None:
    found = {(each.name, each.kind): len(each.changes) for each in compare_all(tmp_path, list(KINDS), sources())}
    assert len(found) == 16 * 4
    assert {key: count for key, count in found.items() if count} == {
        key: COUNTS[limit] for key, limit in TRUE_LIMITS.items()
    }


def test_notes_that_say_the_same_get_the_same_marks() -> None:
    data = {"正文": ["甲[^1]。", {"表格": {"行": [["乙[^2]"]]}}, "丙\\[^1]"], "脚注": {"1": "一", "2": "二"}}
    assert with_marks_of(data, {"乙": "二", "甲": "一"}) == {
        "正文": ["甲[^甲]。", {"表格": {"行": [["乙[^乙]"]]}}, "丙\\[^1]"],
        "脚注": {"甲": "一", "乙": "二"},
    }


def test_a_note_that_says_something_else_is_taken_in_its_order() -> None:
    data = {"正文": "甲[^1]乙[^2]", "脚注": {"1": "一", "2": "改过"}}
    assert with_marks_of(data, {"甲": "一", "乙": "二"})["正文"] == "甲[^甲]乙[^乙]"


def test_marks_stay_where_no_note_says_the_same_or_the_name_is_taken() -> None:
    other = {"正文": "甲[^1]", "脚注": {"1": "一"}}
    assert with_marks_of(other, {"甲": "别的", "乙": "另外"}) == other
    three = {"正文": "甲[^1]乙[^2]丙[^3]", "脚注": {"1": "一", "2": "二", "3": "三"}}
    assert with_marks_of(three, {"3": "一"}) == three
