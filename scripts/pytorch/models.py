"""The twins, by the names of the benchmark.

Each is a function of the weights and the inputs that gives its players: one, or several for a game. The arithmetic is
that of our models; the layers are torch's own wherever it has them.
"""

import images
import sequences
import vectors

ALL = {
    function.__name__: function
    for function in (
        vectors.mlp,
        vectors.score,
        vectors.realnvp,
        sequences.gpt,
        sequences.vit,
        images.unet,
        images.dcgan,
        vectors.vae,
        vectors.gcn,
        sequences.lstm,
        vectors.ppo,
    )
}

# Models of images are timed in both memory layouts.
OF_IMAGES = ("unet", "dcgan")
