"""Models of images."""

import torch
import torch.nn.functional as F
from torch import nn

from players import one, player


class Block(nn.Module):
    """A residual block of a UNet that is told the time."""

    def __init__(self, weights, name, groups, shortcut):
        super().__init__()
        self.norm1, self.norm2 = (weights.group_norm(f"{name}.norm{i}", groups) for i in (1, 2))
        self.conv1, self.conv2 = weights.conv(f"{name}.conv1"), weights.conv(f"{name}.conv2")
        self.time = weights.linear(f"{name}.time")
        self.shortcut = weights.conv(f"{name}.shortcut") if shortcut else nn.Identity()

    def forward(self, x, time):
        timed = self.conv1(F.silu(self.norm1(x))) + self.time(time)[:, :, None, None]
        return self.conv2(F.silu(self.norm2(timed))) + self.shortcut(x)


class UNet(nn.Module):
    def __init__(self, weights, groups):
        super().__init__()
        self.hidden, self.out = weights.linear("time.hidden"), weights.linear("time.out")
        self.stem, self.norm, self.head = weights.conv("stem"), weights.group_norm("norm", groups), weights.conv("head")
        self.down0 = Block(weights, "down0", groups, shortcut=False)
        self.down1, self.middle, self.up1, self.up0 = (
            Block(weights, name, groups, shortcut=True) for name in ("down1", "middle", "up1", "up0"))

    def forward(self, x, t):
        size = self.hidden.in_features
        angles = t[:, None] * 10_000 ** (-2 * torch.arange(size // 2) / size)
        waves = torch.cat([angles.sin(), angles.cos()], 1)
        time = F.silu(self.out(F.silu(self.hidden(waves))))
        fine = self.down0(self.stem(x), time)
        half = self.down1(F.max_pool2d(fine, 2), time)
        middle = self.middle(F.max_pool2d(half, 2), time)
        up1 = self.up1(torch.cat([F.interpolate(middle, scale_factor=2), half], 1), time)
        up0 = self.up0(torch.cat([F.interpolate(up1, scale_factor=2), fine], 1), time)
        return self.head(F.silu(self.norm(up0)))


def unet(weights, inputs):
    net = UNet(weights, groups=8)
    return one(net, lambda: F.mse_loss(net(inputs["x"], inputs["t"]), inputs["noise"]))


class Generator(nn.Module):
    def __init__(self, weights, side=7):
        super().__init__()
        self.project = weights.linear_to_image("generator.project", side)
        self.side, self.layout = side, weights.layout
        self.norm0, self.norm1 = (weights.batch_norm(f"generator.norm{i}") for i in (0, 1))
        self.up1 = weights.transposed_conv("generator.up1", 2, bias=False)
        self.up2 = weights.transposed_conv("generator.up2", 2)

    def forward(self, noise):
        small = self.project(noise).view(len(noise), -1, self.side, self.side).contiguous(memory_format=self.layout)
        half = self.up1(F.relu(self.norm0(small)))
        return torch.tanh(self.up2(F.relu(self.norm1(half))))


class Critic(nn.Module):
    def __init__(self, weights, side=7):
        super().__init__()
        self.down1 = weights.conv("critic.down1", stride=2)
        self.down2 = weights.conv("critic.down2", bias=False, stride=2)
        self.norm, self.head = weights.batch_norm("critic.norm"), weights.linear_of_image("critic.head", side)

    def forward(self, image):
        half = F.leaky_relu(self.down1(image), 0.2)
        small = F.leaky_relu(self.norm(self.down2(half)), 0.2)
        return self.head(small.flatten(1))


def dcgan(weights, inputs):
    generator, critic = Generator(weights), Critic(weights)
    real, noise = inputs["real"], inputs["noise"]

    def critic_loss():
        with torch.no_grad():
            fake = generator(noise)
        return F.softplus(-critic(real)).mean() + F.softplus(critic(fake)).mean()

    def generator_loss():
        return F.softplus(-critic(generator(noise))).mean()

    return [player(critic, critic_loss), player(generator, generator_loss)]
