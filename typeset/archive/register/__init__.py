"""The register of numbers (发文登记簿): an SQLite file of events to which rows are only ever added."""

from typeset.archive.register.chain import Fault, RegisterCheck, check_register
from typeset.archive.register.entries import Details, Entry, RegisterNumber
from typeset.archive.register.export import csv_file, xlsx_file
from typeset.archive.register.reading import find_entry, head, list_entries
from typeset.archive.register.rows import Event, Head
from typeset.archive.register.store import DEFAULT_REGISTER
from typeset.archive.register.writing import Clock, enter_number, record_archived, take_number, void_number

__all__ = [
    "DEFAULT_REGISTER",
    "Clock",
    "Details",
    "Entry",
    "Event",
    "Fault",
    "Head",
    "RegisterCheck",
    "RegisterNumber",
    "check_register",
    "csv_file",
    "enter_number",
    "find_entry",
    "head",
    "list_entries",
    "record_archived",
    "take_number",
    "void_number",
    "xlsx_file",
]
