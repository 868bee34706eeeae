"""What a training step of a twin works on."""

from dataclasses import dataclass
from typing import Callable, List

import torch


@dataclass
class Player:
    """What a step moves and the loss that it lowers."""

    parameters: List[torch.Tensor]
    loss: Callable[[], torch.Tensor]


def player(module, loss):
    """Moves all parameters of a module that are not frozen."""
    return Player([p for p in module.parameters() if p.requires_grad], loss)


def one(module, loss):
    """A game of one player."""
    return [player(module, loss)]
