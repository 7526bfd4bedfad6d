"""Commands as the tests run them: in this process."""

from click.testing import CliRunner, Result

from typeset.cli import commands


def run_command(*arguments: object) -> Result:
    """Run a command; only such as paint no PDF, which takes a process of its own."""
    return CliRunner().invoke(commands, list(map(str, arguments)), prog_name="typeset", catch_exceptions=False)
