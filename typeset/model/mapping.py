"""From a mapping with Chinese keys, as a reader of files makes it, to a `Document`."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from pydantic import ValidationError

from typeset.characters import UNREADABLE_CHARACTER
from typeset.errors import KEYS, READABLE, REQUIRED, SYNTAX, Issue, Severity, SourceError, Where, quoted
from typeset.model.document import Document
from typeset.model.faults import Fault, SourcePath, faults_of
from typeset.model.files import Folder
from typeset.model.keys import with_proposals
from typeset.strict_yaml.limits import DEEPEST

MOST_FAULTS = 100
"""Most faults of one source that are worked out and shown."""

_KEPT_WHEN_EMPTY = frozenset({"分页", "文"})


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a mapping: a document, or the faults that prevent one; `empty` leads to keys without content."""

    document: Document | None
    faults: tuple[Fault, ...] = ()
    empty: tuple[SourcePath, ...] = ()


def document_from_mapping(data: object) -> Document:
    """Make a document of a mapping with the keys of the source format; raises SourceError with every reason.

    Keys without content count as absent. Files that are named are not looked for.
    """
    made = make_document(data)
    if made.document is None:
        raise SourceError(
            Issue(fault.rule, Severity.ERROR, Where(), fault.sentence, fault.hint) for fault in made.faults
        )
    return made.document


def make_document(data: object, folder: Folder | None = None) -> Made:
    """Make a document of a mapping; `folder` gives access to the files that it names."""
    empty: list[SourcePath] = []
    faults: list[Fault] = []
    plain = _plain(data, (), empty, faults)
    if not isinstance(plain, dict):
        hint = "请写成“发文机关: ……”“标题: ……”这样的形式，冒号用半角，后面空一格"
        return Made(None, (*faults, Fault((), "最外层不是“键: 值”的形式", hint, SYNTAX)))
    faults += _missing(plain)
    document = None
    try:
        document = Document.model_validate(plain, context=folder, by_alias=True, by_name=False)
    except ValidationError as error:
        faults += (named for fault in islice(faults_of(error), MOST_FAULTS) for named in with_proposals(fault, plain))
    return Made(None if faults else document, tuple(faults), tuple(empty))


def _plain(value: object, path: SourcePath, empty: list[SourcePath], faults: list[Fault]) -> object:
    """Return a value made of texts, lists and mappings alone; keys without content are left out and noted."""
    if len(path) > DEEPEST:
        faults.append(Fault(path[:1], f"的嵌套超过{DEEPEST}层", "请减少列表和映射的层数", SYNTAX))
        return ""
    if isinstance(value, Mapping):
        return _plain_mapping(value, path, empty, faults)
    if isinstance(value, list | tuple):
        return [_plain(item, (*path, index), empty, faults) for index, item in enumerate(value)]
    if value is None or isinstance(value, bool | int | float | datetime.date):
        return _as_text(value)
    if not isinstance(value, str):
        faults.append(Fault(path, "不是文字、列表或映射", "请改用文字"))
        return ""
    if bad := UNREADABLE_CHARACTER.search(value):
        hint = "请删去；这样的字符不能排印"
        faults.append(Fault(path, f"里有不能用的字符 U+{ord(bad.group()):04X}", hint, READABLE))
        return UNREADABLE_CHARACTER.sub("", value)
    return value


def _plain_mapping(
    value: Mapping[object, object], path: SourcePath, empty: list[SourcePath], faults: list[Fault]
) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            faults.append(Fault(path, f"里的键{quoted(key)}不是文字", "键请写文字", KEYS))
            continue
        content = _plain(item, (*path, key), empty, faults)
        if key not in _KEPT_WHEN_EMPTY and (content.strip() == "" if isinstance(content, str) else not content):
            empty.append((*path, key))
        else:
            plain[key] = content
    return plain


def _as_text(value: bool | int | float | datetime.date | None) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _missing(plain: Mapping[str, object]) -> Iterator[Fault]:
    """Yield one fault that names every key without which nothing can be set."""
    is_order = plain.get("格式") == "命令"
    needed = {
        "发文机关": "发文机关" in plain,
        "标题": "标题" in plain or is_order,
        "正文（或印发件）": "正文" in plain or "印发件" in plain,
    }
    missing = [name for name, is_there in needed.items() if not is_there]
    if missing:
        wanted = [key for key in ("成文日期", "发文字号", "主送机关") if key not in plain]
        also = f"；另外还没有写：{'、'.join(wanted)}（缺这些可先排草稿）" if wanted else ""
        yield Fault((), f"缺少必需的键：{'、'.join(missing)}", f"请补上{also}", REQUIRED, is_sentence=True)
