"""Show what checking a file has found: in the terminal, as JSON, as SARIF for editors, as a page with pictures."""
