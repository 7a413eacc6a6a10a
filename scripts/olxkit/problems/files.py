"""Diagnostics about files and folders: what cannot be read, what collides, what nobody uses."""

from olxkit.problems.base import Caution, Diagnostic


class MissingFile(Diagnostic):
    """A file that the course needs is not there."""

    message = "there is no file '{path}'"
    help = "create it, or correct the path; `olxkit new` starts one from a template"


class UnreadableFile(Diagnostic):
    """The operating system refused to open the file."""

    message = "cannot read this file: {reason}"
    help = "check its permissions, and that it is an ordinary file"


class NotUtf8(Diagnostic):
    """The file has bytes that are not UTF-8, so its text would arrive damaged; the place of the first is given."""

    message = "byte 0x{byte} is not UTF-8 text"
    help = "save the file as UTF-8"


class ControlCharacter(Diagnostic):
    """XML cannot carry this character: the platform would drop the whole component without a word."""

    message = "control character U+{code} cannot be written to a course archive"
    help = "delete it; it usually comes from copying out of a PDF or a word processor"


class BrokenCsv(Diagnostic):
    """The table cannot be parsed as CSV."""

    message = "this is not valid CSV: {reason}"
    help = "put quotes around a cell that holds a comma or a quote, and close every quote"


class RepeatedColumn(Caution):
    """A table with two columns of one name: only the last of them counts."""

    message = "there are two columns '{column}'; only the last one counts"
    help = "rename or delete one of them"


class FileTooLarge(Diagnostic):
    """Text files are limited, so that one stray file cannot stop the build or the learner's browser."""

    message = "the file is {size} bytes; the limit for this kind is {limit}"
    help = "split it, or move data and media to static/"


class LinkLeavesCourse(Diagnostic):
    """A symbolic link points outside the course folder; the archive must not carry files from elsewhere."""

    message = "this link leads out of the course folder"
    help = "copy the file into the course folder instead of linking to it"


class UnusedFile(Caution):
    """The file is in the course folder but the course has no place for it, so learners would never see it."""

    message = "nothing uses this file"
    help = "{advice}"


class UnusedText(Caution):
    """The text stands where the course has no place for it, so learners would never see it."""

    message = "learners would never see this text"
    help = "{advice}"


class EmptyFolder(Caution):
    """A section or subsection without content shows learners an empty entry in the outline."""

    message = "'{title}' has nothing in it"
    help = "add a {child}, or delete it"


class StaticCollision(Diagnostic):
    """The platform flattens folders and replaces spaces, and two files get the same name: one would be lost."""

    message = "on import this file and '{other}' both become '{name}'"
    help = "rename one of them"


class StaticNameTooLong(Diagnostic):
    """The platform puts the folders into the file's name; a file system cannot hold one of this length."""

    message = "with its folders the file's name is {size} bytes long"
    help = "rename it, so that folders and name together stay within {limit} bytes"


class StaticSkipped(Caution):
    """The platform skips files of this name on import (`._*`, `.DS_Store`, `*~`)."""

    message = "the platform ignores files named like '{name}'"
    help = "rename or delete it"


class CourseTooLarge(Caution):
    """Studio's usual proxy refuses uploads over 250 MB, and newer platforms unpack no more than 2 GiB."""

    message = "the files in static/ are {size} bytes together"
    help = "host the large ones elsewhere and link to them; many platforms refuse uploads over {limit} bytes"


class ArchiveTooLarge(Diagnostic):
    """The platform unpacks no archive beyond these bounds."""

    message = "the archive would hold {files} files of {size} bytes together"
    help = "the platform takes {most_files} files and {most_bytes} bytes at most; host the large ones elsewhere"


class NoCourseImage(Caution):
    """Without a picture the course has a broken one in the catalogue, and validators refuse the archive."""

    message = "the course has no picture"
    help = "put one into static/, about 1134 by 675 pixels, and add 'image: its-name.png'"


class StaticTooLarge(Caution):
    """Learners are on phones and slow lines; Studio's proxy also refuses requests over 250 MB."""

    message = "the file is {size} bytes"
    help = "make it smaller than {limit} bytes, or host it elsewhere and link to it"


FILE_PROBLEMS = (
    MissingFile, UnreadableFile, NotUtf8, ControlCharacter, BrokenCsv, RepeatedColumn, FileTooLarge, LinkLeavesCourse,
    UnusedFile, UnusedText, EmptyFolder, StaticCollision, StaticNameTooLong, StaticSkipped, StaticTooLarge,
    CourseTooLarge, ArchiveTooLarge, NoCourseImage,
)  # fmt: skip
