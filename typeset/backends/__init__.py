"""Paint a layout: PDF, Word draft, text. A backend decides nothing about text."""
