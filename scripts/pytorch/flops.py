"""Counts the floating-point operations of the matrix products and convolutions that torch executes."""

from math import prod

import torch
from torch.utils._python_dispatch import TorchDispatchMode

aten = torch.ops.aten


def product(a, b):
    """2 m n k for each product of [..., m, k] and [..., k, n]."""
    return 2 * prod(a.shape) * b.shape[-1]


def convolution(small, weight, transposed, moved):
    """2 times the multiplications: each position of the output (of the input if transposed) meets the whole kernel."""
    positions = small.shape[0] * prod((moved if not transposed else small).shape[2:])
    return 2 * positions * prod(weight.shape)


class Counter(TorchDispatchMode):
    """Sums up what is executed while it is active."""

    total = 0

    def __torch_dispatch__(self, op, types, args=(), kwargs=None):
        result = op(*args, **(kwargs or {}))
        packet = op.overloadpacket
        if packet in (aten.mm, aten.bmm):
            self.total += product(args[0], args[1])
        elif packet in (aten.addmm, aten.baddbmm):
            self.total += product(args[1], args[2])
        elif packet is aten.convolution:
            self.total += convolution(args[0], args[1], args[6], result)
        elif packet is aten.convolution_backward:
            gradient, image, weight, transposed, wanted = args[0], args[1], args[2], args[7], args[10]
            self.total += sum(wanted[:2]) * convolution(image, weight, transposed, gradient)
        return result


def count(step):
    """Of one call of step."""
    with Counter() as counter:
        step()
    return float(counter.total)
