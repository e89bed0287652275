"""The real server over stdio, and as little of a client as will do, so that the clock measures the server."""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

import psutil

SMALL = Path(__file__).parents[1] / "lsp" / "small_server.py"
URI = "untitled:Long-draft"
FLAGGED = (
    "Shame on those drivers.",
    "We speak for the voiceless.",
    "Stop whining about rent when people in Gaza are being bombed.",
    "Check your privilege before you complain.",
)
NEUTRAL = (
    "The band played until ten and the rain held off",
    "Copies of the minutes are on the table by the door",
    "The second reading took longer than the first",
    "A bus leaves the square every twenty minutes",
    "The old map shows a bridge where the road bends today",
    "Bread, soup and tea were ready before noon",
)
SUBJECTS = ("The tenants", "Our branch", "People on the estate", "Nurses", "The drivers", "Two of us", "The cleaners")
VERBS = ("met", "walked out", "wrote to the council", "won back the rent", "kept the depot shut", "counted the votes")
PLACES = ("in June", "on the second floor", "at the depot", "by the canal", "after the shift", "in the school hall")
RESTS = (
    "because the landlord had raised the rent twice",
    "and the whole street came along",
    "while the company said nothing",
    "so that nobody had to go alone",
)


def sentence(chance: random.Random, number: int) -> str:
    """A plain sentence; the number makes it unlike the others."""
    if chance.random() < 0.9:
        return f"{chance.choice(NEUTRAL)}, *page {number}*."
    subject = f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(PLACES)} {chance.choice(RESTS)}"
    return f"{subject}, *as {number} others* did “{chance.choice(PLACES)}”."


def paragraph(chance: random.Random) -> str:
    """A few plain sentences; in one of twelve such paragraphs, something to find."""
    number = chance.randrange(10_000)
    sentences = [sentence(chance, number + index) for index in range(chance.randrange(2, 6))]
    if chance.random() < 0.08:
        sentences.insert(1, chance.choice(FLAGGED))
    return " ".join(sentences)


def draft(words: int, seed: int = 4) -> str:
    """Plain prose of so many words in Markdown."""
    chance = random.Random(seed)
    parts: list[str] = []
    count = 0
    while count < words:
        text = paragraph(chance)
        if chance.random() < 0.06:
            parts.append(f"## {chance.choice(SUBJECTS)} {chance.choice(VERBS)}")
        parts.append(text)
        count += len(text.split())
    return "\n\n".join(parts) + "\n"


class Client:
    """A client that pulls. `encoding`: the units in which it counts."""

    def __init__(self, process: asyncio.subprocess.Process, encoding: str = "utf-32") -> None:
        self.process = process
        self.encoding = encoding
        self.number = 0
        self.version = 1

    async def send(self, method: str, params: Any, *, request: bool = False) -> int:
        message: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
        if request:
            self.number += 1
            message["id"] = self.number
        body = json.dumps(message).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        await self.process.stdin.drain()
        return self.number

    async def receive(self) -> dict[str, Any]:
        assert self.process.stdout
        size = 0
        while line := (await self.process.stdout.readline()).strip():
            if line.lower().startswith(b"content-length"):
                size = int(line.split(b":")[1])
        if not size:
            raise EOFError("the server has gone")
        found: dict[str, Any] = json.loads(await self.process.stdout.readexactly(size))
        return found

    async def ask(self, method: str, params: Any) -> Any:
        """The answer to a request; what the server asks meanwhile is answered with nothing."""
        number = await self.send(method, params, request=True)
        while True:
            message = await self.receive()
            if "method" in message:
                if "id" in message:
                    await self._answer(message["id"])
            elif message.get("id") == number:
                return message.get("result", message.get("error"))

    async def waits(self, method: str, params: Any) -> list[float]:
        """How many milliseconds each of many small questions waited, asked one by one while a request is dealt with.

        What is asked needs nothing but the loop, so what it waits for is that.
        """
        number = await self.send(method, params, request=True)
        nowhere = {"textDocument": {"uri": "untitled:nowhere"}, "position": {"line": 0, "character": 0}}
        waits: list[float] = []
        answered = False
        while not answered:
            clock = time.perf_counter()
            question = await self.send("textDocument/hover", nowhere, request=True)
            while (message := await self.receive()).get("id") != question or "method" in message:
                if "method" in message:
                    if "id" in message:
                        await self._answer(message["id"])
                elif message.get("id") == number:
                    answered = "result" in message and not has_more(message["result"])
                    if not answered:  # there is more to come, or it was superseded: asked again, as editors do
                        number = await self.send(method, params, request=True)
            waits.append(1000 * (time.perf_counter() - clock))
            await asyncio.sleep(0.002)
        return sorted(waits)

    async def _answer(self, number: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "id": number, "result": None}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    async def start(self, folder: Path | None = None) -> None:
        capabilities = {
            "general": {"positionEncodings": [self.encoding]},
            "textDocument": {"diagnostic": {}},
            "workspace": {"diagnostics": {"refreshSupport": True}},
        }
        options = {"preview": True}
        params = {"processId": os.getpid(), "rootUri": folder and folder.as_uri(), "capabilities": capabilities}
        await self.ask("initialize", {**params, "initializationOptions": options})
        await self.send("initialized", {})

    async def open(self, text: str, uri: str = URI) -> None:
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.version = 1
        await self.send("textDocument/didOpen", {"textDocument": item})

    async def change(self, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Put a text in the place of what stands between two positions, each a line and a column from 0."""
        self.version += 1
        first, last = ({"line": line, "character": column} for line, column in (start, end))
        change = {"range": {"start": first, "end": last}, "text": text}
        identifier = {"uri": URI, "version": self.version}
        await self.send("textDocument/didChange", {"textDocument": identifier, "contentChanges": [change]})

    async def pull(self) -> list[dict[str, Any]]:
        return list((await self._report())["items"])

    async def settled(self) -> list[dict[str, Any]]:
        """The diagnostics once the server has all that it will say of the text, the sentence reader's too."""
        while has_more(report := await self._report()):
            await asyncio.sleep(0.005)
        return list(report["items"])

    async def _report(self) -> dict[str, Any]:
        while True:
            answer: dict[str, Any] = await self.ask("textDocument/diagnostic", {"textDocument": {"uri": URI}})
            if "items" in answer:
                return answer

    async def leave(self) -> None:
        await self.ask("shutdown", None)
        await self.send("exit", None)
        await self.process.wait()

    @property
    def memory(self) -> float:
        """Resident memory of the server, in MB."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 1e6

    @property
    def cpu(self) -> float:
        """The seconds of a processor that the server has used."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)


def has_more(answer: dict[str, Any]) -> bool:
    """Whether the server says that there is more to come."""
    return str(answer.get("resultId", "")).endswith(("first-look", "unread"))


async def started(small: bool = False, encoding: str = "utf-32", folder: Path | None = None) -> Client:
    """A client of a server that has just started. `small`: with the small pack of tests/lsp; `folder`: a workspace."""
    command = [str(SMALL)] if small else ["-m", "sharedground", "lsp", "--stdio"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**26
    )
    client = Client(process, encoding)
    await client.start(folder)
    return client
