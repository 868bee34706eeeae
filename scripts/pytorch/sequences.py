"""Models of sequences: of tokens, and of the patches of an image."""

import torch
import torch.nn.functional as F
from torch import nn

from players import one


class Block(nn.Module):
    """A transformer block with the norms inside of the residual branches."""

    def __init__(self, weights, name, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = weights.layer_norm(f"{name}.norm1"), weights.layer_norm(f"{name}.norm2")
        self.query, self.value, self.out = (weights.linear(f"{name}.attention.{x}") for x in ("query", "value", "out"))
        self.key = weights.linear(f"{name}.attention.key", bias=False)
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


def blocks(weights, depth, heads):
    return nn.ModuleList(Block(weights, f"block{i}", heads) for i in range(depth))


class Vit(nn.Module):
    def __init__(self, weights, depth=4, heads=4, patch=4):
        super().__init__()
        self.patch = patch
        self.embed, self.token = weights.linear("patches"), weights.parameter("class.token")
        self.positions = weights.parameter("positions.weight")
        self.blocks = blocks(weights, depth, heads)
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


class Gpt(nn.Module):
    def __init__(self, weights, depth=4, heads=4):
        super().__init__()
        self.tokens, self.positions = weights.embedding("tokens"), weights.parameter("positions.weight")
        self.blocks = blocks(weights, depth, heads)
        self.norm, self.head = weights.layer_norm("norm"), weights.linear("head", bias=False)
        context = len(self.positions)
        self.register_buffer("mask", torch.full((context, context), float("-inf")).triu(1))

    def forward(self, ids):
        x = self.tokens(ids) + self.positions
        for block in self.blocks:
            x = block(x, self.mask)
        return self.head(self.norm(x))


class Lstm(nn.Module):
    """One memory. Ours has one bias, torch's has two, of which one stays zero."""

    def __init__(self, weights):
        super().__init__()
        self.tokens = weights.embedding("tokens")
        from_input, from_state = weights.linear("lstm0.input"), weights.linear("lstm0.state", bias=False)
        self.memory = nn.LSTM(from_input.in_features, from_state.in_features, batch_first=True)
        self.memory.weight_ih_l0, self.memory.bias_ih_l0 = from_input.weight, from_input.bias
        self.memory.weight_hh_l0 = from_state.weight
        self.memory.bias_hh_l0 = nn.Parameter(torch.zeros_like(from_input.bias), requires_grad=False)
        self.head = weights.linear("head")

    def forward(self, ids):
        return self.head(self.memory(self.tokens(ids))[0])


def next_token(net, inputs):
    targets = inputs["next"].flatten()
    return one(net, lambda: F.cross_entropy(net(inputs["ids"]).flatten(0, 1), targets))


def gpt(weights, inputs):
    return next_token(Gpt(weights), inputs)


def lstm(weights, inputs):
    return next_token(Lstm(weights), inputs)
