"""One side of bench: the PyTorch twin of a model. Answers with one line of JSON, the last of standard output."""

import argparse
import json
import sys
import time
from pathlib import Path

import torch

import flops
import models
import store

RATE = 1e-3
WARM_UP, FEWEST_WARM = 0.7, 5
COUNTED, FEWEST, MOST = 2.0, 8, 2000


class Step:
    """Forward, backward and update; for a game once for each player."""

    def __init__(self, name, folder, foreach=False, layout=torch.contiguous_format):
        weights = store.Store(store.arrays(folder / "weights"), layout)
        inputs = store.arrays(folder / "inputs")
        if name in models.OF_IMAGES:
            inputs = {key: store.image(value, layout) for key, value in inputs.items()}
        self.players = models.ALL[name](weights, inputs)
        weights.require_empty()
        self.optimisers = [torch.optim.Adam(player.parameters, RATE, foreach=foreach) for player in self.players]

    def __call__(self):
        total = 0.0
        for player, optimiser in zip(self.players, self.optimisers):
            optimiser.zero_grad(set_to_none=True)
            loss = player.loss()
            loss.backward(inputs=player.parameters)
            optimiser.step()
            total += loss.item()
        return total


def check(name, folder):
    step = Step(name, folder)
    losses = [step() for _ in range(4)]
    capability = torch.__config__.show().split("CPU capability usage: ")[-1].split()[0]
    return {"losses": losses, "flops": flops.count(step), "version": f"{torch.__version__}, {capability}"}


def timed(step):
    """Times of single steps after a warm-up, in milliseconds: sorted."""
    clock = time.perf_counter
    begin, warm = clock(), 0
    while warm < FEWEST_WARM or clock() - begin < WARM_UP:
        step()
        warm += 1
    times, begin = [], clock()
    while len(times) < FEWEST or (len(times) < MOST and clock() - begin < COUNTED):
        start = clock()
        step()
        times.append(1e3 * (clock() - start))
    return sorted(times)


def quantile(times, p):
    """Linear between the values, as on the other side."""
    place = p * (len(times) - 1)
    low = int(place)
    high = min(low + 1, len(times) - 1)
    return times[low] + (place - low) * (times[high] - times[low])


def variants(name):
    """Ways to run the same step, of which the fastest counts."""
    ways = {"single": {}, "foreach": {"foreach": True}}
    if name in models.OF_IMAGES:
        ways["channels last"] = {"layout": torch.channels_last}
    return ways


def measure(name, folder, launched):
    step = Step(name, folder)
    step()
    start = time.time() - launched / 1e3
    timings = {}
    for label, settings in variants(name).items():
        step = Step(name, folder, **settings)
        times = timed(step)
        timings[label] = {"median": quantile(times, 0.5), "p25": quantile(times, 0.25), "steps": len(times)}
    return {"timings": timings, "peak": peak_memory(), "start": start}


def peak_memory():
    """The most that was resident, MiB; NaN where the system does not tell. (getrusage would count the parent's too.)"""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", choices=("check", "time"), required=True)
    parser.add_argument("--model", choices=sorted(models.ALL), required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=0, help="0: as many as torch likes")
    parser.add_argument("--launched", type=int, required=True, help="when it was started, milliseconds since 1970")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    if options.side == "check":
        answer = check(options.model, options.folder)
    else:
        answer = measure(options.model, options.folder, options.launched)
    sys.stdout.write("\n" + json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
