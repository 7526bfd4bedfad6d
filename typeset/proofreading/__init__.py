"""Proof-read text against GB/T 15834—2011, GB/T 15835—2011 and common practice (R-9-1, T-11-1).

Rules look at passages and return remarks; they never change anything. `corrected` alone applies what is certain.
"""

from typeset.proofreading.remark import Certainty, Passage, PassageKind, Remark, corrected
from typeset.proofreading.rules import proofread

__all__ = ["Certainty", "Passage", "PassageKind", "Remark", "corrected", "proofread"]
