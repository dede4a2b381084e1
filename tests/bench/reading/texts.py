"""What the strips of all sets say: amounts, dates and postal codes, a third each."""

import datetime

import numpy

ALPHABET = "0123456789.,/- "
FIRST_DAY = datetime.date(1950, 1, 1)
DAYS = 36_524


def amount(rng):
    cents = int(10 ** rng.uniform(0, 7))
    style = rng.integers(3)
    whole, rest = divmod(cents, 100)
    if style == 0:
        return f"{whole:,}.{rest:02}"
    if style == 1:
        return f"{whole:,}".replace(",", ".") + f",{rest:02}"
    return f"{whole}.{rest:02}"


def date(rng):
    day = FIRST_DAY + datetime.timedelta(days=int(rng.integers(DAYS)))
    style = rng.integers(3)
    if style == 0:
        return f"{day.day:02}/{day.month:02}/{day.year}"
    if style == 1:
        return day.isoformat()
    return f"{day.day}.{day.month}.{day.year % 100:02}"


def postal_code(rng):
    digits = "".join(str(digit) for digit in rng.integers(10, size=9))
    style = rng.integers(4)
    if style == 0:
        return f"{digits[:5]}-{digits[5:]}"
    if style == 1:
        return f"{digits[:3]} {digits[3:5]}"
    return digits[:5] if style == 2 else digits[:4]


KINDS = {"amount": amount, "date": date, "postal": postal_code}


def draw_texts(count, seed, apart_from=()):
    """`count` pairs (kind, text), none twice and none of `apart_from`."""
    rng = numpy.random.default_rng(seed)
    seen = set(apart_from)
    drawn = []
    while len(drawn) < count:
        kind = list(KINDS)[len(drawn) % len(KINDS)]
        text = KINDS[kind](rng)
        if text not in seen:
            seen.add(text)
            drawn.append((kind, text))
    return drawn
