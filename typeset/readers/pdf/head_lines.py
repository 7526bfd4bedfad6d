"""Put the lines of 版头 into the order in which they are read: 文件 after the names, the signers after the number."""

from collections.abc import Sequence

from typeset.readers.pdf.lines import Line

_MARK_LEAST_PT = 27.0
_SIGNERS = "签发人"
_MOST_SIGNER_ROWS = 8


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of page 1, those of a joint mark and of several signers as they are read."""
    return _with_signers_last(_with_suffix_last(list(lines)))


def _with_suffix_last(lines: list[Line]) -> list[Line]:
    """Put 文件 of a joint mark, which stands beside the names, below the last of them."""
    suffix = next((line for line in lines if line.solid == "文件" and line.size_pt >= _MARK_LEAST_PT), None)
    if suffix is None:
        return lines
    last = max(index for index, line in enumerate(lines) if line.size_pt >= _MARK_LEAST_PT)
    others = [line for line in lines if line is not suffix]
    return [*others[:last], suffix, *others[last:]]


def _with_signers_last(lines: list[Line]) -> list[Line]:
    """Make one line of all 签发人, below the number that stands on the row of the last of them."""
    start = next((i for i, line in enumerate(lines) if any(s.solid.startswith(_SIGNERS) for s in line.segments)), None)
    if start is None:
        return lines
    label = next(segment for segment in lines[start].segments if segment.solid.startswith(_SIGNERS))
    signers, left = [], []
    end = start
    for line in lines[start : start + _MOST_SIGNER_ROWS]:
        right = [segment for segment in line.segments if segment.left_mm >= label.left_mm - 1]
        if not right:
            break
        end += 1
        signers += right
        left += [segment for segment in line.segments if segment not in right]
    characters = tuple(character for segment in signers for character in segment.characters)
    return [*lines[:start], *left, Line(label.page, characters), *lines[end:]]
