"""YAML as a tree of text: the part of it that a person can write without surprises (S-2).

Every scalar is text, whatever YAML would make of it; anchors, aliases, tags and directives are refused; every
node knows its line and column.
"""
