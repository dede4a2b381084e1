"""A small CRNN, as Shi, Bai and Yao have it (arXiv 1507.05717), for strips of 32 rows."""

import torch
from torch import nn

from texts import ALPHABET

# Each step of the recurrent layer, four columns of the picture, says two things: narrow characters that
# follow each other closely need a blank between them.
SLOTS = 2
COLUMNS = 4
CLASSES = len(ALPHABET) + 1


def block(before, after, stride=1):
    return [
        nn.Conv2d(before, after, 3, stride=stride, padding=1, bias=False),
        nn.BatchNorm2d(after),
        nn.ReLU(inplace=True),
    ]


class Reader(nn.Module):
    """[batch, 1, 32, width] to log-probabilities [time, batch, CLASSES], class 0 being CTC's blank."""

    def __init__(self):
        super().__init__()
        self.look = nn.Sequential(
            *block(1, 16, stride=2),
            *block(16, 32),
            nn.MaxPool2d(2),
            *block(32, 64),
            nn.MaxPool2d((2, 1)),
            *block(64, 64),
            nn.MaxPool2d((2, 1)),
        )
        self.to(memory_format=torch.channels_last)
        self.context = nn.LSTM(128, 64, bidirectional=True)
        self.say = nn.Linear(128, SLOTS * CLASSES)

    def forward(self, pictures):
        pictures = pictures.contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            seen = self.look(pictures).flatten(1, 2)  # [batch, 64 × 2, width / 4]
        heard, _ = self.context(seen.float().permute(2, 0, 1))
        said = self.say(heard)
        steps, batch, _ = said.shape
        said = said.view(steps, batch, SLOTS, CLASSES).transpose(1, 2)
        return said.reshape(steps * SLOTS, batch, CLASSES).log_softmax(2)


def to_batch(pictures):
    """Pictures [32, width] of different widths as one tensor, ink above 0, paper 0; and their lengths."""
    wide = max(picture.shape[1] for picture in pictures)
    wide += -wide % COLUMNS
    batch = torch.zeros(len(pictures), 1, 32, wide)
    for at, picture in enumerate(pictures):
        grey = torch.from_numpy(picture.copy()).float()
        batch[at, 0, :, : grey.shape[1]] = (grey.median() - grey) / (grey.std() + 1)
    lengths = torch.tensor([-(-picture.shape[1] // COLUMNS) * SLOTS for picture in pictures])
    return batch, lengths


def to_classes(text):
    return [ALPHABET.index(character) + 1 for character in text]


def to_texts(said, lengths):
    """The likeliest class at each time, repetitions and blanks left out."""
    texts = []
    for best, length in zip(said.argmax(2).T.tolist(), lengths.tolist()):
        best = best[:length]
        kept = [now for now, before in zip(best, [0, *best]) if now not in (0, before)]
        texts.append("".join(ALPHABET[number - 1] for number in kept))
    return texts
