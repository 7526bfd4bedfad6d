"""The facts of a document that its file does not state; nothing is invented for them (I-11)."""

from collections.abc import Collection, Mapping

_UNADDRESSED = frozenset(("决议", "决定", "命令", "公报", "公告", "通告", "纪要", "议案"))
_UNNUMBERED = frozenset(("决议", "公报"))


def missing_facts(
    data: Mapping[str, object], placeholders: Collection[str], *, is_dated_by_note: bool
) -> tuple[str, ...]:
    """Return the keys that the document should have and the file says nothing of, in the order of the page."""
    kind = str(data.get("文种", ""))
    is_signed = data.get("格式") != "纪要" and not is_dated_by_note
    wanted = {
        "发文机关": True,
        "发文字号": kind not in _UNNUMBERED,
        "标题": data.get("格式") != "命令",
        "主送机关": kind not in _UNADDRESSED,
        "署名": is_signed,
        "成文日期": not is_dated_by_note,
        "印章": is_signed,
        "印发机关": True,
        "印发日期": True,
    }
    return tuple(key for key, is_wanted in wanted.items() if is_wanted and (key not in data or key in placeholders))
