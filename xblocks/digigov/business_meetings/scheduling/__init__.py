"""Which pairs meet, and when. Pure numbers: `problem` in, `solve` out; nothing here knows people or databases."""
