"""Seconds of processor time for the hashes of every frame of a video with vpdq: one number.

Usage: vpdq_file.py FILE
"""

import sys
import time

import vpdq


def main():
    start = time.process_time()
    vpdq.computeHash(sys.argv[1], seconds_per_hash=0, thread_count=1)
    print("%.4f" % (time.process_time() - start))


if __name__ == "__main__":
    main()
