"""The people one can be in the player: all invented, from countries of the course, an instructor and a reviewer."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = {
    "km": "Khmer",
    "es": "Spanish",
    "ky": "Kyrgyz",
    "lo": "Lao",
    "ms": "Malay",
    "dv": "Dhivehi",
    "en": "English",
}
# Of the people's languages, those that the platform offers for its interface.
PLATFORM_LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Person:
    """An invented person. `language` is a language code, `time_zone` an IANA name."""

    id: int
    username: str
    name: str
    post: str
    country: str
    country_code: str
    language: str
    time_zone: str
    staff: bool = False

    # What Django and blocks ask of a user.
    is_authenticated = True
    is_active = True
    is_anonymous = False
    is_superuser = False

    @property
    def is_staff(self) -> bool:
        return self.staff

    @property
    def speaks(self) -> str:
        """The language's English name."""
        return LANGUAGES[self.language]

    @property
    def interface(self) -> str:
        """The language that blocks speak: as in the LMS, English where the platform is not translated."""
        return self.language if self.language in PLATFORM_LANGUAGES else "en"

    @property
    def pk(self) -> int:
        return self.id

    @property
    def email(self) -> str:
        return f"{self.username}@example.invalid"  # a domain that can never receive mail


PEOPLE = (
    Person(101, "khmer-learner", "Example Sokha", "Vice-minister", "Cambodia", "KH", "km", "Asia/Phnom_Penh"),
    Person(102, "tica-learner", "Example Valverde", "Agency head", "Costa Rica", "CR", "es", "America/Costa_Rica"),
    Person(103, "kyrgyz-learner", "Example Aibek", "State secretary", "Kyrgyzstan", "KG", "ky", "Asia/Bishkek"),
    Person(104, "lao-learner", "Example Bouasone", "Director general", "Laos", "LA", "lo", "Asia/Vientiane"),
    Person(105, "malay-learner", "Example Farah", "Deputy secretary", "Malaysia", "MY", "ms", "Asia/Kuala_Lumpur"),
    Person(106, "dhivehi-learner", "Example Ibrahim", "Minister", "Maldives", "MV", "dv", "Indian/Maldives"),
    Person(107, "panama-learner", "Example Marisol", "Administrator", "Panama", "PA", "es", "America/Panama"),
    Person(108, "khmer-colleague", "Example Dara", "Director", "Cambodia", "KH", "km", "Asia/Phnom_Penh"),
    Person(1, "instructor", "Example Instructor", "Course team", "Korea", "KR", "en", "Asia/Seoul", staff=True),
    Person(2, "reviewer", "Example Reviewer", "Expert", "Korea", "KR", "en", "Asia/Seoul", staff=True),
)
LEARNERS = tuple(person for person in PEOPLE if not person.staff)
SESSION_KEY = "person"


def by_username(username: str) -> Person | None:
    return next((person for person in PEOPLE if person.username == username), None)


def by_id(number: int) -> Person | None:
    return next((person for person in PEOPLE if person.id == number), None)
