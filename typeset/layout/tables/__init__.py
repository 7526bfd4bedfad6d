"""Tables: columns, cells, rows, and what of them stands on a page (8)."""
