"""Paint PDFs in a second process: it imports the painter, the slowest import of all, while this one reads.

Importing WeasyPrint takes as long as reading and laying out a document; on two cores they happen side by side.
"""

import gc
import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from typeset.errors import OutputError

if TYPE_CHECKING:
    from typeset.backends.html import Properties
    from typeset.backends.pdf_archival import Archival
    from typeset.backends.pdf_ink import InkMode
    from typeset.fonts import FontSet
    from typeset.layout.result import Layout


_GONE = "排 PDF 的进程中断了，可能是内存不够；请少排几份，或关掉别的程序再试"
_OBJECTS_BETWEEN_COLLECTIONS = 200_000  # painting makes few cycles and many objects: an eighth of its time is saved


class PdfProcess:
    """A process that paints one layout after the other; it ends with the `with` block, whatever it is doing."""

    def __init__(self) -> None:
        self._connection, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=_serve, args=(theirs,), daemon=True)

    def __enter__(self) -> Self:
        self._process.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.join()
        self._connection.close()

    def begin(
        self,
        layout: "Layout",
        fonts: "FontSet",
        properties: "Properties",
        *,
        folder: Path,
        mode: "InkMode",
        archival: "Archival | None" = None,
    ) -> None:
        """Begin to paint; `finish` waits for it. Raises OutputError when the painter is gone."""
        try:
            self._connection.send((layout, fonts, properties, folder, mode, archival))
        except OSError as error:
            raise OutputError(_GONE) from error

    def finish(self) -> bytes:
        """Return the PDF begun. Raises what the painter raised, OutputError when it is gone."""
        try:
            result = self._connection.recv()
        except (EOFError, OSError) as error:
            raise OutputError(_GONE) from error
        if isinstance(result, BaseException):
            raise result
        assert isinstance(result, bytes)
        return result


def _serve(connection: Connection) -> None:
    """Paint what comes, until the other side ends this process."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    from typeset.backends.pdf import write_pdf

    gc.freeze()

    while True:
        layout, fonts, properties, folder, mode, archival = connection.recv()
        try:
            connection.send(write_pdf(layout, fonts, properties, folder=folder, mode=mode, archival=archival))
        except BaseException as error:
            connection.send(error)
