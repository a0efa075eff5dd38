"""Milliseconds of processor time for JPEG to PDQ with pdqhash and Pillow: one line `FILE milliseconds hash quality` for each file.

Usage: pdqhash_pillow.py RUNS FILE...
"""

import io
import sys
import time

import numpy
import pdqhash
from PIL import Image


def compute(data):
    with Image.open(io.BytesIO(data)) as image:
        return pdqhash.compute(numpy.asarray(image.convert("RGB")))


def main():
    runs = int(sys.argv[1])
    for path in sys.argv[2:]:
        with open(path, "rb") as file:
            data = file.read()
        compute(data)
        times = []
        for _ in range(runs):
            start = time.thread_time()
            bits, quality = compute(data)
            times.append((time.thread_time() - start) * 1000)
        digits = "".join("%x" % int("".join(map(str, bits[i : i + 4])), 2) for i in range(0, 256, 4))
        print(path, "%.4f" % sorted(times)[runs // 2], digits, quality)


if __name__ == "__main__":
    main()
