"""Studio's Markdown problem dialect, compiled to the XML that the platform's problem block runs."""

from olxkit.source.question.compile import Compiled, compile_problem

__all__ = ["Compiled", "compile_problem"]
