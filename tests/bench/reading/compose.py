"""
Strips of MNIST's tiles, by pasting: a compositor that has nothing in common with the program's own.
Pictures are dark on light, uint8.
"""

import io

import numpy
from PIL import Image, ImageDraw, ImageFilter

HEIGHT = 32
TILE = 28
# Rows of a canvas: the line that digits stand on, and room for what hangs below it.
LINE = 40
ROWS = 56
INK = 48


def choose_digits(text, hands, rng):
    """Images for the digits of a text, all of one hand that has them; each once, as long as they last."""
    wanted = [int(character) for character in text if character.isdigit()]
    while True:
        hand = hands[rng.integers(len(hands))]
        if all(len(hand[label]) > 0 for label in wanted):
            break
    left = {}
    chosen = []
    for label in wanted:
        if not left.get(label):
            left[label] = list(rng.permutation(hand[label]))
        chosen.append(left[label].pop())
    return chosen


def pasted(text, tiles, rng, gap):
    """Ink of tiles on a line. `gap`: lowest and highest mean space of a strip, in pixels of a tile."""
    space = rng.uniform(*gap)
    pen = pen_width(tiles)
    canvas = numpy.zeros((ROWS, 40 * (len(text) + 1)), numpy.uint8)
    right = 8
    tiles = iter(tiles)
    for character in text:
        if character == " ":
            right += int(rng.integers(9, 15))
            continue
        if character.isdigit():
            ink, below = inked(next(tiles)), int(rng.integers(-1, 2))
        else:
            ink, below = drawn_mark(character, pen, rng)
        top = LINE + below - ink.shape[0]
        left = max(0, right + round(space + rng.normal(0, 0.8)))
        place = canvas[top : top + ink.shape[0], left : left + ink.shape[1]]
        numpy.maximum(place, ink, out=place)
        right = left + ink.shape[1]
    ink = inked(canvas)
    above, below, before, after = rng.integers(1, 6, size=4)
    return finished(numpy.pad(ink, ((above, below), (before, after))))


def concatenated(text, tiles, rng):
    """Whole tiles side by side, as the usual scripts have it; marks have narrow tiles."""
    pen = pen_width(tiles)
    tiles = iter(tiles)
    parts = []
    for character in text:
        if character.isdigit():
            parts.append(next(tiles))
            continue
        part = numpy.zeros((TILE, 14), numpy.uint8)
        if character != " ":
            ink, below = drawn_mark(character, pen, rng)
            ink = ink[:, :TILE]
            part = numpy.zeros((TILE, ink.shape[1] + 6), numpy.uint8)
            bottom = min(TILE, 24 + below)
            top = max(0, bottom - ink.shape[0])
            part[top:bottom, 3 : 3 + ink.shape[1]] = ink[: bottom - top]
        parts.append(part)
    return finished(numpy.concatenate(parts, axis=1))


def inked(picture):
    """A picture without what is empty around it."""
    rows, columns = (numpy.flatnonzero((picture >= INK).any(axis=axis)) for axis in (1, 0))
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def finished(ink):
    width = max(8, round(ink.shape[1] * HEIGHT / ink.shape[0]))
    return numpy.asarray(Image.fromarray(255 - ink).resize((width, HEIGHT), Image.BILINEAR))


def pen_width(tiles):
    """About the width of the strokes: twice the area by the outline."""
    tiles = numpy.asarray(tiles)
    ink = tiles >= 128
    inner = ink[:, 1:-1, 1:-1] & ink[:, :-2, 1:-1] & ink[:, 2:, 1:-1] & ink[:, 1:-1, :-2]
    inner &= ink[:, 1:-1, 2:]
    outline = ink.sum() - inner.sum()
    return float(numpy.clip(2 * ink.sum() / max(1, outline), 1.5, 4.5))


# Where each mark's line goes, in pixels of a tile from the line up, and how far its points may lie off.
MARKS = {
    ".": ([(0, 1), (0.8, 0.6)], 0.4),
    ",": ([(2, 2), (2.2, 0), (0.4, -3.5)], 0.6),
    "-": ([(0, 9.5), (4, 9.5), (8, 9.5)], 1.0),
    "/": ([(0, -3), (7, 10.5), (14, 24)], 1.4),
}
FINER = 4


def drawn_mark(character, pen, rng):
    """@returns ink, and how far below the line it ends"""
    points, off = MARKS[character]
    stretch = rng.uniform(0.95 if character == "/" else 0.8, 1.2)
    points = [(stretch * x + rng.normal(0, off / 2), stretch * y + rng.normal(0, off / 2)) for x, y in points]
    size = (FINER * 40, FINER * 48)
    picture = Image.new("L", size)
    draw = ImageDraw.Draw(picture)
    line = 36
    places = [(FINER * (12 + x), FINER * (line - y)) for x, y in points]
    width = max(4, round(FINER * pen * rng.uniform(0.85, 1.1)))
    draw.line(places, fill=255, width=width, joint="curve")
    for x, y in places:
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
    small = numpy.asarray(picture.resize((40, 48), Image.BOX))
    rows = numpy.flatnonzero((small >= INK).any(axis=1))
    return inked(small), int(rows[-1]) + 1 - line


def scanned(picture, rng):
    """A picture as a poor scan has it: fewer pixels, blur, less contrast, uneven light, noise, JPEG."""
    height, width = picture.shape
    image = Image.fromarray(picture)
    fewer = rng.uniform(0.55, 1)
    image = image.resize((max(8, round(width * fewer)), max(8, round(height * fewer))), Image.BOX)
    image = image.resize((width, height), Image.BILINEAR)
    image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 1.0)))
    ink, paper = rng.uniform(20, 130), rng.uniform(170, 250)
    grey = ink + (paper - ink) * numpy.asarray(image, numpy.float32) / 255
    light = rng.uniform(-25, 25) * numpy.linspace(-0.5, 0.5, width)[None, :]
    light = light + rng.uniform(-25, 25) * numpy.linspace(-0.5, 0.5, height)[:, None]
    grey = grey + light + rng.normal(0, rng.uniform(3, 18), grey.shape)
    image = Image.fromarray(numpy.clip(grey, 0, 255).astype(numpy.uint8))
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=int(rng.integers(30, 85)))
    return numpy.asarray(Image.open(packed))
