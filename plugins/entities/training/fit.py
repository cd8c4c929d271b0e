"""Fitting: the likelihood of what is known of the labels, over zones."""

import sys
import time
from collections.abc import Iterator

import numpy as np
import torch
from corpuskit_entities.tagger.sizes import AROUND, EVIDENCE, LABELS
from numpy.typing import NDArray
from torch import Tensor, nn

from .examples import Examples
from .net import Net
from .vocabulary import Rows

__all__ = ["fit"]

_STEP = 1600
"""Words of a step."""

_RATE = 2e-3
_SETTLED = 0.4
_UNLIKELY = -1e4
Numbers = NDArray[np.int64]


def fit(net: Net, examples: Examples, rows: Rows, zones: Numbers, evidence: Tensor | None, epochs: int) -> None:
    """Fit a network to some zones; half of these are read without evidence of their documents."""
    source = np.random.default_rng(0)
    torch.manual_seed(0)
    optimiser = torch.optim.AdamW([one for one in net.parameters() if one.requires_grad], lr=_RATE, weight_decay=1e-5)
    steps = [*_steps(examples.zones[zones], np.random.default_rng(0))]
    total = epochs * len(steps)
    mean = Mean(net)
    net.train()
    for epoch in range(epochs):
        begun, loss = time.process_time(), 0.0
        for number, chosen in enumerate(_steps(examples.zones[zones], source)):
            done = epoch * len(steps) + number
            for group in optimiser.param_groups:
                group["lr"] = _RATE * min(1, done / 200) * max(0.1, 1 - done / total)
            loss += _step(net, optimiser, examples, rows, zones[chosen], evidence)
            if done >= total * _SETTLED:
                mean.add()
        print(f"epoch {epoch + 1}: {loss / len(steps):.4f}, {time.process_time() - begun:.0f} s", file=sys.stderr)

    mean.take()


class Mean:
    """The mean of the parameters of a network over some steps, which does better on other texts than the last ones."""

    def __init__(self, net: Net) -> None:
        self._parameters = [*net.parameters()]
        self._means = [one.detach().clone() for one in self._parameters]
        self._count = 0

    @torch.no_grad()
    def add(self) -> None:
        """Add the parameters as they are now."""
        self._count += 1
        for mean, one in zip(self._means, self._parameters, strict=True):
            mean += (one - mean) / self._count

    @torch.no_grad()
    def take(self) -> None:
        """Give the network the means."""
        for mean, one in zip(self._means, self._parameters, strict=True):
            one.copy_(mean)


def _steps(zones: Numbers, source: np.random.Generator) -> Iterator[Numbers]:
    """Give the numbers of zones of about one length, as many as a step takes, in any order."""
    lengths = zones[:, 1] - zones[:, 0]
    order = source.permutation(len(zones))
    order = order[np.argsort(np.minimum(lengths[order], 16) // 3, kind="stable")]
    part = np.cumsum(lengths[order]) // _STEP
    pieces = np.split(order, np.flatnonzero(np.diff(part)) + 1)
    for at in source.permutation(len(pieces)).tolist():
        yield pieces[at]


def _step(
    net: Net,
    optimiser: torch.optim.Optimizer,
    examples: Examples,
    rows: Rows,
    zones: Numbers,
    evidence: Tensor | None,
) -> float:
    places, there = _grid(examples.zones[zones])
    if evidence is not None:
        kept = torch.rand(len(zones)) < 0.6
        evidence = evidence[_beside(places[there])].flatten(1) * kept[np.nonzero(there)[0]][:, None]
    emissions, present = _emissions(net, examples, rows, places, there, evidence)
    allowed = torch.from_numpy(examples.allowed[places])
    known = emissions.masked_fill(~allowed & present[:, :, None], _UNLIKELY)
    weights = torch.from_numpy(examples.weights[zones])
    loss = ((_log_sums(net, emissions, present) - _log_sums(net, known, present)) * weights).sum() / weights.sum()
    optimiser.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(net.parameters(), 2.0)
    optimiser.step()
    return float(loss.detach())


def _grid(zones: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """Give the rows of the words of zones, a row each, and which of them are there."""
    lengths = zones[:, 1] - zones[:, 0]
    steps = np.arange(lengths.max())
    there = steps < lengths[:, None]
    return np.where(there, zones[:, :1] + steps, 0), there


def _beside(places: Numbers) -> Tensor:
    return torch.from_numpy(places[:, None] + np.arange(-1, 2))


def _emissions(
    net: Net, examples: Examples, rows: Rows, places: Numbers, there: NDArray[np.bool_], evidence: Tensor | None
) -> tuple[Tensor, Tensor]:
    flat = places[there]
    around = examples.types[flat[:, None] + np.arange(-AROUND, AROUND + 1)]
    types, numbers = np.unique(around, return_inverse=True)
    vectors = net.drop(net.vectors(rows, torch.from_numpy(types)))[torch.from_numpy(numbers.reshape(around.shape))]
    if net.training:
        kept = (torch.rand(around.shape) >= 0.1) | (torch.arange(2 * AROUND + 1) == AROUND)
        vectors = vectors * kept[:, :, None]
    evidence = torch.zeros(len(flat), 3 * EVIDENCE) if evidence is None else evidence
    present = torch.from_numpy(there)
    found = torch.zeros(*there.shape, len(LABELS))
    found[present] = net(vectors, torch.from_numpy(examples.modes[flat]), evidence)
    return found, present


def _log_sums(net: Net, emissions: Tensor, present: Tensor) -> Tensor:
    """Give the logarithm of the sum over all labellings of each zone."""
    moves, opens = net.moves + net.never_moves, net.opens + net.never_opens
    sums = emissions[:, 0] + opens
    for step in range(1, emissions.shape[1]):
        further = torch.logsumexp(sums[:, :, None] + moves, 1) + emissions[:, step]
        sums = torch.where(present[:, step, None], further, sums)
    return torch.logsumexp(sums + net.closes, 1)
