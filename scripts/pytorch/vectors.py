"""Models of vectors and of small graphs."""

from math import log, pi

import torch
import torch.nn.functional as F
from torch import nn

from players import one


def mlp(weights, inputs):
    net = nn.Sequential(weights.linear("wide"), nn.ReLU(), weights.linear("narrow"), nn.ReLU(), weights.linear("out"))
    labels = inputs["labels"].argmax(1)
    return one(net, lambda: F.cross_entropy(net(inputs["x"]), labels))


def score(weights, inputs):
    net = weights.mlp("", 2, nn.Tanh)
    return one(net, lambda: F.mse_loss(net(inputs["x"]), inputs["target"]))


class Coupling(nn.Module):
    """Affine coupling that keeps the even or the odd coordinates."""

    def __init__(self, weights, name, odd, width):
        super().__init__()
        self.trunk0, self.trunk1 = weights.linear(f"{name}.trunk0"), weights.linear(f"{name}.trunk1")
        self.scale, self.shift = weights.linear(f"{name}.scale"), weights.linear(f"{name}.shift")
        kept = (torch.arange(width) % 2 == odd).float()
        self.register_buffer("kept", kept)
        self.register_buffer("moved", 1 - kept)

    def forward(self, x):
        hidden = F.relu(self.trunk1(F.relu(self.trunk0(x * self.kept))))
        scale = torch.tanh(self.scale(hidden)) * self.moved
        return x * torch.exp(scale) + self.shift(hidden) * self.moved, scale.sum(-1)


def realnvp(weights, inputs):
    x = inputs["x"]
    width = x.shape[1]
    net = nn.ModuleList(Coupling(weights, f"coupling{i}", i % 2, width) for i in range(8))

    def loss():
        value, log_determinant = x, 0
        for coupling in net:
            value, more = coupling(value)
            log_determinant = log_determinant + more
        return (0.5 * value.square().sum(-1) + 0.5 * log(2 * pi) * width - log_determinant).mean()

    return one(net, loss)


def vae(weights, inputs):
    x, noise = inputs["x"], inputs["noise"]
    net = nn.ModuleDict({
        "hidden": weights.linear("encoder.hidden"),
        "mean": weights.linear("encoder.mean"),
        "log_variance": weights.linear("encoder.logVariance"),
        "decoder": weights.mlp("decoder", 1, nn.ReLU),
    })

    def loss():
        hidden = F.relu(net["hidden"](x))
        mean, log_variance = net["mean"](hidden), net["log_variance"](hidden)
        logits = net["decoder"](mean + torch.exp(0.5 * log_variance) * noise)
        reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        divergence = 0.5 * (log_variance.exp() + mean.square() - 1 - log_variance).sum()
        return (reconstruction + divergence) / len(x)

    return one(net, loss)


def gcn(weights, inputs):
    nodes, adjacency, present = inputs["nodes"], inputs["adjacency"], inputs["present"].unsqueeze(2)
    convolutions = nn.ModuleList(weights.linear(f"convolution{i}") for i in range(3))
    head = weights.linear("head")

    def loss():
        hidden = nodes
        for convolution in convolutions:
            hidden = F.relu(convolution(adjacency @ hidden))
        mean = (hidden * present).sum(1) / present.sum(1).clamp(min=1)
        return F.mse_loss(head(mean), inputs["target"])

    return one(nn.ModuleList([convolutions, head]), loss)


def ppo(weights, inputs):
    actor, critic = weights.mlp("actor", 2, nn.Tanh), weights.mlp("critic", 2, nn.Tanh)
    seen, actions, advantages = inputs["seen"], inputs["actions"].unsqueeze(1), inputs["advantages"]

    def loss():
        logs = F.log_softmax(actor(seen), -1)
        ratio = torch.exp(logs.gather(1, actions).squeeze(1) - inputs["before"])
        gain = torch.min(ratio * advantages, ratio.clamp(0.8, 1.2) * advantages).mean()
        entropy = -(logs.exp() * logs).sum(-1).mean()
        value_error = F.mse_loss(critic(seen).squeeze(1), inputs["returns"])
        return 0.5 * value_error - gain - 0.01 * entropy

    return one(nn.ModuleList([actor, critic]), loss)
