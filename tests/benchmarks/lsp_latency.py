"""How long from a keystroke to fresh diagnostics, and how much memory, with the real server over stdio.

    lsp_latency.py                   a 20,000-word draft and a 1,000-word one, 500 keystrokes in each
    lsp_latency.py --edits 100000    as many random edits; the findings are compared with those of a fresh server
    lsp_latency.py --small           with the small pack of tests/lsp in the place of the standard rules

A keystroke is a didChange of one character and the pull that follows it; the clock stops when the answer is there.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

import psutil

HERE = Path(__file__).parent
SMALL = HERE.parent / "lsp" / "small_server.py"
URI = "untitled:Long-draft"
TYPED = "the rent went up again and people on our street are talking about it "
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


def draft(words: int, seed: int = 4) -> str:
    """Plain prose of so many words in Markdown, with a finding in about one paragraph of twelve."""
    chance = random.Random(seed)
    parts: list[str] = []
    count = 0
    while count < words:
        number = chance.randrange(10_000)
        sentences = [
            f"{chance.choice(NEUTRAL)}, *page {number + index}*."
            if chance.random() < 0.9
            else f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(PLACES)} {chance.choice(RESTS)}, "
            f"*as {number + index} others* did “{chance.choice(PLACES)}”."
            for index in range(chance.randrange(2, 6))
        ]
        if chance.random() < 0.08:
            sentences.insert(1, chance.choice(FLAGGED))
        if chance.random() < 0.06:
            parts.append(f"## {chance.choice(SUBJECTS)} {chance.choice(VERBS)}")
        parts.append(" ".join(sentences))
        count += len(parts[-1].split())
    return "\n\n".join(parts) + "\n"


class Client:
    """As little of a client as will do, so that the clock measures the server."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
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

    async def _answer(self, number: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "id": number, "result": None}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    async def start(self) -> None:
        capabilities = {"general": {"positionEncodings": ["utf-32"]}, "textDocument": {"diagnostic": {}}}
        options = {"preview": True}
        params = {"processId": os.getpid(), "rootUri": None, "capabilities": capabilities}
        await self.ask("initialize", {**params, "initializationOptions": options})
        await self.send("initialized", {})

    async def open(self, text: str) -> None:
        item = {"uri": URI, "languageId": "markdown", "version": 1, "text": text}
        self.version = 1
        await self.send("textDocument/didOpen", {"textDocument": item})

    async def change(self, line: int, start: int, end: int, text: str) -> None:
        self.version += 1
        place = {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
        change = {"range": place, "text": text}
        identifier = {"uri": URI, "version": self.version}
        await self.send("textDocument/didChange", {"textDocument": identifier, "contentChanges": [change]})

    async def pull(self) -> list[dict[str, Any]]:
        while True:
            answer = await self.ask("textDocument/diagnostic", {"textDocument": {"uri": URI}})
            if "items" in answer:
                return list(answer["items"])

    async def leave(self) -> None:
        await self.ask("shutdown", None)
        await self.send("exit", None)
        await self.process.wait()


async def started(small: bool) -> Client:
    command = [str(SMALL)] if small else ["-m", "sharedground", "lsp", "--stdio"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**26
    )
    client = Client(process)
    await client.start()
    return client


def memory(client: Client) -> float:
    """Resident memory of the server, in MB."""
    return float(psutil.Process(client.process.pid).memory_info().rss) / 1e6


def cpu(client: Client) -> float:
    """The seconds of a processor that the server has used."""
    times = psutil.Process(client.process.pid).cpu_times()
    return float(times.user + times.system)


async def type_in(words: int, keystrokes: int, small: bool) -> None:
    """Open a draft, type in twenty places, and say how long each keystroke took."""
    client = await started(small)
    text = draft(words)
    lines = text.splitlines()
    clock = time.perf_counter()
    await client.open(text)
    found = await client.pull()
    opened = time.perf_counter() - clock
    before = memory(client)
    chance = random.Random(5)
    places = [chance.choice([n for n, line in enumerate(lines) if len(line) > 80]) for _ in range(20)]
    times: list[float] = []
    busy = cpu(client)
    for stroke in range(keystrokes):
        line = places[stroke * len(places) // keystrokes]
        column = 40 + stroke % (keystrokes // len(places))
        clock = time.perf_counter()
        await client.change(line, column, column, TYPED[stroke % len(TYPED)])
        await client.pull()
        times.append(1000 * (time.perf_counter() - clock))
    busy = 1000 * (cpu(client) - busy) / keystrokes
    times.sort()
    percentiles = "  ".join(f"p{p} {times[min(len(times) - 1, p * len(times) // 100)]:.1f} ms" for p in (50, 95, 99))
    print(f"{words:,} words, {len(found)} findings: opened in {opened:.1f} s; {keystrokes} keystrokes: {percentiles}")
    print(f"  the server was busy for {busy:.1f} ms a keystroke, whatever else the machine was doing")
    print(f"  resident memory: {before:.0f} MB at the start, {memory(client):.0f} MB at the end")
    await client.leave()


async def start_up(words: int, small: bool) -> None:
    """Open a draft at once, and see how long the server keeps a small question waiting while it gets ready."""
    clock = time.perf_counter()
    client = await started(small)
    greeted = time.perf_counter() - clock
    await client.open(draft(words))
    number = await client.send("textDocument/diagnostic", {"textDocument": {"uri": URI}}, request=True)
    waits: list[float] = []
    ready = False
    while not ready:
        asked = time.perf_counter()
        nowhere = {"textDocument": {"uri": "untitled:nowhere"}, "position": {"line": 0, "character": 0}}
        question = await client.send("textDocument/hover", nowhere, request=True)
        while (message := await client.receive()).get("id") != question:
            if message.get("id") == number and "method" not in message:
                ready = "result" in message
                if not ready:
                    params = {"textDocument": {"uri": URI}}
                    number = await client.send("textDocument/diagnostic", params, request=True)
        waits.append(1000 * (time.perf_counter() - asked))
        await asyncio.sleep(0.01)
    waits.sort()
    print(f"{words:,} words: greeted after {greeted:.1f} s, first findings after {time.perf_counter() - clock:.1f} s")
    print(f"  a small question meanwhile waited p50 {waits[len(waits) // 2]:.0f} ms, at most {waits[-1]:.0f} ms")
    await client.leave()


async def edit_at_random(words: int, edits: int, small: bool, every: int) -> None:
    """Edit a draft at random; now and then compare with a server that sees the text for the first time."""
    client, fresh = await started(small), await started(small)
    lines = draft(words).splitlines()
    await client.open("\n".join(lines))
    await client.pull()
    start = 0.0
    chance = random.Random(6)
    compared = 0
    for number in range(1, edits + 1):
        line = chance.randrange(len(lines))
        first = chance.randrange(len(lines[line]) + 1)
        last = min(len(lines[line]), first + chance.choice((0, 0, 0, 1, 1, 4)))
        new = chance.choice((*" etaoinshr.", "“", "*", "the voiceless", "", "", "")) if len(lines[line]) < 900 else ""
        lines[line] = lines[line][:first] + new + lines[line][last:]
        await client.change(line, first, last, new)
        if number % 10 == 0:
            await client.pull()
        if number == max(1, edits // 20):
            start = memory(client)
        if number % every == 0 or number == edits:
            await fresh.send("textDocument/didClose", {"textDocument": {"uri": URI}})
            await fresh.open("\n".join(lines))
            assert _plain(await client.pull()) == _plain(await fresh.pull()), f"the servers differ after {number} edits"
            compared += 1
    end = memory(client)
    print(f"{edits:,} random edits in {words:,} words, compared {compared} times: no difference")
    print(f"  resident memory: {start:.0f} MB after a twentieth, {end:.0f} MB at the end ({end / start - 1:+.1%})")
    await client.leave()
    await fresh.leave()


def _plain(found: list[dict[str, Any]]) -> list[Any]:
    return [(item["code"], item["range"], item["message"]) for item in found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, action="append", help="drafts of so many words (20000 and 1000)")
    parser.add_argument("--keystrokes", type=int, default=500)
    parser.add_argument("--edits", type=int, default=0, help="replay so many random edits instead")
    parser.add_argument("--start", action="store_true", help="how long a small question waits while it starts")
    parser.add_argument("--every", type=int, default=1000, help="compare after each so many edits")
    parser.add_argument("--small", action="store_true", help="with the small pack of tests/lsp")
    chosen = parser.parse_args()
    if chosen.edits:
        asyncio.run(edit_at_random((chosen.words or [5000])[0], chosen.edits, chosen.small, chosen.every))
        return
    if chosen.start:
        asyncio.run(start_up((chosen.words or [20_000])[0], chosen.small))
        return
    for words in chosen.words or (20_000, 1_000):
        asyncio.run(type_in(words, chosen.keystrokes, chosen.small))


if __name__ == "__main__":
    main()
