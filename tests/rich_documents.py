"""Documents of every kind of element, for properties that must hold of all of them."""

from hypothesis import strategies as st

from tests.test_layout_laws import words

TRAPS = (
    *(
        "，",
        "。",
        "**着重**",
        "**",
        "***",
        "138****1234",
        "[^一]",
        "[^甲 乙]",
        "[^没有]",
        "\\[^一]",
        "\\\\",
        "|",
        "100%",
    ),
    *(
        "<b>",
        "{{x}}",
        "&amp;",
        "“甲”",
        "×",
        "①",
        "第一条",
        "附件",
        "签发人：",
        "\u3000",
        " ",
        "e\u0301",
        "𠀀",
        "https://a.b/c_d",
    ),
)
PIECES = st.one_of(words(1, 30), st.sampled_from(TRAPS))
TEXT = st.lists(PIECES, min_size=1, max_size=8).map("".join)
NUMBERS, ENDS = ("一、", "（二）", "3.", "（4）", "第五条\u3000", ""), ("", "。", "。后文。")
NUMBERED = st.builds("{}{}{}".format, st.sampled_from(NUMBERS), TEXT, st.sampled_from(ENDS))
LINE = NUMBERED.filter(lambda text: bool(text.strip()))
CELL = st.one_of(words(0, 12), st.sampled_from(["1.5", "-", "甲\n乙", "**重**", "x|y", "[^一]"]))


def _merged(rows: list[list[str]]) -> list[list[object]]:
    """Join the first two cells of the first row."""
    first, *others = rows
    joined: list[object] = [{"文": first[0], "跨列": "2"}, *first[2:]] if len(first) > 1 else [*first]
    return [joined, *([*row] for row in others)]


TABLE = st.integers(1, 4).flatmap(
    lambda columns: st.fixed_dictionaries(
        {"行": st.lists(st.lists(CELL, min_size=columns, max_size=columns), min_size=1, max_size=4).map(_merged)},
        optional={
            "表头": st.lists(words(1, 6), min_size=columns, max_size=columns),
            "标题": words(2, 40),
            "注": words(2, 40),
        },
    )
)
BLOCK = st.one_of(
    LINE,
    LINE.map(lambda text: {"段落": text}),
    st.tuples(st.integers(1, 4), LINE).map(lambda pair: {f"标题{pair[0]}": pair[1]}),
    words(1, 20).map(lambda text: {"章": f"第一章\u3000{text}"}),
    words(1, 20).map(lambda text: {"节": f"第一节\u3000{text}"}),
    TABLE.map(lambda table: {"表格": table}),
    st.just({"分页": ""}),
)
BODY = st.lists(BLOCK, max_size=6).map(lambda blocks: ["甲乙丙丁。", *blocks, "戊己庚辛。"])
PERSON = st.fixed_dictionaries({"职务": words(2, 20), "姓名": st.sampled_from(["林致远", "李明"])})
PART: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {"标题": words(1, 60), "正文": BODY},
    optional={
        "题注": words(2, 40),
        "主送机关": words(2, 40),
        "署名": st.one_of(words(2, 10), PERSON),
        "成文日期": st.just("2025-01-02"),
        "附注": words(1, 30),
        "附件": st.lists(st.fixed_dictionaries({"标题": words(1, 40), "正文": BODY}), min_size=1, max_size=2),
        "目录": st.just("是"),
    },
)
NAMED = words(2, 30).map(lambda title: {"标题": title, "不随文": "是"})

DOCUMENT: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {"发文机关": st.lists(words(2, 12), min_size=1, max_size=3, unique=True), "标题": words(2, 60), "正文": BODY},
    optional={
        "格式": st.sampled_from(["公文", "信函", "命令", "纪要"]),
        "发文机关标志": words(2, 12),
        "发文字号": st.sampled_from(["临教发〔2025〕12号", "第5号", "〔2025〕3号"]),
        "份号": st.just("000001"),
        "密级": st.just("机密"),
        "保密期限": st.just("1年"),
        "紧急程度": st.just("特急"),
        "签发人": st.lists(st.sampled_from(["王明", "李小红", "欧阳修文"]), min_size=1, max_size=3),
        "题注": words(2, 50),
        "主送机关": words(2, 200),
        "附件": st.lists(st.one_of(PART, NAMED), min_size=1, max_size=3),
        "印发件": st.lists(PART, min_size=1, max_size=2),
        "署名": st.one_of(words(2, 12), PERSON, st.lists(PERSON, min_size=2, max_size=3)),
        "成文日期": st.just("2025-08-20"),
        "印章": st.just("无"),
        "附注": st.lists(words(1, 60), min_size=1, max_size=2),
        "抄送": st.lists(words(2, 30), min_size=1, max_size=5),
        "印发机关": words(2, 40),
        "印发日期": st.just("2025-08-21"),
        "出席": st.lists(words(2, 4), min_size=1, max_size=8),
        "目录": st.just("是"),
        "样式": st.just({"继承": "gbt9704"}),
    },
).map(lambda data: data | {"脚注": {"一": "注释的话。", "甲 乙": "另一条*注释*。"}})
