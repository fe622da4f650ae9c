"""multipart/form-data: a photo and a few short words, in memory; python-multipart's own forms use files."""

import logging
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from hueandcry.errors import InputError

PHOTO = "photo"
MOST_PARTS = 12
MOST_WORD_BYTES = 200
MOST_HEADER_BYTES = 4_000
MOST_BOUNDARY_BYTES = 70  # RFC 2046, 5.1.1

# The parser complains to its log in the very words of the request, and those are nobody's business.
logging.getLogger("python_multipart").setLevel(logging.CRITICAL + 1)


@dataclass
class Form:
    """What a form said so far.

    Args:
        words: the short fields by name.
        photo: the photo's bytes; empty if none was chosen.
    """

    words: dict[str, str] = field(default_factory=dict)
    photo: bytes = b""


class FormReader:
    """Reads one form, fed piece by piece.

    Args:
        form: where the fields go as they come, so that a refusal may know the ones before it.
        content_type: the request's Content-Type.

    Raises:
        InputError: if that is no multipart/form-data.
    """

    def __init__(self, form: Form, content_type: str) -> None:
        self._parts = parts = Parts(form)
        self._parser = MultipartParser(
            boundary_of(content_type),
            {
                "on_part_begin": parts.begin_part,
                "on_header_begin": parts.begin_header,
                "on_header_field": parts.read_key,
                "on_header_value": parts.read_value,
                "on_header_end": parts.end_header,
                "on_headers_finished": parts.end_headers,
                "on_part_data": parts.read_content,
                "on_part_end": parts.end_part,
                "on_end": parts.end,
            },
        )

    def feed(self, piece: bytes) -> None:
        """Take the next piece of the body.

        Raises:
            InputError: if it is no such form, or says more than a form of ours does.
        """
        try:
            self._parser.write(piece)
        except FormParserError:
            raise bad_form("is not put together as multipart/form-data") from None

    def close(self) -> None:
        """See that the form came to its end.

        Raises:
            InputError: if it did not.
        """
        if not self._parts.is_ended:
            raise bad_form("is cut off")


class Parts:
    """What the parser tells, part by part.

    It does not know its parser: were the two to hold each other, the photo would stay until Python looks
    for such rings, and not only until its request is answered.

    Args:
        form: where the fields go.
    """

    def __init__(self, form: Form) -> None:
        self.is_ended = False
        self._form = form
        self._count = 0
        self._names: set[str] = set()
        self._name = ""
        self._header_bytes = 0
        self._key, self._value, self._content = bytearray(), bytearray(), bytearray()

    def begin_part(self) -> None:
        """Begin a part."""
        self._count += 1
        if self._count > MOST_PARTS:
            raise bad_form(f"has more than {MOST_PARTS} parts")
        self._name = ""
        self._header_bytes = 0
        self._key, self._value, self._content = bytearray(), bytearray(), bytearray()

    def begin_header(self) -> None:
        """Begin a header of the part."""
        self._key, self._value = bytearray(), bytearray()

    def read_key(self, piece: bytes, start: int, end: int) -> None:
        """Take a piece of the header's name."""
        self._count_header(end - start)
        self._key += piece[start:end]

    def read_value(self, piece: bytes, start: int, end: int) -> None:
        """Take a piece of the header's value."""
        self._count_header(end - start)
        self._value += piece[start:end]

    def _count_header(self, count: int) -> None:
        self._header_bytes += count
        if self._header_bytes > MOST_HEADER_BYTES:
            raise bad_form("has a part with a long header")

    def end_header(self) -> None:
        """Look whether the header names the part."""
        if self._key.lower() != b"content-disposition":
            return
        kind, options = parse_options_header(bytes(self._value))
        if kind == b"form-data":  # the file's own name is passed over: nobody here needs to know it
            self._name = options.get(b"name", b"").decode("utf-8", "replace")

    def end_headers(self) -> None:
        """See that the part has a name."""
        if not self._name or self._name in self._names:
            raise bad_form("has a part without a name of its own")
        self._names.add(self._name)

    def read_content(self, piece: bytes, start: int, end: int) -> None:
        """Take a piece of what the part holds."""
        if self._name != PHOTO and len(self._content) + end - start > MOST_WORD_BYTES:
            raise bad_form("has a long part that is no photo")
        self._content += memoryview(piece)[start:end]

    def end_part(self) -> None:
        """Put the part into the form."""
        content, self._content = self._content, bytearray()
        if self._name == PHOTO:
            self._form.photo = bytes(content)
        else:
            self._form.words[self._name] = content.decode("utf-8", "replace").strip()

    def end(self) -> None:
        """Note that this was all."""
        self.is_ended = True


def boundary_of(content_type: str) -> bytes:
    """Return what stands between the parts.

    Raises:
        InputError: if there is nothing, or the body is no such form.
    """
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not 1 <= len(boundary) <= MOST_BOUNDARY_BYTES:
        raise bad_form("is not multipart/form-data")
    return boundary


def bad_form(how: str) -> InputError:
    """Return the error for a form that cannot be read."""
    return InputError(f"The form {how}.", "Send the photo as a form's field named photo.", code="bad_form")
