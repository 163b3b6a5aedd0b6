"""Colours for lists: taken from no party, each at least 3:1 on the page's paper, far apart also for readers with deuteranopia."""

PAPER = (0xFB, 0xFA, 0xF6)


def linear(channel):
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(colour):
    r, g, b = map(linear, colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(colour, ground=PAPER):
    light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    """CIELAB of linear light under D65."""
    r, g, b = rgb
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (max(v, 0) ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour):
    """As most readers see it, and as with deuteranopia (Viénot 1999)."""
    r, g, b = map(linear, colour)
    yellow = 0.29275 * r + 0.70725 * g
    blue = -0.02234 * r + 0.02234 * g + b
    return lab((r, g, b)), lab((yellow, yellow, blue))


def apart(one, other):
    """The smaller of the two distances, as a whole number: so that every machine chooses alike."""
    normal, weak = (sum((a - b) ** 2 for a, b in zip(p, q)) ** 0.5 for p, q in zip(one, other))
    return round(100 * min(normal, 1.6 * weak))


def palette(count):
    """`count` colours, each the farthest from all before it: the first few are the best."""
    steps = range(0, 256, 17)
    candidates = [c for c in ((r, g, b) for r in steps for g in steps for b in steps) if max(c) - min(c) <= 170 and 3.1 <= contrast(c) <= 11]
    views = {c: seen(c) for c in candidates}
    chosen = [(0x33, 0x55, 0x88)]
    nearest = {c: apart(views[c], views[chosen[0]]) for c in candidates}
    while len(chosen) < count:
        best = max(candidates, key=lambda c: (nearest[c], c))
        chosen.append(best)
        for c in candidates:
            nearest[c] = min(nearest[c], apart(views[c], views[best]))
    return ["#%02x%02x%02x" % c for c in chosen[:count]]
