"""Peer: the same networks in PyTorch: eager (torch.compile was slower), channels last, fused Adam."""
from contextlib import nullcontext

from worker_loop import options, read_images, serve

import torch
import torch.nn.functional as F
from torch import nn

BATCH = options["batch"]
NOISE = 100
# All of a thousand at once are slower; 32 and 128 differ little.
GENERATED_AT_ONCE = 64

torch.manual_seed(1)


def precision():
    if options["precision"] == "bfloat16":
        return torch.autocast("cpu", torch.bfloat16)
    return nullcontext()


def wide(channels):
    return int(channels * options["width"])


def upsampled(inputs, filters, strides):
    return nn.ConvTranspose2d(
        inputs, filters, 5, strides, padding=2, output_padding=strides - 1, bias=False
    )


def normalized(width, kind=nn.BatchNorm2d):
    return [kind(width, eps=1e-3), nn.LeakyReLU(0.3, inplace=True)]


def downsampled(inputs, filters):
    return [
        nn.Conv2d(inputs, filters, 5, 2, padding=2),
        nn.LeakyReLU(0.3, inplace=True),
        nn.Dropout(0.3),
    ]


class ToImage(nn.Module):
    """Rows of features to [n, channels, 7, 7] in channels-last order: no copy."""

    def forward(self, x):
        return x.view(len(x), 7, 7, -1).permute(0, 3, 1, 2)


class ToRows(nn.Module):
    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


features = 7 * 7 * wide(1024)
generator = nn.Sequential(
    nn.Linear(NOISE, features, bias=False),
    *normalized(features, nn.BatchNorm1d),
    ToImage(),
    upsampled(wide(1024), wide(512), 2),
    *normalized(wide(512)),
    upsampled(wide(512), wide(256), 2),
    *normalized(wide(256)),
    upsampled(wide(256), wide(128), 1),
    *normalized(wide(128)),
    upsampled(wide(128), 1, 1),
    nn.Tanh(),
)
discriminator = nn.Sequential(
    *downsampled(1, wide(128)),
    *downsampled(wide(128), wide(256)),
    *downsampled(wide(256), wide(512)),
    ToRows(),
    nn.Linear(4 * 4 * wide(512), 1),
)
for network in (generator, discriminator):
    network.to(memory_format=torch.channels_last)
    for layer in network:
        if isinstance(layer, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(layer.weight, std=0.02)

generator_weights = list(generator.parameters())
discriminator_weights = list(discriminator.parameters())


def adam(weights):
    return torch.optim.Adam(weights, 2e-4, betas=(0.5, 0.999), eps=1e-7, fused=True)


generator_adam = adam(generator_weights)
discriminator_adam = adam(discriminator_weights)

pixels, count = read_images()
table = torch.frombuffer(bytearray(pixels), dtype=torch.uint8).view(count, 1, 28, 28)


def shuffled():
    while True:
        order = torch.randperm(count)
        for start in range(0, count - BATCH + 1, BATCH):
            yield order[start : start + BATCH]


batches = shuffled()


def apply(optimizer, weights, gradients):
    for weight, gradient in zip(weights, gradients):
        weight.grad = gradient
    optimizer.step()


def train_step():
    images = table[next(batches)].float().div_(127.5).sub_(1)
    images = images.contiguous(memory_format=torch.channels_last)
    with precision():
        fake = discriminator(generator(torch.randn(BATCH, NOISE)))
        real = discriminator(images)
    fake, real = fake.float(), real.float()
    discriminator_loss = F.softplus(-real).mean() + F.softplus(fake).mean()
    generator_loss = F.softplus(-fake).mean()
    moved = torch.autograd.grad(discriminator_loss, discriminator_weights, retain_graph=True)
    made = torch.autograd.grad(generator_loss, generator_weights)
    apply(discriminator_adam, discriminator_weights, moved)
    apply(generator_adam, generator_weights, made)
    losses = torch.stack([generator_loss.detach(), discriminator_loss.detach()])
    if not losses.isfinite().all():
        raise FloatingPointError("a loss is not finite")


@torch.inference_mode()
def generate(wanted):
    generator.eval()
    sizes = [min(GENERATED_AT_ONCE, wanted - done) for done in range(0, wanted, GENERATED_AT_ONCE)]
    with precision():
        made = [generator(torch.randn(size, NOISE)) for size in sizes]
    generator.train()
    return torch.cat([(x.float() * 127.5 + 127.5).round().to(torch.uint8) for x in made])


serve({"PyTorch": torch.__version__}, train_step, generate)
