"""What click says in English, in Chinese: headings of the help, mistakes in the command line."""

import difflib

import click


class _ChineseHelp(click.Command):
    """A command whose help is in Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for parameter in self.get_params(ctx) if (record := _help_record(parameter, ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option


class ChineseCommand(_ChineseHelp):
    """A subcommand."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line."""
        return ["[选项]", *(piece for parameter in self.get_params(ctx) for piece in parameter.get_usage_pieces(ctx))]


class ChineseGroup(_ChineseHelp, click.Group):
    """The group of subcommands."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line."""
        return ["[选项]", "命令", "…"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the subcommands."""
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(60)) for name, command in self.commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand; an unknown name gets a proposal."""
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            near = difflib.get_close_matches(name, self.commands, n=1)
            meant = f"；是否指“{near[0]}”？" if near else ""
            ctx.fail(f"没有“{name}”这个命令{meant}")
        return super().resolve_command(ctx, args)


def _help_record(parameter: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    """Return an option and what it does; arguments stand in the usage line."""
    return parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None


def usage_message(error: click.UsageError) -> str:
    """Return a mistake in the command line as one Chinese sentence, and where to read more."""
    path = error.ctx.command_path if error.ctx else "typeset"
    return f"命令写得不对：{_reason(error)}；用法见 {path} --help"


def _reason(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        meant = f"；是否指 {error.possibilities[0]}？" if error.possibilities else ""
        return f"没有“{error.option_name}”这个选项{meant}"
    if isinstance(error, click.MissingParameter):
        return f"缺少{error.param.metavar or error.param.name if error.param else '参数'}"
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param else ""
        return f"{name} {error.message}" if not error.message.isascii() else f"{name} 的值不对"
    if isinstance(error, click.BadOptionUsage):
        return f"选项“{error.option_name}”后面缺少值"
    if "unexpected extra argument" in error.message:
        return "多了参数"
    return error.message if not error.message.isascii() else "缺少命令"
