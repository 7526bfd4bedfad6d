"""Read Word files: the package safely, its text as it stands, and the elements of a draft of this program."""
