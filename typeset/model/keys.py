"""What a writer who used an unknown key may have meant."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from typeset.errors import KEYS, printable
from typeset.model.document import Document, Issuer, Part, Proofreading, SilencedRule
from typeset.model.faults import Fault, SourcePath
from typeset.model.fields import Element
from typeset.model.signing import PersonalSignature, SealPicture
from typeset.model.tables import Figure, Table, row_faults

_MODELS: dict[str, type[Element]] = {
    **{"附件": Part, "印发件": Part, "发文机关": Issuer, "署名": PersonalSignature, "印章": SealPicture},
    **{"校对": Proofreading, "忽略": SilencedRule, "表格": Table, "图": Figure},
}
_FIRST_KEYS = ("格式", "文种", "行文方向")  # the model needs 行文方向 after 标题; a person looks for it here
_SYNONYMS = {
    **{"主送": "主送机关", "收文机关": "主送机关", "抬头": "主送机关", "抄送机关": "抄送", "分送": "抄送"},
    **{"发文号": "发文字号", "文号": "发文字号", "字号": "发文字号", "编号": "发文字号", "文件号": "发文字号"},
    **{"日期": "成文日期", "落款日期": "成文日期", "发文日期": "成文日期", "签发日期": "成文日期", "时间": "成文日期"},
    **{"秘密等级": "密级", "保密等级": "密级", "期限": "保密期限", "缓急": "紧急程度", "紧急": "紧急程度"},
    **{
        "题目": "标题",
        "文件标题": "标题",
        "名称": "标题",
        "副标题": "题注",
        "内容": "正文",
        "全文": "正文",
        "文本": "正文",
    },
    **{"落款": "署名", "发文机关署名": "署名", "公章": "印章", "盖章": "印章", "签名": "署名", "签发": "签发人"},
    **{"单位": "发文机关", "机关": "发文机关", "发文单位": "发文机关", "标志": "发文机关标志", "红头": "发文机关标志"},
    **{"版头": "发文机关标志", "类型": "文种", "公文种类": "文种", "种类": "文种", "附件说明": "附件", "备注": "附注"},
    **{"印发时间": "印发日期", "印发单位": "印发机关", "模板": "样式", "版式": "样式", "档案": "归档"},
    **{"参加": "出席", "缺席": "请假", "注释": "脚注", "行文关系": "行文方向", "转发件": "印发件"},
}
_ELSEWHERE = {
    "表格": "表格写在正文的列表里：“- 表格: {表头: […], 行: […]}”",
    "图": "图写在正文的列表里：“- 图: {文件: a.png}”",
    "图片": "图片写在正文的列表里：“- 图: {文件: a.png}”，文件须在本文件夹内",
    "主题词": "现行标准已取消主题词，请删去",
    "<<": "不能用合并键，请把内容直接写出来",
}


def with_proposals(fault: Fault, data: Mapping[str, object]) -> Iterator[Fault]:
    """Yield a fault; one about an unknown key gets a proposal, and the faults of a table in the wrong place follow."""
    if fault.rule != KEYS or not fault.path or fault.hint:
        yield fault
        return
    key = str(fault.path[-1])
    known = keys_at(fault.path)
    if key in _ELSEWHERE:
        yield replace(fault, hint=_ELSEWHERE[key])
    elif meant := proposal(key, known):
        yield replace(fault, message=f"{fault.message}；是否指“{meant}”？")
    else:
        yield replace(fault, hint=f"可用的键：{'、'.join(known)}")
    if key == "表格":
        yield from (
            replace(inner, path=(*fault.path, *inner.path)) for inner in row_faults(_value_at(data, fault.path))
        )


def proposal(key: str, known: Sequence[str]) -> str | None:
    """Return the known key that `key` most probably stands for, or None."""
    plain = "".join(printable(key).split()).rstrip("：:")
    if (meant := _SYNONYMS.get(plain)) in known:
        return meant
    for name in known:
        if plain == name or (len(plain) > 1 and (name.startswith(plain) or plain.startswith(name))):
            return name
    near = difflib.get_close_matches(plain[:20], known, n=1, cutoff=0.5)
    return near[0] if near else None


def keys_at(path: SourcePath) -> tuple[str, ...]:
    """Return the keys that may stand in the mapping whose key `path` ends with."""
    names = [step for step in path[:-1] if isinstance(step, str)]
    return keys_of(_MODELS.get(names[-1], Document) if names else Document)


def keys_in_order(path: SourcePath) -> tuple[str, ...]:
    """Return the keys of the mapping at `path` in the order in which a source is written; none where any may stand."""
    names = [step for step in path if isinstance(step, str)]
    if names:
        return keys_of(_MODELS[names[-1]]) if names[-1] in _MODELS else ()
    return (*_FIRST_KEYS, *(key for key in keys_of(Document) if key not in _FIRST_KEYS))


def keys_of(model: type[Element]) -> tuple[str, ...]:
    """Return the keys of a model in the source."""
    return tuple(str(field.validation_alias) for field in model.model_fields.values())


def _value_at(data: object, path: SourcePath) -> object:
    """Return the value at a path; None when there is none."""
    for step in path:
        if isinstance(step, str) and isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(step, int) and isinstance(data, list) and step < len(data):
            data = data[step]
        elif step != 0:
            return None
    return data
