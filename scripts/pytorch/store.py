"""Weights and inputs as the other side wrote them, and torch layers that begin with them."""

from pathlib import Path

import numpy
import torch
from torch import nn


def arrays(folder):
    """All arrays of a folder by file name, as tensors; ids become 64-bit because torch wants them so."""
    tensors = {file.stem: torch.from_numpy(numpy.load(file)) for file in sorted(Path(folder).glob("*.npy"))}
    return {name: t.long() if t.dtype == torch.int32 else t for name, t in tensors.items()}


def image(tensor, layout):
    """Ours has the channels last; torch's shape has them first, whatever the layout in memory is."""
    return tensor if tensor.dim() != 4 else tensor.permute(0, 3, 1, 2).contiguous(memory_format=layout)


class Store:
    """Named weights. A name may be taken once, and at the end none may be left over."""

    def __init__(self, weights, layout):
        self._weights = weights
        self.layout = layout

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
        return self._filled(nn.Linear(weight.shape[1], weight.shape[0], bias=bias), name, weight, bias)

    def linear_to_image(self, name, side):
        """Without a bias; what it gives is an image [side, side, channels] with us, [channels, side, side] here."""
        weight = self.take(f"{name}.weight")
        rows = weight.view(len(weight), side, side, -1).permute(3, 1, 2, 0).reshape(-1, len(weight))
        return self._filled(nn.Linear(rows.shape[1], rows.shape[0], bias=False), name, rows, bias=False)

    def linear_of_image(self, name, side):
        """What it is given is an image [side, side, channels] with us, [channels, side, side] here."""
        weight = self.take(f"{name}.weight")
        rows = weight.view(side, side, -1, weight.shape[1]).permute(3, 2, 0, 1).reshape(weight.shape[1], -1)
        return self._filled(nn.Linear(rows.shape[1], rows.shape[0]), name, rows, bias=True)

    def layer_norm(self, name):
        return self._scaled(lambda size: nn.LayerNorm(size, eps=1e-5), name)

    def mlp(self, name, depth, activation):
        """depth times linear and activation, then linear; as our Mlp names them."""
        prefix = f"{name}." if name else ""
        layers = []
        for i in range(depth):
            layers += [self.linear(f"{prefix}hidden{i}"), activation()]
        return nn.Sequential(*layers, self.linear(f"{prefix}out"))

    def embedding(self, name):
        return nn.Embedding.from_pretrained(self.take(f"{name}.weight"), freeze=False)

    def conv(self, name, bias=True, **geometry):
        """Ours is [kernel, kernel, in, out], torch's [out, in, kernel, kernel]; padded to keep the size."""
        weight = self.take(f"{name}.weight").permute(3, 2, 0, 1).contiguous(memory_format=self.layout)
        out, into, kernel, _ = weight.shape
        layer = nn.Conv2d(into, out, kernel, padding=(kernel - 1) // 2, bias=bias, **geometry)
        return self._filled(layer, name, weight, bias)

    def transposed_conv(self, name, stride, bias=True):
        """Ours is [kernel, kernel, out, in], torch's [in, out, kernel, kernel]; kernel - stride is even."""
        weight = self.take(f"{name}.weight").permute(3, 2, 0, 1).contiguous(memory_format=self.layout)
        into, out, kernel, _ = weight.shape
        layer = nn.ConvTranspose2d(into, out, kernel, stride, padding=(kernel - stride) // 2, bias=bias)
        return self._filled(layer, name, weight, bias)

    def group_norm(self, name, groups):
        return self._scaled(lambda size: nn.GroupNorm(groups, size, eps=1e-5), name)

    def batch_norm(self, name):
        """By the statistics of the batch; no step of the benchmark needs the running ones."""
        self.take(f"{name}.mean")
        self.take(f"{name}.variance")
        return self._scaled(lambda size: nn.BatchNorm2d(size, eps=1e-5, track_running_stats=False), name)

    def _scaled(self, norm, name):
        gain = self.parameter(f"{name}.gain")
        layer = norm(len(gain))
        layer.weight, layer.bias = gain, self.parameter(f"{name}.bias")
        return layer

    def _filled(self, layer, name, weight, bias):
        layer.weight = nn.Parameter(weight)
        if bias:
            layer.bias = self.parameter(f"{name}.bias")
        return layer
