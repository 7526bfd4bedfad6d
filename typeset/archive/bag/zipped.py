"""A bag as one ZIP file: entries in order, stored as they are, without anything of the day or the machine."""

import io
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX, _FILE_MODE = 3, 0o100644


def zip_of(files: Mapping[str, bytes], name: str) -> bytes:
    """Return a ZIP file with the folder `name` and the files in it; the same files give the same bytes.

    Nothing is compressed: what weighs in a bag is compressed already, and what is stored as it is can be read without
    any program, and be written again byte for byte by any version of one.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as package:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{name}/{path}", EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = _FILE_MODE << 16
            package.writestr(entry, content)
    return made.getvalue()
