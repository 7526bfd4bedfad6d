"""How much of YAML a source may hold; more is refused, so that no file takes minutes or the machine's memory."""

DEEPEST = 32  # levels of lists and mappings inside one another
MOST_NODES = 200_000  # keys, texts, lists and mappings
LONGEST_TEXT = 400_000  # characters, about 600 pages
