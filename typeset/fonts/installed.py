"""Ask fontconfig which file holds an installed family; without fontconfig nothing counts as installed."""

import ctypes
import ctypes.util
from functools import cache
from pathlib import Path

_USABLE = (".ttf", ".otf")


class _FontSet(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_int),
        ("size", ctypes.c_int),
        ("patterns", ctypes.POINTER(ctypes.c_void_p)),
    )


@cache
def _fontconfig() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("fontconfig") or "libfontconfig.so.1"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        return None
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcNameParse.restype = ctypes.c_void_p
    library.FcObjectSetCreate.restype = ctypes.c_void_p
    library.FcObjectSetAdd.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.FcPatternCreate.restype = ctypes.c_void_p
    library.FcPatternAddString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p]
    library.FcFontList.restype = ctypes.POINTER(_FontSet)
    library.FcFontList.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    library.FcPatternGetString.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_char_p),
    ]
    return library


@cache
def _configuration() -> int | None:
    library = _fontconfig()
    return library.FcInitLoadConfigAndFonts() if library else None


@cache
def installed_file(family: str) -> Path | None:
    """Return the file of the installed family of that exact name, None when there is none that can be embedded.

    The list of fonts is read once a process. Collections (.ttc) are passed over: their members cannot be embedded
    by file name.
    """
    library, configuration = _fontconfig(), _configuration()
    if library is None or configuration is None:
        return None
    pattern = library.FcPatternCreate()
    library.FcPatternAddString(pattern, b"family", family.encode())
    wanted = library.FcObjectSetCreate()
    library.FcObjectSetAdd(wanted, b"file")
    found = library.FcFontList(configuration, pattern, wanted).contents
    files = sorted(filter(None, (_file_of(library, found.patterns[i]) for i in range(found.count))))
    return next((file for file in files if file.suffix.lower() in _USABLE), None)


def _file_of(library: ctypes.CDLL, pattern: int) -> Path | None:
    value = ctypes.c_char_p()
    if library.FcPatternGetString(pattern, b"file", 0, ctypes.byref(value)) != 0 or value.value is None:
        return None
    return Path(value.value.decode())
