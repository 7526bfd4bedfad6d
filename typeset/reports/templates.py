"""The templates of the reports that are pages of HTML; every text in them is escaped."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from typeset.resources import data_folder


def html_environment() -> Environment:
    """Return an environment that knows the templates in `styles/`."""
    return Environment(
        loader=FileSystemLoader(data_folder("styles")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
