"""The package of an archived document: a BagIt bag (RFC 8493) with what is kept of it and how it came to be."""
