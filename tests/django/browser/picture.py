"""A PNG of its own for each upload, so that what comes back can only be what was sent."""

import struct
import zlib


def png(width: int, height: int, seed: bytes) -> bytes:
    """An RGB picture of `width` × `height` pixels in two colours taken from `seed` (6 bytes or more)."""
    sky, ground = seed[:3], seed[3:6]
    rows = b"".join(b"\0" + (sky if y < height * 0.6 else ground) * width for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
