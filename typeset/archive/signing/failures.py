"""What the signing library refuses, said in Chinese."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError as PyhankoSigningError
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator.errors import (
    CRLValidationError,
    InsufficientRevinfoError,
    OCSPValidationError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)

from typeset.errors import SigningError

UNREADABLE = (
    *(PdfError, SignatureValidationError, ValueError, KeyError, IndexError, TypeError, AttributeError),
    *(AssertionError, NotImplementedError, RecursionError, OverflowError, struct.error, zlib.error),
)
"""What pyHanko raises on a PDF or a signature that is not one: it has no single error for it."""

REVOCATION = (InsufficientRevinfoError, CRLValidationError, OCSPValidationError)


@contextmanager
def failures_said() -> Iterator[None]:
    """Turn what pyHanko raises while it signs into a SigningError."""
    try:
        yield
    except TimestampRequestError as error:
        raise SigningError(f"没有得到时间戳：{_time_stamp_reason(error)}；没有生成文件") from error
    except (PyhankoSigningError, PdfError, ValidationError, PathBuildingError, *REVOCATION) as error:
        raise SigningError(_reason(error)) from error
    except ValueError as error:  # texts and metadata that are looked at only now
        raise SigningError("PDF 里的元数据或文字已损坏，不能签名；请重新生成") from error


def _time_stamp_reason(error: TimestampRequestError) -> str:
    text = str(error)
    return text if not text.isascii() else "服务器的回答不合要求"


def _reason(error: Exception) -> str:
    causes = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) and cause not in causes:
        causes.append(cause)  # type: ignore[arg-type]
    text = " ".join(str(cause) for cause in causes).lower()
    if any(isinstance(cause, RevokedError) for cause in causes):
        return "证书已被吊销，不能签名；没有生成文件"
    if any(isinstance(cause, REVOCATION) for cause in causes) or "revocation" in text:
        return "缺少证书的吊销资料，做不成 B-LT；请用 --crl 给出吊销列表，或用 --fetch 让程序上网取；没有生成文件"
    if any(isinstance(cause, PathBuildingError) for cause in causes) or "path" in text:
        return "证书连不到给定的根证书；请检查 --roots，或把中间证书放进密钥文件；没有生成文件"
    if any(word in text for word in ("certification", "modif", "docmdp", "lock", "author")):
        return "PDF 已经锁定（以前的签名不许再改），不能再签名；没有生成文件"
    return f"不能签名：PDF 或证书不合要求（{causes[0]}）；没有生成文件"
