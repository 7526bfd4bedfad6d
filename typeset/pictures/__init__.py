"""Picture files: what kind they are and how large, read from the files themselves; what cannot be used is refused."""

from typeset.pictures.measured import LARGEST_BYTES, LARGEST_MEGAPIXELS, BadPictureError, MeasuredPicture
from typeset.pictures.measuring import measure

__all__ = ["LARGEST_BYTES", "LARGEST_MEGAPIXELS", "BadPictureError", "MeasuredPicture", "measure"]
