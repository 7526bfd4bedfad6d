"""Find the data files that travel with the program: `styles/`, `fonts/` and the samples."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent

_IN_CHECKOUT = {"samples": "source/样例"}


@cache
def data_folder(name: str) -> Path:
    """Return the folder of packaged data called `name`.

    An installed package carries it inside itself (`typeset/_data/NAME`), a checkout beside the package.
    Raises FileNotFoundError when neither is there: the installation is broken.
    """
    candidates = (PACKAGE / "_data" / name, PACKAGE.parent / _IN_CHECKOUT.get(name, name))
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"packaged data folder {name!r} not found in {', '.join(map(str, candidates))}")
