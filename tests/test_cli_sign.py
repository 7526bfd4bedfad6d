"""typeset sign: what is printed, written and returned."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.archival_copies import archival_pdf
from tests.signing_authority import PASSWORD, key_file, revocation_list, root_file, signer, time_stamper
from typeset.archive.signing import Level, verify_detached, verify_signatures
from typeset.cli import commands
from typeset.cli.signing_means import Means


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "通知.pdf").write_bytes(archival_pdf())
    key_file(tmp_path / "key.p12", signer())
    root_file(tmp_path / "root.pem")
    (tmp_path / "password").write_text(PASSWORD + "\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path, password: str | None = PASSWORD) -> Result:
    environment = {"TYPESET_KEY_PASSWORD": password}
    return CliRunner(env=environment).invoke(commands, ["sign", *map(str, arguments)])


@pytest.mark.requirement("A-24")
def test_a_pdf_is_signed_beside_the_original_which_stays(folder: Path) -> None:
    result = run(folder / "通知.pdf", "--key", folder / "key.p12")
    assert (result.exit_code, result.output) == (0, f"已生成 {folder / '通知.签名.pdf'}\n")
    assert (folder / "通知.pdf").read_bytes() == archival_pdf()
    (report,) = verify_signatures(folder / "通知.签名.pdf", [folder / "root.pem"])
    assert (report.is_valid, report.level) == (True, Level.B_B)


def test_the_password_comes_from_a_file_too(folder: Path) -> None:
    options = ("--key", folder / "key.p12", "--password-file", folder / "password", "-o", folder / "x.pdf")
    assert run(folder / "通知.pdf", *options, password=None).exit_code == 0
    result = run(folder / "通知.pdf", "--key", folder / "key.p12", password=None)
    assert (result.exit_code, "没有给出密钥文件" in result.output) == (1, True)


@pytest.mark.requirement("A-26")
def test_no_file_is_ever_replaced(folder: Path) -> None:
    for output in (("-o", folder / "通知.pdf"), ("-o", folder / "root.pem")):
        before = output[1].read_bytes()
        result = run(folder / "通知.pdf", "--key", folder / "key.p12", *output)
        assert (result.exit_code, result.output) == (1, f"“{output[1]}”已经存在，不覆盖；请用 -o 换一个名字\n")
        assert output[1].read_bytes() == before


@pytest.mark.requirement("A-26")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("通知.pdf", "--key", "key.p12"), "密码不对"),
        (("无.pdf", "--key", "key.p12"), "找不到文件"),
        (("root.pem", "--key", "key.p12"), "不是 PDF 文件，不能这样签名"),
        (("通知.pdf", "--key", "key.p12", "--level", "B-T"), "请用 --tsa"),
        (("通知.pdf", "--key", "key.p12", "--level", "B-LT", "--tsa", "http://127.0.0.1:9"), "请用 --roots"),
        (("通知.pdf", "--signer-command", "false"), "签名命令“false”失败"),
        (("通知.pdf", "--signer-command", "'"), "引号不成对"),
    ],
)
def test_a_failure_is_one_sentence_and_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(folder)
    before = sorted(folder.iterdir())
    result = run(*arguments, password="错" if message == "密码不对" else PASSWORD)
    assert (result.exit_code, message in result.output, len(result.output.splitlines())) == (1, True, 1)
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "请在 --key、--pkcs11、--signer-command 里选一个"),
        (("--key", "k", "--signer-command", "c"), "里选一个"),
        (("--pkcs11", "lib.so"), "请用 --token"),
        (("--key", "k", "--seal", "s.png"), "请同时写 --seal 和 --at"),
        (("--key", "k", "--seal", "s.png", "--at", "左上"), "请写印章中心到纸左边、上边的毫米数"),
        (("--key", "k", "--detached", "--level", "B-LT"), "级别只能是 B-B 或 B-T"),
        (("--renew", "--key", "k", "--tsa", "http://x", "--roots", "r"), "只盖时间戳，不签名"),
        (("--renew", "--tsa", "http://x"), "请写 --tsa 和 --roots"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(options: tuple[str, ...], message: str) -> None:
    import subprocess

    command = [sys.executable, "-m", "typeset", "sign", "x.pdf", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.requirement("A-24")
def test_a_seal_and_the_evidence_are_given_on_the_command_line(folder: Path) -> None:
    from PIL import Image

    Image.new("RGBA", (90, 90), (220, 0, 0, 128)).save(folder / "seal.png")
    (folder / "good.crl").write_bytes(revocation_list())
    options = (
        "--seal",
        folder / "seal.png",
        "--at",
        "130,240mm",
        "--page",
        "1",
        "--roots",
        folder,
        "--crl",
        folder / "good.crl",
    )
    result = run(folder / "通知.pdf", "--key", folder / "key.p12", *options, "-o", folder / "x.pdf")
    assert result.exit_code == 0, result.output
    (report,) = verify_signatures(folder / "x.pdf", [folder / "root.pem"])
    assert report.is_valid


@pytest.mark.requirement("A-25")
def test_a_file_is_renewed_without_a_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Means, "stamper", lambda self: time_stamper())
    (folder / "good.crl").write_bytes(revocation_list())
    proved = ("--tsa", "http://tsa.invalid", "--roots", folder / "root.pem", "--crl", folder / "good.crl")
    assert run(folder / "通知.pdf", "--key", folder / "key.p12", "--level", "B-LTA", *proved).exit_code == 0
    result = run(folder / "通知.签名.pdf", "--renew", *proved)
    assert (result.exit_code, result.output) == (0, f"已生成 {folder / '通知.签名.续.pdf'}\n")
    (report,) = verify_signatures(folder / "通知.签名.续.pdf", [folder / "root.pem"])
    assert (report.is_valid, report.level) == (True, Level.B_LTA)
    result = run(folder / "通知.pdf", "--renew", *proved)
    assert (result.exit_code, result.output) == (1, "文件没有签名，不用接续\n")


def test_any_file_is_signed_beside_itself(folder: Path) -> None:
    path = folder / "root.pem"
    result = run(path, "--key", folder / "key.p12", "--detached")
    assert (result.exit_code, result.output) == (0, f"已生成 {path}.p7s\n")
    signature = (folder / "root.pem.p7s").read_bytes()
    assert verify_detached(path.read_bytes(), signature, [path]).is_valid
