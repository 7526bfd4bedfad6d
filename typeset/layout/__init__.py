"""Decide where every glyph, rule and picture of a document stands: blocks → lines → pages."""
