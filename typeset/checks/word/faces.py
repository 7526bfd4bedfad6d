"""Whether a face plays the role that it should: substitutes and unknown faces are named, never counted as right."""

from collections import Counter
from collections.abc import Iterable

from typeset.inspect.faces import face_of
from typeset.inspect.word.values import Run
from typeset.standard import Role

_SIZE_NAMES = {
    22.0: "二号",
    16.0: "三号",
    14.0: "四号",
    12.0: "小四",
    10.5: "五号",
    15.0: "小三",
    18.0: "小二",
    26.0: "一号",
}


def is_face(name: str, role: Role) -> bool:
    """Tell whether a face is an official one of a role."""
    face = face_of(name)
    return face.role is role and not face.is_substitute


def face_fault(name: str, role: Role) -> str:
    """Return what is wrong with a face that should play a role, "" for nothing."""
    face = face_of(name)
    if face.role is role:
        return f"用了替代字体“{name}”，不能算{role}" if face.is_substitute else ""
    if face.role is None:
        return f"用了“{name}”，不是认得的{role}字体"
    return f"用了“{name}”，应为{role}"


def main_run(runs: Iterable[Run]) -> Run | None:
    """Return a run of the look that most Chinese characters have; None without any."""
    looks: Counter[tuple[str, float, str, bool]] = Counter()
    first: dict[tuple[str, float, str, bool], Run] = {}
    for run in runs:
        look = run.face, run.size_pt, run.colour, run.is_bold
        first.setdefault(look, run)
        looks[look] += run.han_count
    return first[looks.most_common(1)[0][0]] if looks else None


def size_name(points: float) -> str:
    """Return a size of type with its traditional name."""
    name = _SIZE_NAMES.get(points)
    return f"{name}（{points:g}磅）" if name else f"{points:g}磅"
