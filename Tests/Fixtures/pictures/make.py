"""Makes the pictures of this folder and expected.tsv: python3 make.py, with Pillow, pillow_heif, numpy and Debian's heif-enc and tiffcp.

Synthetic content only. The digest is that of red, green, blue as Pillow, with pillow_heif, decodes the file, or as the rule in docs/hashing.md says where
these do otherwise (column "by").
"""
import hashlib, io, subprocess, sys
import numpy as np
from PIL import Image

def scene(w, h, seed=1):
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:h, 0:w].astype(float)
    a = np.zeros((h, w, 3))
    for c in range(3):
        a[..., c] = 127 + 60 * np.sin(x / (7 + 3 * c)) + 50 * np.cos(y / (5 + 2 * c)) + rng.normal(0, 6, (h, w))
    a[h // 4:h // 2, w // 4:w // 2] = [200, 40, 90]
    return np.clip(a, 0, 255).astype(np.uint8)

rows = []
def add(name, rgb, by):
    h, w = rgb.shape[:2]
    rows.append((name, w, h, hashlib.sha256(rgb.tobytes()).hexdigest(), by))
def by_pillow(name):
    im = Image.open(name); im.seek(0)
    add(name, np.asarray(im.convert("RGB")), "Pillow")

rgb = scene(60, 44)
im = Image.fromarray(rgb)
pal = im.quantize(32, dither=Image.Dither.NONE)
pal.save("plain.gif", interlace=0); by_pillow("plain.gif")
pal.save("interlaced.gif", interlace=1); by_pillow("interlaced.gif")
p = pal.copy(); p.info["transparency"] = 3
p.save("transparent.gif", transparency=3); by_pillow("transparent.gif")
frames = [Image.fromarray(scene(60, 44, s)).quantize(16) for s in (2, 3, 4)]
frames[0].save("animated.gif", save_all=True, append_images=frames[1:], duration=100, loop=0); by_pillow("animated.gif")
im.convert("1").save("two-colours.gif"); by_pillow("two-colours.gif")

def gif(screen, frame, at, table, indices, transparent=None):
    """A GIF written by hand: uncompressed LZW of 7-bit colours."""
    out = bytearray(b"GIF89a") + screen[0].to_bytes(2, "little") + screen[1].to_bytes(2, "little") + bytes([0xF6, 0, 0])
    out += bytes(table)
    if transparent is not None:
        out += bytes([0x21, 0xF9, 4, 1, 0, 0, transparent, 0])
    out += bytes([0x2C]) + b"".join(v.to_bytes(2, "little") for v in (*at, *frame)) + bytes([0, 7])
    bits, n = 0, 0
    data = bytearray()
    def code(v):
        nonlocal bits, n
        bits |= v << n; n += 8
        while n >= 8:
            data.append(bits & 255); bits >>= 8; n -= 8
    for place, v in enumerate(indices):
        if place % 120 == 0: code(128)
        code(v)
    code(129)
    for start in range(0, len(data), 255):
        part = data[start:start + 255]
        out += bytes([len(part)]) + part
    return bytes(out + b"\0;")

table = [v for i in range(128) for v in ((i * 5) % 256, (i * 11 + 40) % 256, (255 - i))]
for name, transparent in (("offset.gif", None), ("offset-transparent.gif", 9)):
    indices = [(x * 3 + y * 7) % 128 for y in range(20) for x in range(30)]
    open(name, "wb").write(gif((48, 40), (30, 20), (5, 7), table, indices, transparent)); by_pillow(name)
indices = [(x * 3 + y * 7) % 128 for y in range(20) for x in range(30)]
open("beyond-screen.gif", "wb").write(gif((16, 16), (30, 20), (5, 7), table, indices)); by_pillow("beyond-screen.gif")

for name, args in {
    "rgb-none.tif": {}, "rgb-lzw.tif": dict(compression="tiff_lzw"), "rgb-deflate.tif": dict(compression="tiff_adobe_deflate"),
    "rgb-packbits.tif": dict(compression="packbits"),
}.items():
    im.save(name, **args); by_pillow(name)
im.save("rgb-jpeg.tif", compression="jpeg", quality=90); by_pillow("rgb-jpeg.tif")
im.convert("L").save("gray.tif"); by_pillow("gray.tif")
im.convert("1").save("bilevel-g4.tif", compression="group4"); by_pillow("bilevel-g4.tif")
pal.save("palette.tif"); by_pillow("palette.tif")
rgba = np.dstack([rgb, (rgb[..., 0] // 2 + 60)])
Image.fromarray(rgba, "RGBA").save("rgba.tif"); add("rgba.tif", rgb, "the samples that were written")
cmyk = im.convert("CMYK"); inks = np.array(cmyk); inks[..., 3] = rgb[..., 1] // 3
Image.fromarray(inks, "CMYK").save("cmyk.tif"); by_pillow("cmyk.tif")
deep = (scene(60, 44, 5).astype(np.uint16) << 8) | scene(60, 44, 6)
def tiff(name, width, height, bits, photometric, samples, data, extra=(), order="<", planar=1):
    """A TIFF written by hand, one strip a plane."""
    import struct
    pack = lambda f, *v: struct.pack(order + f, *v)
    planes = data if isinstance(data, list) else [data]
    offset, body, offsets = 8, b"", []
    for plane in planes:
        offsets.append(offset + len(body)); body += plane
    body += b"\0" * (len(body) % 2)
    tags = {256: (4, [width]), 257: (4, [height]), 258: (3, [bits] * samples), 259: (3, [1]), 262: (3, [photometric]),
            273: (4, offsets), 277: (3, [samples]), 278: (4, [height]), 279: (4, [len(p) for p in planes]), 284: (3, [planar])}
    tags.update(dict(extra))
    place = 8 + len(body) + 2 + 12 * len(tags) + 4
    entries, tail = b"", b""
    for tag in sorted(tags):
        kind, values = tags[tag]
        raw = b"".join(pack("H" if kind == 3 else "I", v) for v in values)
        if len(raw) <= 4: field = raw.ljust(4, b"\0")
        else:
            field = pack("I", place + len(tail)); tail += raw + b"\0" * (len(raw) % 2)
        entries += pack("HHI", tag, kind, len(values)) + field
    head = (b"II*\0" if order == "<" else b"MM\0*") + pack("I", 8 + len(body))
    open(name, "wb").write(head + body + pack("H", len(tags)) + entries + pack("I", 0) + tail)

rule = "the samples that were written"
for name, order in (("rgb16.tif", "<"), ("rgb16-big-endian.tif", ">")):
    tiff(name, 60, 44, 16, 2, 3, deep.astype(order + "u2").tobytes(), order=order); add(name, (deep >> 8).astype(np.uint8), rule)
tiff("gray16.tif", 60, 44, 16, 1, 1, deep[..., 0].astype("<u2").tobytes())
add("gray16.tif", np.repeat((deep[..., :1] >> 8).astype(np.uint8), 3, 2), rule)
gray = rgb[..., 0]
tiff("white-is-zero.tif", 60, 44, 8, 0, 1, (255 - gray).tobytes()); add("white-is-zero.tif", np.repeat(gray[..., None], 3, 2), rule)
four = gray >> 4
packed = ((four[:, 0::2] << 4) | four[:, 1::2]).astype(np.uint8)
tiff("gray4.tif", 60, 44, 4, 1, 1, packed.tobytes()); add("gray4.tif", np.repeat((four * 17)[..., None], 3, 2), rule)
tiff("planes.tif", 60, 44, 8, 2, 3, [rgb[..., c].tobytes() for c in range(3)], planar=2); add("planes.tif", rgb, rule)
tiff("rotated-tag.tif", 60, 44, 8, 2, 3, rgb.tobytes(), extra={274: (3, [6])}); add("rotated-tag.tif", rgb, rule + "; orientation is not applied")
big = scene(100, 90, 8)
Image.fromarray(big).save("strips.tif")
for target, flags in (("tiles.tif", ["-t", "-w", "32", "-l", "48", "-c", "lzw"]), ("tiles-planes.tif", ["-t", "-w", "16", "-l", "16", "-p", "separate"]),
                      ("strips-predictor.tif", ["-s", "-r", "7", "-c", "lzw:2"]), ("big.tif", ["-8"])):
    subprocess.run(["tiffcp", *flags, "strips.tif", target], check=True); add(target, big, rule)
add("strips.tif", big, rule)
subprocess.run(["tiffcp", "strips.tif", "rgb-lzw.tif", "two-pages.tif"], check=True); add("two-pages.tif", big, rule + "; the first of two")

Image.fromarray(scene(64, 48, 9)).save("/tmp/heic-source.png")
subprocess.run(["heif-enc", "-L", "-p", "chroma=444", "--matrix_coefficients=0", "-o", "lossless.heic", "/tmp/heic-source.png"], check=True)
import pillow_heif
pillow_heif.register_heif_opener()
by_pillow("lossless.heic")
# Padded to 64 x 64, cropped (clap) and turned by a quarter (irot).
exif = Image.Exif(); exif[0x112] = 6
Image.fromarray(scene(64, 48, 9)).save("turned.heic", quality=-1, chroma=444, matrix_coefficients=0, exif=exif.tobytes())
assert Image.open("turned.heic").size == (48, 64), "irot is written"
by_pillow("turned.heic")

with open("expected.tsv", "w") as out:
    out.write("file\twidth\theight\trgb_sha256\tby\n")
    for row in rows: out.write("\t".join(map(str, row)) + "\n")
