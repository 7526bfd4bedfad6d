"""Rules for 份号, 密级, 紧急程度 and 签发人 in a Word file (7.2.1 to 7.2.3, 7.2.6)."""

import re
from collections.abc import Iterator
from functools import partial

from typeset.checks.word.faces import face_fault, main_run, size_name
from typeset.checks.word.finding import WordFinding, WordRule
from typeset.errors import Measurement, Severity
from typeset.inspect.word.values import Element, Paragraph, Run, WordFile
from typeset.standard import SIZE_3_PT, Role

_SIGNERS = re.compile(r"签发人\s*[：:]?")
_SIZE_TOLERANCE_PT = 0.5
_INDENT_TOLERANCE_CELLS = 0.3


def _label_is_set(element: Element, role: Role | None, file: WordFile) -> Iterator[WordFinding]:
    """Yield what is wrong with a label: 3号, at the left edge, in the face of a role; None is any face."""
    for label in file.of(element):
        run = main_run(label.visible_runs)
        if run is None:
            continue
        if abs(run.size_pt - SIZE_3_PT) > _SIZE_TOLERANCE_PT:
            measured = Measurement(f"{element}字号", run.size_pt, SIZE_3_PT, _SIZE_TOLERANCE_PT, "磅")
            message = f"{element}是{size_name(run.size_pt)}，应为三号（16磅）"
            yield WordFinding(message, "请设为三号", label, measured=measured)
        if role is not None and (fault := face_fault(run.face, role)):
            measured = Measurement(f"{element}字体", run.face, str(role))
            yield WordFinding(f"{element}{fault}", f"请用{role}", label, 1, measured, Severity.WARNING)
        if abs(label.start_cells) > _INDENT_TOLERANCE_CELLS or label.alignment in ("center", "right"):
            yield WordFinding(f"{element}没有顶格", "请设为左对齐，缩进设为0", label)


copy_number_is_set: WordRule = partial(_label_is_set, Element.COPY_NUMBER, None)
secrecy_is_set: WordRule = partial(_label_is_set, Element.SECRECY, Role.HEITI)
urgency_is_set: WordRule = partial(_label_is_set, Element.URGENCY, Role.HEITI)


def names_of_signers_are_in_kaiti(file: WordFile) -> Iterator[WordFinding]:
    """R-7.2.6-2: the label in 仿宋, the names in 楷体."""
    for paragraph in file.of(Element.SIGNERS, Element.NUMBER):
        for run in _names(paragraph):
            if fault := face_fault(run.face, Role.KAITI):
                measured = Measurement("签发人姓名字体", run.face, "楷体")
                yield WordFinding(f"签发人姓名{fault}", "请用楷体_GB2312", paragraph, measured=measured)
                break


def _names(paragraph: Paragraph) -> Iterator[Run]:
    """Yield the runs that hold names behind the label."""
    is_behind = False
    for run in paragraph.visible_runs:
        label = _SIGNERS.search(run.text)
        holds_name = label is not None and run.text[label.end() :].strip()
        if run.han_count and (is_behind or holds_name):
            yield run
        is_behind = is_behind or label is not None
