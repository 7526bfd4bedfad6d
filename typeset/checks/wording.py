"""What a 文种 is for and how it speaks (条例 第八条, 第十五条): its last words, its matter, what it answers."""

import re
from collections.abc import Iterator

from typeset.checks.finding import Finding, info, warning
from typeset.model import DOCUMENT_TYPES, Division, Document, Heading, Paragraph, document_type_of

LONGEST_DEPARTMENT, LONGEST = 4000, 5000
"""Characters that a text of a department, and of any organ, should not exceed."""

_TYPES = "、".join(DOCUMENT_TYPES)
_TWO_TYPES = re.compile("(?:请示|报告|意见|通知|通报|批复|决定)(?:报告|请示|函|通知)$")
_NO_TYPES = "总结 计划 规划 方案 要点 简报 办法 规定 制度 细则 安排 汇报 申请 建议 说明 清单 纲要".split()
_ASKS = re.compile(
    "妥否|当否|可否|能否|是否妥当|是否可行|如无不妥|请示|请.{0,6}(?:批示|批复|审批|批准|审定|审议|核准|指示|同意)"
)
_REQUEST_ENDING = re.compile("(?:妥否|当否|可否).{0,4}请|以上请示|特此请示")
_REPLY = re.compile("收悉|请示|来函|《.{1,80}》")
_UPWARD_ORDERS = re.compile("请(?:认真)?(?:遵照|贯彻)执行|请认真贯彻落实|请.{0,4}遵照办理")
_DOWNWARD_REQUESTS = re.compile("(?:妥否|当否)，请[^，。]{0,6}|请批示|以上请示")
_END_BLOCKS = 3


def title_ends_with_a_type(document: Document) -> Iterator[Finding]:
    """T-8-1: the last word of a title is one of the 15 文种, and one alone."""
    title = (document.title or "").replace("\n", "").rstrip("。，、；：！？.,;:!? ")
    if not title or document.format in ("命令", "纪要"):
        return
    if document_type_of(title) is None:
        other = next((word for word in _NO_TYPES if title.endswith(word)), "")
        hint = f"“{other}”不是法定文种，可作为“关于印发《……{other}》的通知”的印发件；" if other else ""
        yield warning(("标题",), "标题末尾不是文种", f"{hint}法定文种：{_TYPES}")
    elif found := _TWO_TYPES.search(title):
        yield warning(("标题",), f"标题末尾“{found.group()}”是两个文种连用", "只用一个文种；请示和报告不能混用")


def a_request_has_one_matter(document: Document) -> Iterator[Finding]:
    """T-15-4: a 请示 asks for one thing; several headings of matters, or several requests, are several."""
    if document.document_type != "请示":
        return
    title = (document.title or "").replace("\n", "")
    if title.count("关于") > 1 and "《" not in title and re.search("关于.+[和及、，].{0,2}关于", title):
        yield warning(("标题",), "标题里有几件事：“关于”出现了两次以上", "请示一文一事，请分开行文")
    matters = [
        index
        for index, block in enumerate(document.body)
        if isinstance(block, Heading | Paragraph)
        and block.level == 1
        and block.text.partition("、")[2].startswith("关于")
    ]
    if len(matters) > 1:
        yield warning(
            ("正文", matters[1]), f"正文分列{len(matters)}件“关于……”的事项", "请示一文一事，请核对是否要分开行文"
        )
    requests = [index for index, block in enumerate(document.body) if _REQUEST_ENDING.search(block.text)]
    if len(requests) > 1:
        yield warning(
            ("正文", requests[1]), f"请示里有{len(requests)}处请求批示的话", "请示一文一事，请核对是否要分开行文"
        )


def a_request_ends_with_its_question(document: Document) -> Iterator[Finding]:
    """T-8-2: a 请示 ends by asking for instructions or approval."""
    if (
        document.document_type == "请示"
        and document.body
        and not any(_ASKS.search(text) for text in _last_texts(document))
    ):
        yield info(("正文", len(document.body) - 1), "请示的末尾没有请求批示的话", "一般以“妥否，请批示。”结尾")


def a_reply_names_what_it_answers(document: Document) -> Iterator[Finding]:
    """T-8-3: a 批复 begins with the 请示 that it answers."""
    if document.document_type == "批复" and document.body and not any(_REPLY.search(b.text) for b in document.body[:2]):
        yield warning(
            ("正文", 0), "批复没有写所答复的请示", "请先引来文，如“你局《关于……的请示》（×发〔2024〕1号）收悉”"
        )


def words_fit_the_direction(document: Document) -> Iterator[Finding]:
    """T-8-4: no orders to a superior or an equal, no requests for instructions to others."""
    for index, block in enumerate(document.body):
        if document.direction != "下行" and (found := _UPWARD_ORDERS.search(block.text)):
            words = f"{document.direction}文用了对下级的话“{found.group()}”"
            yield warning(("正文", index), words, "请改为请求、商洽的话；确是下行文的，请写“行文方向: 下行”")
        if document.direction == "下行" and (found := _DOWNWARD_REQUESTS.search(block.text)):
            words = f"{document.document_type or '下行文'}里有请示的话“{found.group()}”"
            yield warning(("正文", index), words, "请求批示、批准的请用“请示”；向不相隶属机关请求批准的用“函”")


def text_is_not_too_long(document: Document) -> Iterator[Finding]:
    """T-L-1: how long a text should be at most, regulations aside; nothing is cut."""
    if document.document_type not in ("通知", "通报", "意见"):
        return
    blocks = [block for _, body in document.bodies() for block in body]
    own = 0 if any(isinstance(block, Division) for block in blocks) else sum(len(block.text) for block in blocks)
    limit = LONGEST if any(_is_government(issuer.name) for issuer in document.issuers) else LONGEST_DEPARTMENT
    if own > limit:
        yield info((), f"全文约{round(own, -2)}字，超过{limit}字", "请核对是否可以精简")


def _is_government(name: str) -> bool:
    return name.endswith(("人民政府", "委员会", "国务院", "中共中央"))


def _last_texts(document: Document) -> Iterator[str]:
    return (block.text for block in document.body[-_END_BLOCKS:])
