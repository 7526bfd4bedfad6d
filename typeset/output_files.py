"""Write a result whole or not at all, and say in Chinese why it cannot be written."""

import os
import tempfile
from pathlib import Path

from typeset.errors import OutputError


def write_file(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all: to a temporary file beside it, then renamed. Raises OutputError."""
    temporary = ""
    if os.path.lexists(path) and not os.path.isfile(path):
        raise OutputError(f"写不了“{path}”：那里已有文件夹或设备；请换一个名字")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".typeset-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, new_file_mode())
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise OutputError(f"写不了“{path}”：{reason_of(error)}；请检查文件夹和磁盘空间") from error
    return path


def new_file_mode() -> int:
    """Return the permissions that a new file is to have; a temporary file is made for its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def reason_of(error: OSError) -> str:
    """Return in Chinese why a file cannot be written."""
    reasons = {
        1: "没有权限",
        2: "没有这个文件夹，也建不了",
        13: "没有权限",
        17: "同名的文件占了文件夹的位置",
        20: "路径中间不是文件夹",
        27: "文件太大",
        28: "磁盘已满",
        30: "磁盘只读",
        36: "名字太长",
        122: "磁盘配额已满",
    }
    return reasons.get(error.errno or 0, f"系统错误 {error.errno}")
