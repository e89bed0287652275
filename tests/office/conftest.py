"""Drafts as Word and LibreOffice write them, and a LibreOffice to look at what became of them."""

# ruff: noqa: E501 (tables are read in rows)

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.shared import Inches

_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SYSTEM_PYTHON = "/usr/bin/python3"

Look = Callable[..., dict[str, Any]]


def _has_libreoffice() -> bool:
    if not shutil.which("soffice") or not Path(SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


@pytest.fixture(scope="session")
def in_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """Opens bytes in LibreOffice: in_libreoffice(data, ".docx", "accept")."""
    if not _has_libreoffice() and os.environ.get("CI") and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], capture_output=True)
        install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "libreoffice-writer", "python3-uno"]
        subprocess.run(install, capture_output=True)
    if not _has_libreoffice():
        pytest.skip("no LibreOffice here: left out is opening the result in it (apt: libreoffice-writer python3-uno)")

    def look(data: bytes, suffix: str, action: str = "look") -> dict[str, Any]:
        file = tmp_path_factory.mktemp("office") / f"draft{suffix}"
        file.write_bytes(data)
        script = Path(__file__).parent / "in_libreoffice.py"
        ran = subprocess.run(
            [SYSTEM_PYTHON, str(script), str(file), action], capture_output=True, text=True, timeout=200
        )
        assert ran.returncode == 0, ran.stderr
        seen: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
        return seen

    return look


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {_W}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> A note with genuine words.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def with_footnotes(data: bytes) -> bytes:
    """A Word file that refers to note 2, given its notes."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                content = content.replace(
                    b"</Types>",
                    b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                    b'wordprocessingml.footnotes+xml"/></Types>',
                )
            if entry.filename == "word/_rels/document.xml.rels":
                content = content.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                    b'footnotes" Target="footnotes.xml"/></Relationships>',
                )
            new.writestr(entry.filename, content)
        new.writestr("word/footnotes.xml", FOOTNOTES)
    return out.getvalue()


@pytest.fixture(scope="session")
def word_draft() -> bytes:
    """A Word file with most of what a draft has."""
    document = Document()
    document.add_heading("What rent does", 1)
    paragraph = document.add_paragraph("We stand with ")
    paragraph.add_run("all genuine").bold = True
    paragraph.add_run(" asylum seekers, and ")
    paragraph.add_run("their neighbours").italic = True
    paragraph.add_run(".")
    paragraph._p.append(parse_xml(f'<w:r {_W}><w:footnoteReference w:id="2"/></w:r>'))
    document.add_picture(BytesIO(_PIXEL), width=Inches(1))
    document.add_paragraph("An item in a list", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Left cell"
    table.cell(0, 1).text = "Right cell"
    document.add_paragraph("Said by somebody else.", style="Quote")
    removed = document.add_paragraph("Kept ")
    removed._p.append(
        parse_xml(f'<w:del {_W} w:id="7" w:author="A"><w:r><w:delText>taken out</w:delText></w:r></w:del>')
    )
    removed._p.append(parse_xml(f'<w:ins {_W} w:id="8" w:author="A"><w:r><w:t>put in</w:t></w:r></w:ins>'))
    hidden = document.add_paragraph("Seen")
    hidden.add_run(" unseen").font.hidden = True
    return with_footnotes(saved(document))


ODT_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.3">
<office:automatic-styles><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Preformatted_20_Text"/></office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>Deleted words.</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">What rent does</text:h>
<text:p>We stand with <text:span>all genuine</text:span> asylum<text:s text:c="2"/>seekers<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note here.</text:p></text:note-body></text:note>, and others.</text:p>
<text:list><text:list-item><text:p>An item in a list</text:p></text:list-item></text:list>
<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>Left cell</text:p></table:table-cell><table:table-cell><text:p>Right cell</text:p></table:table-cell></table:table-row></table:table>
<text:p text:style-name="P1">Said by somebody else.</text:p>
<text:p text:style-name="P2">code = 1</text:p>
<text:p>At the end<office:annotation office:name="a"><dc:creator>Me</dc:creator><text:p>sharedground: ignore guilt: hers</text:p></office:annotation> of it.</text:p>
</office:text></office:body></office:document-content>"""


def odt_with(content: str, **parts: str) -> bytes:
    """An OpenDocument text of this content."""
    out = BytesIO()
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text", ZIP_STORED)
        package.writestr("META-INF/manifest.xml", parts.get("manifest", manifest))
        package.writestr("content.xml", content)
    return out.getvalue()


@pytest.fixture(scope="session")
def odt_draft() -> bytes:
    """An OpenDocument text with most of what a draft has."""
    return odt_with(ODT_CONTENT)
