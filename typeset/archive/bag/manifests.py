"""Manifests of a bag: the digest of every file, in the form that `sha256sum -c` reads."""

import hashlib
import re
from collections.abc import Iterable, Mapping

from typeset.errors import TypesetError, printable

REQUIRED_ALGORITHM = "sha256"
ALGORITHMS = (REQUIRED_ALGORITHM, "sm3")
"""What a bag has manifests of, as far as this Python has the algorithm."""

_LINE = re.compile(r"([0-9a-f]{64})  ([^\r\n]+)")


class ManifestError(TypesetError):
    """A manifest is not in the form that the program writes."""


def available_algorithms() -> tuple[str, ...]:
    """Return the algorithms that this Python has."""
    return tuple(name for name in ALGORITHMS if name in hashlib.algorithms_available)


def digest_of(algorithm: str, chunks: Iterable[bytes]) -> str:
    """Return the digest of a content in lower-case hexadecimal digits."""
    made = hashlib.new(algorithm)
    for chunk in chunks:
        made.update(chunk)
    return made.hexdigest()


def manifest(digests: Mapping[str, str]) -> bytes:
    """Return a manifest: a line a file, in the order of the names."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def read_manifest(content: bytes) -> Mapping[str, str]:
    """Return the digests of a manifest by name. Raises ManifestError for one that is not as `manifest` writes it.

    Its form is as strict as its digests, for nothing else would tell that a digit became upper case.
    """
    try:
        lines = content.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise ManifestError("不是 UTF-8 文字") from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines[:-1], start=1):
        entry = _LINE.fullmatch(line)
        if entry is None:
            raise ManifestError(f"第{number}行不是“摘要、两个空格、文件名”：{printable(line[:60])}")
        if entry[2] in found:
            raise ManifestError(f"“{printable(entry[2][:60])}”列了两次")
        found[entry[2]] = entry[1]
    if manifest(found) != content:
        raise ManifestError("写法与程序写的不同（次序或行尾）")
    return found
