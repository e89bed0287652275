"""Trains the sentence reader: `python train.py --out reader.pt PASSAGES.jsonl … [--prose FOLDER] [--hard FILE]`.

Takes about a quarter of an hour on one core. Files that the reader is measured on must not be among the passages.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from net import Batches, Net
from passages import LABELS, Passage, among_others, prose, read

_FROZEN_LAYERS = 2
_CATEGORY, _PIECES = 0.5, 0.5
"""How much the category and the span weigh beside whether a passage is flagged at all."""


def loss_of(
    net: Net, rows: Sequence[Passage], ids: torch.Tensor, mask: torch.Tensor, within: torch.Tensor
) -> torch.Tensor:
    """How far the model is from what should be said of these passages."""
    scores, pieces = net(ids, mask)
    logs = torch.log_softmax(scores, -1)
    flagged = torch.tensor([row.flagged for row in rows])
    over = torch.logsumexp(logs[:, 1:], -1)
    loss = -torch.where(flagged, over, logs[:, 0]).mean()
    label = torch.tensor([LABELS.index(row.label) if row.label in LABELS else 0 for row in rows])
    named = flagged & (label > 0)
    if named.any():
        loss = loss - _CATEGORY * (logs[named, label[named]] - over[named]).mean()
    told = torch.tensor([not row.flagged or bool(row.spans) for row in rows]).float()[:, None] * mask
    each = torch.nn.functional.binary_cross_entropy_with_logits(pieces, within, reduction="none")
    return loss + _PIECES * (each * told).sum() / told.sum().clamp(min=1)


def train(net: Net, rows: Sequence[Passage], others: Sequence[str], epochs: int, rate: float, size: int) -> Net:
    """The model trained on passages; `others`: plain sentences that some of them are set beside."""
    batches = Batches(size)
    net.encoder.embeddings.requires_grad_(False)
    net.encoder.encoder.layer[:_FROZEN_LAYERS].requires_grad_(False)
    optimizer = torch.optim.AdamW([p for p in net.parameters() if p.requires_grad], lr=rate, weight_decay=0.01)
    steps, step, start = epochs * math.ceil(len(rows) / size), 0, time.time()
    for epoch in range(epochs):
        net.train()
        total = 0.0
        seen = among_others(rows, others) if others else list(rows)
        for places, ids, mask, within in batches.of(seen):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, step / (0.1 * steps)) * (1 - step / (steps + 1))
            loss = loss_of(net, [seen[place] for place in places], ids, mask, within)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            total += loss.item()
        mean = total / math.ceil(len(rows) / size)
        print(f"epoch {epoch + 1}: loss {mean:.3f}, {time.time() - start:.0f} s", flush=True)
    return net


def main() -> None:
    """Trains, and writes the weights."""
    parser = argparse.ArgumentParser(description="Train the sentence reader.")
    parser.add_argument("passages", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--prose", type=Path, help="a folder of plain prose, nothing of which is to be flagged")
    parser.add_argument("--hard", type=Path, help="a JSON list of plain passages that an earlier model took for more")
    parser.add_argument("--plain", type=int, default=1200, help="how many passages of prose to take")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--size", type=int, default=16)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    random.seed(0)
    torch.manual_seed(0)
    rows = read(options.passages)
    plain = list(prose(options.prose, half=0)) if options.prose else []
    rows += random.sample([row for row in plain if len(row.text) < 260], options.plain)
    if options.hard:
        rows += [Passage(text, False, "ok", (), "prose") for text in json.loads(options.hard.read_text("utf-8"))]
    others = [row.text for row in rows if not row.flagged and len(row.text) < 160]
    print(f"{len(rows)} passages, {sum(row.flagged for row in rows)} to flag", flush=True)
    net = Net()
    if options.start:
        net.load_state_dict(torch.load(options.start))
    torch.save(train(net, rows, others, options.epochs, options.rate, options.size).state_dict(), options.out)


if __name__ == "__main__":
    main()
