"""Korea digital government course: custom XBlocks for Open edX."""
