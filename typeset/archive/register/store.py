"""The file of a register: made whole or not at all, opened for reading or for one change, its refusals in Chinese."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from typeset.archive.register.rows import BEGINNING, COLUMNS, Event, Row, is_sealed, row_of
from typeset.errors import RegisterError
from typeset.output_files import new_file_mode, reason_of

DEFAULT_REGISTER = Path("发文登记簿.sqlite3")
WAIT_S = 30.0
"""How long a change waits for the changes of other processes."""

APPLICATION, VERSION = 0x47574442, 1
"""What marks an SQLite file as a register (GWDB), and the version of its tables."""

_TEXTS = ("title", "organ", "date", "reason", "digest")
SCHEMA = (
    f"""CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    event TEXT NOT NULL CHECK (event IN ({", ".join(f"'{event}'" for event in Event)})),
    code TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    {" ".join(f"{name} TEXT NOT NULL," for name in _TEXTS)}
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
)""",
    f"CREATE UNIQUE INDEX taken ON events (code, year, number) WHERE event = '{Event.TAKEN}'",
    "CREATE INDEX numbers ON events (code, year, number)",
    "CREATE TRIGGER never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'rows are never changed'); END",
    "CREATE TRIGGER never_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END",
    f"""CREATE TRIGGER only_added BEFORE INSERT ON events
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM events ORDER BY seq DESC LIMIT 1), '{BEGINNING}')
  OR (NEW.event = '{Event.TAKEN}') IS EXISTS (
    SELECT 1 FROM events WHERE (code, year, number, event) = (NEW.code, NEW.year, NEW.number, '{Event.TAKEN}'))
BEGIN SELECT RAISE(ABORT, 'rows are only added, a number is taken once and first'); END""",
)
"""Rows are only added, one after the other, and a number is taken once, before all else that happens to it."""

REASONS: Mapping[int, str] = {
    sqlite3.SQLITE_PERM: "没有权限",
    sqlite3.SQLITE_BUSY: "正被别的程序占用，等了很久也没有轮到；请稍后再试",
    sqlite3.SQLITE_LOCKED: "正被别的程序占用，等了很久也没有轮到；请稍后再试",
    sqlite3.SQLITE_READONLY: "只能读，不能写；请检查文件和文件夹的权限",
    sqlite3.SQLITE_IOERR: "读写磁盘时出错，磁盘可能已满或断开",
    sqlite3.SQLITE_CORRUPT: "文件已损坏；请用备份恢复，不要继续取号",
    sqlite3.SQLITE_FULL: "磁盘已满",
    sqlite3.SQLITE_CANTOPEN: "打不开；请检查路径和权限",
    sqlite3.SQLITE_NOTADB: "不是发文登记簿，或已损坏；请检查路径，损坏的请用备份恢复",
}


@contextmanager
def reading(path: Path, *, wait_s: float = WAIT_S) -> Iterator[sqlite3.Connection]:
    """Open a register that exists. Raises RegisterError."""
    if not os.path.lexists(path):
        raise RegisterError(f"没有登记簿“{path}”；请检查路径，或用 --register 指明")
    if not path.is_file():
        raise RegisterError(f"“{path}”不是文件，不能当登记簿；请用 --register 指明")
    with _in_chinese(path), closing(_connected(path, wait_s)) as connection:
        yield connection


@contextmanager
def changing(path: Path, *, creates: bool = True, wait_s: float = WAIT_S) -> Iterator[sqlite3.Connection]:
    """Open a register for one change, alone; on any failure nothing is changed. Raises RegisterError.

    Where there is none, one is made unless `creates` is off.
    """
    if creates and not os.path.lexists(path):
        _create(path)
    with reading(path, wait_s=wait_s) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def last_row(connection: sqlite3.Connection) -> Row | None:
    """Return the last row, which the next one is chained to. Raises RegisterError when it was tampered with."""
    values = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    if values is None:
        return None
    try:
        row = row_of(values)
    except ValueError:
        row = None
    if row is None or not is_sealed(row):
        raise RegisterError("登记簿的最后一行被改动过，不能再往下登记；请运行 typeset register check，并用备份恢复")
    return row


def _connected(path: Path, wait_s: float) -> sqlite3.Connection:
    """Open an existing file that is a register; every commit is on the disk before it returns.

    The journal is SQLite's rollback journal: the other kind, WAL, needs memory shared by all who write, which a network
    drive does not have.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=wait_s, isolation_level=None)
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        connection.execute("PRAGMA synchronous = FULL")
        (application,), (version,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
        )
        if application != APPLICATION:
            raise RegisterError(f"“{path}”不是发文登记簿；请检查路径，损坏的请用备份恢复")
        if version != VERSION:
            raise RegisterError(f"登记簿“{path}”是别的版本（{version}）的程序写的；请用那个版本的程序")
    except BaseException:
        connection.close()
        raise
    return connection


def _create(path: Path) -> None:
    """Make an empty register under a name of its own, then give it its name unless another process did so first."""
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".typeset-", dir=path.parent)
        os.close(handle)
        with _in_chinese(path), closing(sqlite3.connect(name, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            for statement in (f"PRAGMA application_id = {APPLICATION}", f"PRAGMA user_version = {VERSION}", *SCHEMA):
                connection.execute(statement)
            connection.execute("COMMIT")
        _name_once(Path(name), path)
    except OSError as error:
        raise RegisterError(f"建不了登记簿“{path}”：{reason_of(error)}") from error
    finally:
        if name:
            Path(name).unlink(missing_ok=True)


def _name_once(temporary: Path, path: Path) -> None:
    """Give a finished file its name; a file that another process made meanwhile stays."""
    os.chmod(temporary, new_file_mode())
    with suppress(FileExistsError):
        try:
            os.link(temporary, path)
        except (PermissionError, NotImplementedError):  # a file system without links, as on memory sticks
            with open(path, "xb") as file:
                file.write(temporary.read_bytes())


@contextmanager
def _in_chinese(path: Path) -> Iterator[None]:
    """Say why SQLite refuses."""
    try:
        yield
    except sqlite3.Error as error:
        reason = REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if reason is None:
            raise
        raise RegisterError(f"登记簿“{path}”{reason}；什么都没有改") from error
