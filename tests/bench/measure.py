"""What a whole process costs, start and imports included."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

OLXKIT = Path(sys.executable).with_name("olxkit")


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """CPU time (user and system) in seconds, and the most memory it held, in MB."""

    seconds: float
    megabytes: float
    output: str = ""


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Cost:
    """Runs a command; RuntimeError with what it said when it fails."""
    everything = os.environ | dict(environment or {})
    process = subprocess.Popen(
        list(map(str, command)), env=everything, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    output = process.stdout.read() if process.stdout else ""
    # wait4 tells what this one child used; RUSAGE_CHILDREN would mix it with the others.
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{output[-4000:]}")
    unit = 1_000_000 if sys.platform == "darwin" else 1000
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, output)
