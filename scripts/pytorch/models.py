"""The twins, by the names of the benchmark: each takes weights and inputs and gives its players.

A player is what a step moves and the loss that it lowers; a game has several, all others one. The arithmetic is that of
our models; the layers are torch's own wherever it has them.
"""

from dataclasses import dataclass
from typing import Callable, List

import torch
import torch.nn.functional as F
from torch import nn


@dataclass
class Player:
    parameters: List[torch.Tensor]
    loss: Callable[[], torch.Tensor]


def one(module, loss):
    """A single player that moves all parameters of a module."""
    return [Player(list(module.parameters()), loss)]


def mlp(weights, inputs):
    net = nn.Sequential(
        weights.linear("wide"), nn.ReLU(), weights.linear("narrow"), nn.ReLU(), weights.linear("out"))
    labels = inputs["labels"].argmax(1)
    return one(net, lambda: F.cross_entropy(net(inputs["x"]), labels))


def score(weights, inputs):
    net = weights.mlp("", 2, nn.Tanh)
    return one(net, lambda: F.mse_loss(net(inputs["x"]), inputs["target"]))


class Block(nn.Module):
    """A transformer block with the norms inside of the residual branches."""

    def __init__(self, weights, name, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = weights.layer_norm(f"{name}.norm1"), weights.layer_norm(f"{name}.norm2")
        attention = f"{name}.attention"
        self.query = weights.linear(f"{attention}.query")
        self.key = weights.linear(f"{attention}.key", bias=False)
        self.value = weights.linear(f"{attention}.value")
        self.out = weights.linear(f"{attention}.out")
        self.mlp = weights.mlp(f"{name}.mlp", 1, nn.GELU)

    def forward(self, x, mask=None):
        normal = self.norm1(x)
        queries, keys, values = (self.split(layer(normal)) for layer in (self.query, self.key, self.value))
        scores = (queries * queries.shape[-1] ** -0.5) @ keys.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask
        mixed = (torch.softmax(scores, -1) @ values).permute(0, 2, 1, 3).reshape(x.shape)
        x = x + self.out(mixed)
        return x + self.mlp(self.norm2(x))

    def split(self, rows):
        batch, tokens, width = rows.shape
        return rows.view(batch, tokens, self.heads, width // self.heads).permute(0, 2, 1, 3)


class Vit(nn.Module):
    def __init__(self, weights, depth=4, heads=4, patch=4):
        super().__init__()
        self.patch = patch
        self.embed, self.token = weights.linear("patches"), weights.parameter("class.token")
        self.positions = weights.parameter("positions.weight")
        self.blocks = nn.ModuleList(Block(weights, f"block{i}", heads) for i in range(depth))
        self.norm, self.head = weights.layer_norm("norm"), weights.linear("head")

    def forward(self, image):
        batch, channels, height, width = image.shape
        side = self.patch
        grid = image.view(batch, channels, height // side, side, width // side, side).permute(0, 2, 4, 1, 3, 5)
        embedded = self.embed(grid.reshape(batch, -1, channels * side * side))
        x = torch.cat([self.token.expand(batch, -1, -1), embedded], 1) + self.positions
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x[:, 0]))


def vit(weights, inputs):
    net = Vit(weights)
    labels = inputs["labels"].argmax(1)
    return one(net, lambda: F.cross_entropy(net(inputs["image"]), labels))


ALL = {"mlp": mlp, "score": score, "vit": vit}
