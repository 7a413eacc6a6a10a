"""The `video_config` service: transcripts from the archive's static files, and no contact with YouTube."""

from __future__ import annotations

import json
import re
from typing import Any

from .course import Course, flat_name

_TIME = r"(\d+):(\d\d):(\d\d)[,.](\d{3})"
_CUE = re.compile(rf"{_TIME}\s*-->\s*{_TIME}[^\n]*\n(.*?)(?:\n\s*\n|\Z)", re.S)


def cues(srt: str) -> list[tuple[int, int, str]]:
    """Start and end in milliseconds and the text of each cue of an SRT or WebVTT file."""
    found = []
    for match in _CUE.finditer(srt.replace("\r\n", "\n").lstrip("\ufeff")):
        h1, m1, s1, f1, h2, m2, s2, f2 = (int(group) for group in match.groups()[:8])
        start, end = ((h * 60 + m) * 60 + s for h, m, s in ((h1, m1, s1), (h2, m2, s2)))
        found.append((start * 1000 + f1, end * 1000 + f2, match[9].strip()))
    return found


class VideoConfig:
    def __init__(self, course: Course) -> None:
        self.course = course

    def is_youtube_blocked_for_course(self, _key: Any) -> bool:
        return True  # the player loads nothing from other hosts

    def is_youtube_deprecated(self, _key: Any) -> bool:
        return True

    def is_hls_playback_enabled(self, _key: Any) -> bool:
        return False

    def is_transcript_feedback_enabled(self, _key: Any) -> bool:
        return False

    def get_public_sharing_context(self, _block: Any, _key: Any) -> dict[str, Any]:
        return {}

    def get_public_video_url(self, _block: Any) -> str:
        return ""

    def get_branding_info(self, _key: Any) -> None:
        return None

    def available_translations(
        self, block: Any, transcripts: dict[str, Any], verify_assets: bool | None = None, is_bumper: bool = False
    ) -> list[str]:
        return [lang for lang, name in self._files(transcripts).items() if self.course.asset(flat_name(name))]

    def get_transcript(
        self,
        video_block: Any,
        lang: str | None = None,
        output_format: str = "srt",
        youtube_id: str | None = None,
        is_bumper: bool = False,
    ) -> tuple[str, str, str]:
        """Content, file name and media type; raises the video block's own error when there is none."""
        from xblocks_contrib.video.exceptions import TranscriptNotFoundError  # late: it belongs to the video block

        lang = lang or video_block.transcript_language
        name = self._files(video_block.get_transcripts_info(is_bumper)).get(lang, "")
        path = self.course.asset(flat_name(name)) if name else None
        if path is None:
            raise TranscriptNotFoundError(lang)
        srt = path.read_text(encoding="utf-8", errors="replace")
        if output_format == "sjson":
            parts = cues(srt)
            table = {key: [part[index] for part in parts] for index, key in enumerate(("start", "end", "text"))}
            return json.dumps(table), f"{path.stem}.sjson", "application/json"
        if output_format == "txt":
            return "\n".join(text for _, _, text in cues(srt)), f"{path.stem}.txt", "text/plain; charset=utf-8"
        return srt, f"{path.stem}.srt", "application/x-subrip; charset=utf-8"

    @staticmethod
    def _files(transcripts: dict[str, Any]) -> dict[str, str]:
        files = {lang: name for lang, name in (transcripts.get("transcripts") or {}).items() if name}
        if transcripts.get("sub"):
            files.setdefault("en", transcripts["sub"])
        return files
