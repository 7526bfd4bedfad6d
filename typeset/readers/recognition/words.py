"""Tables of words that the elements of an official document are known by."""

import re

from typeset.model import DOCUMENT_TYPES

ORGAN_ENDINGS = tuple(
    (
        "委员会 党委 党组 党工委 工委 常委会 政协 人大 人民政府 政府 国务院 办公厅 办公室 总局 局 厅 部 署 "
        "总署 海关 法院 检察院 "
        "大学 学院 学校 中学 小学 幼儿园 研究院 研究所 医院 公司 集团 集团公司 中心 会议 大会 总指挥部 指挥部 "
        "领导小组 工作组 联席会议 "
        "总队 支队 大队 所 站 处 科 室 银行 协会 学会 联合会 总工会 工会 团委 妇联 主席 军区 司令部 管委会 "
        "居委会 村委会 "
        "街道办事处 办事处 社 馆 总社 供销社 分院 分局 分行 支行 党支部 党总支 秘书处 纪委 监委 宣传部 组织部 "
        "统战部 政法委 编办 台 "
        "院 委 办 兵团 军委 中央"
    ).split()
)
"""What the name of an organ ends with."""

POSTS = (
    "主席 总理 委员长 省长 市长 县长 区长 州长 旗长 盟长 镇长 乡长 局长 厅长 部长 主任 院长 检察长 司令员 "
    "行长 署长 会长 社长 校长 "
    "书记 关长 司长 处长 所长 总经理 董事长"
).split()
"""What the post of a person who signs ends with."""

REPLIES = ("复函", "公函", "便函", "命令", "令", "决议", "批复")

_KINDS = "|".join(sorted({*DOCUMENT_TYPES, *REPLIES, "纪要"}, key=len, reverse=True))
TITLE_END = re.compile(rf"(?:{_KINDS})(?:（[^（）]{{1,20}}）|\([^()]{{1,20}}\))?$")
"""How the title of an official document ends: 文种, perhaps with （试行） after it."""

TITLE_WORDS = re.compile("关于|印发|转发|批转|发布|公布|转报|同意|表彰|修改|废止|召开|公告|通告|公报")

_OTHER_TEXTS = (
    "办法 规定 规则 细则 条例 章程 制度 方案 计划 规划 纲要 要点 总结 预案 措施 标准 目录 清单 名单 指南 "
    "规程 守则 准则 意见 报告 "
    "讲话 说明 决定 请示 通知 解释 规范 体系 指标 任务 分工 安排 议程 须知 公约 简介 汇总表 一览表 登记表 "
    "申报表 申请表 表 建议 做法 "
    "大纲 程序 暂行规定 责任书 承诺书 样式 式样 示意图 样图 图 区域 条件 办法（试行）"
).split()
PART_TITLE_END = re.compile(rf"(?:{'|'.join(sorted(_OTHER_TEXTS, key=len, reverse=True))})(?:（[^（）]{{1,20}}）)?$")
"""How the title of a text that is issued, forwarded or attached usually ends."""

_DIGIT = "[0-9０-９]"
_SPACE = r"[ \t\u3000\xa0]*"
_ARABIC_DATE = rf"{_DIGIT}{{4}}{_SPACE}年{_SPACE}{_DIGIT}{{1,2}}{_SPACE}月{_SPACE}{_DIGIT}{{1,2}}{_SPACE}日"
_HAN_DATE = (
    r"[一二三四五六七八九〇零○ОO]{4}[ \u3000]*年[ \u3000]*[一二三四五六七八九十]{1,3}[ \u3000]*月"
    r"[ \u3000]*[一二三四五六七八九十]{1,3}[ \u3000]*日"
)
DATE_PATTERN = rf"(?:{_ARABIC_DATE}|{_HAN_DATE})"
DATE = re.compile(DATE_PATTERN)
NUMERIC_DATE = re.compile(rf"{_DIGIT}{{4}}[-/.]{_DIGIT}{{1,2}}[-/.]{_DIGIT}{{1,2}}")
BLANK_DATE = re.compile(rf"(?:{_DIGIT}{{4}}|[×xX_＿]{{2,4}})?{_SPACE}年[ \u3000×xX_＿]*月[ \u3000×xX_＿]*日")
"""A date whose day is left open: 2024年　月　日."""

NUMBER = re.compile(
    rf"(?:(?:发文字号|发文文号|文号|文件编号|编号){_SPACE}[：:]{_SPACE})?"
    rf"(?P<number>[\u4e00-\u9fff（）()A-Za-z]{{2,20}}{_SPACE}[〔\[［（(【<《〈﹝]{_SPACE}(?:19|20){_DIGIT}{{2}}{_SPACE}[〕\]］）)】>》〉﹞]"
    rf"{_SPACE}(?:第{_SPACE})?{_DIGIT}{{1,5}}{_SPACE}号)"
)
"""发文字号 with any brackets round its year."""

ORDER_NUMBER = (
    r"[（(]?(?P<order>[^（）()\s]{0,8}第[ \u3000]*[0-9０-９一二三四五六七八九十百〇零]{1,6}[ \u3000]*号)[）)]?"
)
ORDER_TITLE = re.compile(rf"(?P<organ>[\u4e00-\u9fff]{{2,30}})令{_SPACE}(?:{ORDER_NUMBER})?")
ISSUE_NUMBER = re.compile(
    rf"[（(]?(?P<issue>(?:{_DIGIT}{{4}}年)?第{_SPACE}[0-9０-９一二三四五六七八九十]{{1,5}}{_SPACE}[期号])[）)]?"
)

SIGNERS = re.compile(rf"签发人{_SPACE}[：:]{_SPACE}(?P<names>[\u4e00-\u9fff· \u3000、，]{{2,60}})")
PERSON_NAME = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]{0,2}[\u4e00-\u9fff·]){1,5}")
"""The name of a person, perhaps with blanks between its characters."""

COPY_NUMBER = re.compile(rf"(?:份号{_SPACE}[：:]?{_SPACE}|No[.．]?{_SPACE})?(?P<copy>{_DIGIT}{{6}})")
SECRECY = re.compile(
    rf"(?P<level>绝{_SPACE}密|机{_SPACE}密|秘{_SPACE}密)(?:{_SPACE}[★☆*]{_SPACE}(?P<term>{_DIGIT}{{1,2}}{_SPACE}(?:年|个月)|长期)?)?"
)
URGENCY = re.compile(rf"(?P<urgency>特{_SPACE}急|加{_SPACE}急)")
MARK = re.compile(r"(?P<organ>[\u4e00-\u9fff（）() \u3000]{2,60}?)[ \u3000]*文[ \u3000]*件")

ATTACHMENT_LABEL = re.compile(
    rf"附{_SPACE}(?:件|表|录|图){_SPACE}(?P<ordinal>[0-9０-９]{{1,3}}|[一二三四五六七八九十]{{1,3}})?{_SPACE}[：:.．、]?{_SPACE}"
)
ATTACHMENT_LIST = re.compile(rf"附{_SPACE}件{_SPACE}(?P<ordinal>[0-9０-９]{{1,3}})?{_SPACE}[：:]{_SPACE}(?=\S)")
LIST_ORDINAL = re.compile(rf"(?P<ordinal>{_DIGIT}{{1,3}}){_SPACE}[.．、]{_SPACE}|[（(]{_DIGIT}{{1,3}}[）)]{_SPACE}")

TITLE_NOTE = re.compile(
    rf"[（(]?{_SPACE}{DATE_PATTERN}[^。；]{{0,120}}?(?:通过|通過|会议|會議|施行|公布|发布|批准|修订|修正|印发)?{_SPACE}[）)]?"
)
NAMED_DATE = re.compile(rf"[（(][^（）()。；]{{2,40}}?{_SPACE}{DATE_PATTERN}{_SPACE}[）)]")
"""A 题注 of who and when, as a 公报 has it: （临溪市统计局　2025年3月21日）."""

MINUTES_MARK = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{2,30}?)(?:第?[0-9一二三四五六七八九十]{0,4}次?)(?:常务|党组|党委|全体|专题|办公|局长办公|主任办公|工作|协调|联席)?"
    r"(?:会议|会)?纪要"
)
"""发文机关标志 of a 纪要."""

BARE_NUMBER = re.compile(rf"[〔\[](?:19|20){_DIGIT}{{2}}[〕\]]{_SPACE}{_DIGIT}{{1,5}}{_SPACE}号")
"""The number of a 纪要 without a code: 〔2025〕38号."""

CLOSING_NOTE = re.compile(
    r"[（(][^（）()]{0,4}(?:此件|此文|本件|本文|联系人|联系电话|主动公开|依申请公开|不予公开|公开方式|公开属性|信息公开)"
)
COPIES = re.compile(rf"(?:抄{_SPACE}送|抄{_SPACE}报|分{_SPACE}送|抄送机关){_SPACE}[：:]{_SPACE}")
PRINTING = re.compile(
    rf"(?P<office>[\u4e00-\u9fff（）() \u3000]{{2,40}}?)?{_SPACE}(?P<date>{DATE_PATTERN}){_SPACE}印{_SPACE}发"
)
PRINT_RUN = re.compile(rf"[（(]?共{_SPACE}印{_SPACE}{_DIGIT}{{1,6}}{_SPACE}份[）)]?")
ATTENDANCE = (
    ("出席", re.compile(r"出席(?:人员|人|会议)?[ \u3000]*[：:][ \u3000]*")),
    ("请假", re.compile(r"请假(?:人员|人)?[ \u3000]*[：:][ \u3000]*")),
    ("列席", re.compile(r"列席(?:人员|人|会议)?[ \u3000]*[：:][ \u3000]*")),
)

NAVIGATION = re.compile(
    r"(?:您?的?当前位置|您的位置|您现在的位置|首页|下载地址|点击下载|打印本页|关闭窗口|字体|【?字号|分享到|扫一扫|上一篇|下一篇|相关链接"
    r"|浏览次数|阅读次数|点击次数|来源|信息来源|文章来源|作者|责任编辑|编辑|时间|发布时间|发布日期|发文日期|生成日期|索引号|主题分类|公开日期"
    r"|有效性|名称|标题|文号|发布机构|发文机关|主题词|成文日期|有效期)[ \u3000]*(?:[：:»>]|[大中小]\b)"
    r"|.{0,60}(?:>>|»)|https?://|www\."
)
"""Lines of a web page round a document: where one is, source, author, times, counts."""

FURNITURE = re.compile(
    r"(?:上一篇|下一篇|上一条|下一条|相关链接|相关阅读|打印本页|打印|关闭窗口|分享到|扫一扫|责任编辑|信息来源|来源|浏览次数|阅读次数|返回顶部)"
    r"(?:[ \u3000]*[：:»>【].*|)$"
    r"|《[^《》]{2,14}》[ \u3000]*[（(][^（()）]{4,40}版[ \u3000]*[）)]$"
)
"""Lines of a web page below a document."""

FACT_LINE = re.compile(r"(?:标题|文号|名称)[ \u3000]*[：:][ \u3000]*")
"""A line of a web page that names a fact of the document."""

KIND_SAID = re.compile("现?[^。，]{0,40}?(?P<kind>通知|通报|通告|公告|报告|请示|批复|函复|函告|决定)如下")
