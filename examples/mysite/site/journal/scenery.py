import colorsys
import io
import math
import random

from PIL import Image, ImageColor, ImageDraw

SIZE = (1200, 800)


def landscape(sky, land, seed):
    """A made-up landscape as JPEG bytes: a sky from one colour to another, and hills."""
    width, height = SIZE
    chance = random.Random(seed)
    image = gradient(*map(ImageColor.getrgb, sky))
    draw = ImageDraw.Draw(image)

    x, y, r = chance.randint(250, 950), chance.randint(180, 300), chance.randint(45, 70)
    draw.ellipse((x - r, y - r, x + r, y + r), fill=lighten(sky[0], 0.75))

    ridges = 4
    for ridge in range(ridges):
        nearness = ridge / (ridges - 1)
        base = height * (0.50 + 0.34 * nearness)
        waves = [
            (chance.uniform(18, 55), chance.uniform(180, 420), chance.uniform(0, 7)),
            (chance.uniform(6, 14), chance.uniform(50, 110), chance.uniform(0, 7)),
        ]
        outline = [
            (px, base + sum(a * math.sin(px / w + shift) for a, w, shift in waves))
            for px in range(0, width + 1, 4)
        ]
        colour = lighten(land, 0.55 * (1 - nearness))
        draw.polygon([(0, height), *outline, (width, height)], fill=colour)

    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()


def gradient(low, high):
    width, height = SIZE
    strip = Image.new("RGB", (1, height))
    for y in range(height):
        part = min(y / (height * 0.6), 1)
        strip.putpixel(
            (0, y), tuple(round(h + (l - h) * part) for l, h in zip(low, high))
        )
    return strip.resize((width, height))


def lighten(colour, amount):
    hue, light, saturation = colorsys.rgb_to_hls(
        *(channel / 255 for channel in ImageColor.getrgb(colour))
    )
    light += (1 - light) * amount
    return tuple(round(c * 255) for c in colorsys.hls_to_rgb(hue, light, saturation))
