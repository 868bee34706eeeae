"""Weights and inputs as the other side wrote them, and torch layers that begin with them."""

from pathlib import Path

import numpy
import torch
from torch import nn


def arrays(folder):
    """All arrays of a folder by file name, as tensors; ids become 64-bit because torch wants them so."""
    tensors = {file.stem: torch.from_numpy(numpy.load(file)) for file in sorted(Path(folder).glob("*.npy"))}
    return {name: t.long() if t.dtype == torch.int32 else t for name, t in tensors.items()}


class Store:
    """Named weights. A name may be taken once, and at the end none may be left over."""

    def __init__(self, weights):
        self._weights = weights

    def take(self, name):
        """A tensor of its own."""
        if name not in self._weights:
            raise SystemExit(f"no weight {name}; left are {sorted(self._weights)}")
        return self._weights.pop(name).clone()

    def require_empty(self):
        if self._weights:
            raise SystemExit(f"the twin does not use the weights {sorted(self._weights)}")

    def parameter(self, name):
        return nn.Parameter(self.take(name))

    def linear(self, name, bias=True):
        """Ours is [in, out], torch's [out, in]."""
        weight = self.take(f"{name}.weight").t().contiguous()
        layer = nn.Linear(weight.shape[1], weight.shape[0], bias=bias)
        layer.weight = nn.Parameter(weight)
        if bias:
            layer.bias = self.parameter(f"{name}.bias")
        return layer

    def layer_norm(self, name):
        gain = self.parameter(f"{name}.gain")
        layer = nn.LayerNorm(gain.shape[0], eps=1e-5)
        layer.weight, layer.bias = gain, self.parameter(f"{name}.bias")
        return layer

    def mlp(self, name, depth, activation):
        """depth times linear and activation, then linear; as our Mlp names them."""
        prefix = f"{name}." if name else ""
        layers = []
        for i in range(depth):
            layers += [self.linear(f"{prefix}hidden{i}"), activation()]
        return nn.Sequential(*layers, self.linear(f"{prefix}out"))
