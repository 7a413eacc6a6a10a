"""From Markdown and YAML files to the format-free course model."""
