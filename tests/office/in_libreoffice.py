"""Run by the Python that LibreOffice brings: opens a file in a headless LibreOffice and says what it sees, as JSON.

python3 in_libreoffice.py FILE look|accept|reject
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_SECONDS = 90


def _property(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def _context(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(_SECONDS * 4):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not answer")


def _paragraphs(text):
    for paragraph in text:
        if paragraph.supportsService("com.sun.star.text.TextTable"):
            for cell in paragraph.CellNames:
                yield from _paragraphs(paragraph.getCellByName(cell))
        else:
            yield paragraph.String


def _comments(document):
    for field in document.TextFields:
        if field.supportsService("com.sun.star.text.textfield.Annotation"):
            yield {"author": field.Author, "text": field.Content, "words": field.Anchor.String}


def main():
    file, action = sys.argv[1:]
    with tempfile.TemporaryDirectory() as home:
        pipe = Path(home).name
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{home}",
             f"--accept=pipe,name={pipe};urp;"]
        )  # fmt: skip
        try:
            context = _context(pipe)
            manager = context.ServiceManager
            desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            hidden = (_property("Hidden", True),)
            document = desktop.loadComponentFromURL(Path(file).resolve().as_uri(), "_blank", 0, hidden)
            changes = sum(1 for _ in document.Redlines)
            if action != "look":
                dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
                command = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}[action]
                dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
            seen = {
                "changes": changes,
                "paragraphs": list(_paragraphs(document.Text)),
                "comments": list(_comments(document)),
                "notes": [document.Footnotes.getByIndex(i).String for i in range(document.Footnotes.Count)],
                "pictures": len(document.GraphicObjects.ElementNames),
            }
            print(json.dumps(seen))
            document.close(True)
            desktop.terminate()
        finally:
            office.terminate()
            office.wait(20)


main()
