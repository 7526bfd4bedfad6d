"""Time stamps (RFC 3161) over HTTP: the only thing here that uses the network without being told to fetch."""

import asyncio
import urllib.error
import urllib.request

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

LARGEST_BYTES = 1_000_000


class HttpTimeStamper(TimeStamper):
    """A time-stamp server at a URL."""

    def __init__(self, url: str, timeout_s: float = 20.0) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.url, self.timeout_s = url, timeout_s

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask the server; raises TimestampRequestError."""
        content = await asyncio.to_thread(self._answer, req.dump())
        try:
            response = tsp.TimeStampResp.load(content, strict=True)
            stamp = response["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
            is_answer = stamp["nonce"].native == req["nonce"].native
        except (ValueError, TypeError, KeyError) as error:
            raise TimestampRequestError(f"“{self.url}”拒绝了请求，或回答的不是时间戳") from error
        if not is_answer:
            raise TimestampRequestError(f"“{self.url}”回答的不是这个请求")
        return response

    def _answer(self, question: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query"}
        try:
            if not self.url.lower().startswith(("http://", "https://")):
                raise ValueError(self.url)
            request = urllib.request.Request(self.url, data=question, headers=headers)
            with urllib.request.urlopen(request, timeout=self.timeout_s) as answer:
                content: bytes = answer.read(LARGEST_BYTES)
        except (OSError, ValueError) as error:
            if isinstance(error, urllib.error.HTTPError):
                error.close()
            raise TimestampRequestError(f"时间戳服务器“{self.url}”连不上或没有回答") from error
        return content
