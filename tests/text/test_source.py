import pytest

from sharedground.errors import DraftError
from sharedground.text.source import Source, decode

TEXT = "Rent’s up 🏠\r\nفلسطين\n"


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (TEXT.encode(), "utf-8", False),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", True),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", True),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", True),
    ],
)
def test_what_is_read_and_written_back(data: bytes, encoding: str, bom: bool) -> None:
    source = decode(data)
    assert source == Source(TEXT, encoding, bom)
    assert source.encode() == data


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    text = "Working people in Detroit – and in Dhaka."
    assert decode(text.encode(encoding)) == Source(text, encoding)


def test_no_bytes_are_an_empty_draft() -> None:
    assert decode(b"") == Source("")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04rest", "Word, LibreOffice or zip"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"{\\rtf1 hello}", "rich-text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "older Word"),
        (b"\x00\x01\x02\x03binary\x00", "binary data"),
        (
            "They said “no” – and it’s the whole of what they said to us that day.".encode("cp1252"),
            "looks like Windows-1252",
        ),
        ("Свобода и равенство".encode("cp1251"), "encoding that is not read"),
        ("hello".encode("utf-32"), "UTF-32"),
        (b"\xff\xfea", "UTF-16"),
        (b"\xff\xfe" + b"\x00\xd8a\x00", "UTF-16"),
    ],
)
def test_what_is_not_read_says_what_was_found_and_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(DraftError, match=says) as caught:
        decode(data, name="leaflet.md")
    assert str(caught.value).startswith("leaflet.md: ")
    assert "ave it as" in str(caught.value) or "Save or export" in str(caught.value) or "instead" in str(caught.value)


def test_the_line_of_the_byte_that_is_no_utf_8_is_named() -> None:
    with pytest.raises(DraftError, match="0x92 in line 3"):
        decode(b"one\ntwo\nit\x92s\n")
