"""What in a source cannot be used, and where: the model's own reasons and pydantic's, in the user's language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from typeset.errors import KEYS, REQUIRED, VALUES, printable, quoted

SourcePath: TypeAlias = tuple[str | int, ...]
"""Keys and list positions (from 0) that lead from the top of a source to one of its values."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One value that cannot be used.

    `message` follows the name of the value (“成文日期” + “2025-2-30”不存在), unless it `is_sentence` by itself.
    """

    path: SourcePath
    message: str
    hint: str = ""
    rule: str = VALUES
    is_sentence: bool = False

    @property
    def sentence(self) -> str:
        """The whole message, with the name of the value."""
        return printable(self.message if self.is_sentence else name_of(self.path) + self.message)


class Unusable(ValueError):
    """Raised by a validator; its faults' paths are relative to the value that was validated."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.message for fault in faults))


def refuse(message: str, hint: str = "", *, rule: str = VALUES, at: SourcePath = ()) -> Unusable:
    """Return the exception for one fault of the value being validated."""
    return Unusable(Fault(at, message, hint, rule))


def name_of(path: SourcePath) -> str:
    """Return how a message calls the value at `path`: 附件第2项的标题."""
    name = ""
    for step in path:
        if isinstance(step, int):
            name += f"第{step + 1}项"
        else:
            name += f"的{step}" if name else step
    return name or "文件"


def faults_of(error: ValidationError, prefix: SourcePath = ()) -> Iterator[Fault]:
    """Yield every reason of a pydantic error, those of nested validations included."""
    for details in error.errors(include_url=False):
        path = (*prefix, *details["loc"])
        cause = details.get("ctx", {}).get("error")
        if isinstance(cause, ValidationError):
            yield from faults_of(cause, path)
        elif isinstance(cause, Unusable):
            yield from (replace(fault, path=(*path, *fault.path)) for fault in cause.faults)
        elif details["type"] != "default_factory_not_called":
            yield _translated(path, details)


def _translated(path: SourcePath, details: ErrorDetails) -> Fault:
    """Return pydantic's own reason as a fault."""
    translate = _TRANSLATIONS.get(details["type"])
    if translate is None:
        return Fault(path, f"的值{quoted(details['input'])}不合要求", "请对照《源文件格式》改写")
    return translate(path, details)


def _missing(path: SourcePath, details: ErrorDetails) -> Fault:
    parent = f"{name_of(path[:-1])}里" if len(path) > 1 else ""
    return Fault(path, f"{parent}缺少“{path[-1]}”", f"请写上“{path[-1]}: ……”", REQUIRED, is_sentence=True)


def _unknown_key(path: SourcePath, details: ErrorDetails) -> Fault:
    return Fault(path, f"不认识的键“{path[-1]}”", "", KEYS, is_sentence=True)


def _not_listed(path: SourcePath, details: ErrorDetails) -> Fault:
    legal = str(details.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
    return Fault(path, f"{quoted(details['input'])}不合法", f"只能写：{legal}")


def _not_text(path: SourcePath, details: ErrorDetails) -> Fault:
    return Fault(path, "应是一段文字", "请直接写文字，不要写成列表或映射")


def _not_mapping(path: SourcePath, details: ErrorDetails) -> Fault:
    return Fault(path, "应写成“键: 值”的形式", "每个键一行，比所属的键多缩进两格")


def _not_list(path: SourcePath, details: ErrorDetails) -> Fault:
    return Fault(path, "应写成列表", "每项一行，以“- ”开头")


_TRANSLATIONS: dict[str, Callable[[SourcePath, ErrorDetails], Fault]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _not_listed,
    "string_type": _not_text,
    "model_type": _not_mapping,
    "model_attributes_type": _not_mapping,
    "dict_type": _not_mapping,
    "mapping_type": _not_mapping,
    "tuple_type": _not_list,
    "list_type": _not_list,
}
