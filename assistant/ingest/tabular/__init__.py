"""How tables are told from prose in plain text: words and their kinds, runs of rows, headers and captions."""
