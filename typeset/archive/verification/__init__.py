"""Proof on demand: what DA/T 70—2018 asks of a record (真实性, 完整性, 可用性, 安全性), item by item."""

from typeset.archive.verification.items import ITEMS, Item, judge_all
from typeset.archive.verification.outcome import Judged, Outcome, Property, Verdict, Verification, judged, manual
from typeset.archive.verification.subject import Anchors, Kind, Subject
from typeset.archive.verification.trees import BagError, Tree, open_tree, tree_of

__all__ = [
    "ITEMS",
    "Anchors",
    "BagError",
    "Item",
    "Judged",
    "Kind",
    "Outcome",
    "Property",
    "Subject",
    "Tree",
    "Verdict",
    "Verification",
    "judge_all",
    "judged",
    "manual",
    "open_tree",
    "tree_of",
]
