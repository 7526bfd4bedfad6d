"""What is found out about a signature, and how it is said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """How long a signature can be proved (PAdES, ETSI EN 319 142-1)."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"

    @property
    def has_time_stamp(self) -> bool:
        """Whether a time-stamp server takes part."""
        return self is not Level.B_B

    @property
    def has_evidence(self) -> bool:
        """Whether certificates and revocation lists are embedded."""
        return self in (Level.B_LT, Level.B_LTA)


class Integrity(StrEnum):
    """Whether what was signed is what is there."""

    WHOLE = "内容完好，签名覆盖整个文件"
    EXTENDED = "内容完好，其后只加了验证资料或别的签名"
    CHANGED = "签名以后文件又被改动"
    BROKEN = "内容与签名不符：文件被改动或重新保存过"
    UNREADABLE = "签名的数据读不懂"
    UNSUPPORTED = "签名这里不能验算，请用出具签名的程序验证"


class Trust(StrEnum):
    """Whether the signer is one whom the given roots vouch for."""

    TRUSTED = "签名人的证书由给定的根证书签发，签名时有效"
    UNKNOWN = "签名人未知：证书不是由给定的根证书签发的"
    EXPIRED = "证书已过期，没有可信的时间戳证明签名时还有效"
    NOT_YET_VALID = "签名时证书还没有生效"
    REVOKED = "证书已被吊销"
    UNDECIDED = "不能判断签名人的证书是否有效"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature; `field` is its name in the PDF, "" for one in a file of its own.

    `level` is what its embedded data reach, None when it is no PAdES or CAdES signature. `signed_at` is proved by a
    time stamp when `is_time_proved`, else only what the signer says. `problem` says more where something is wrong.
    `seal` is the name of the electronic seal with which it was made.
    """

    field: str
    signer: str
    issuer: str
    integrity: Integrity
    trust: Trust
    level: Level | None = None
    signed_at: datetime | None = None
    is_time_proved: bool = False
    certificate_ends: datetime | None = None
    is_certificate_expired: bool = False
    problem: str = ""
    seal: str = ""

    @property
    def is_intact(self) -> bool:
        """Whether what was signed is what is there."""
        return self.integrity in (Integrity.WHOLE, Integrity.EXTENDED)

    @property
    def is_valid(self) -> bool:
        """Whether the content is what the signer signed and the roots vouch for the signer."""
        return self.is_intact and self.trust is Trust.TRUSTED

    def lines(self) -> tuple[str, ...]:
        """Say in Chinese what was found, the verdict first."""
        verdict = "有效" if self.is_valid else "无效" if not self.is_intact else "不可信"
        if self.integrity is Integrity.UNSUPPORTED:
            verdict = "没有验算"
        said = [f"签名{verdict}　{self.signer or '不知道签名人'}", self.integrity.value]
        if self.is_intact:
            said.append(self.trust.value)
        if self.seal:
            said.append(f"电子印章“{self.seal}”")
        if self.issuer:
            said.append(f"证书由{self.issuer}签发")
        if self.signed_at:
            how = "时间戳证明" if self.is_time_proved else "签名人自报，没有时间戳"
            said.append(f"签名时间 {self.signed_at:%Y-%m-%d %H:%M:%S %z}（{how}）")
        if self.certificate_ends and self.is_certificate_expired:
            said.append(f"证书已于{self.certificate_ends:%Y-%m-%d}到期")
        if self.level:
            said.append(f"级别 {self.level}")
        return (*said, self.problem) if self.problem else tuple(said)
