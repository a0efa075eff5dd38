"""Queries a second of faiss's exact binary index on one thread, and how many hashes it finds: one line `queries/s hits`.

Usage: faiss_flat.py ROWS QUERIES COUNT RADIUS; both files hold 32 bytes a hash.
"""

import sys
import time

import faiss
import numpy


def main():
    faiss.omp_set_num_threads(1)
    rows = numpy.fromfile(sys.argv[1], dtype=numpy.uint8).reshape(-1, 32)
    queries = numpy.fromfile(sys.argv[2], dtype=numpy.uint8).reshape(-1, 32)[: int(sys.argv[3])]
    index = faiss.IndexBinaryFlat(256)
    index.add(rows)
    # Its radius is exclusive.
    radius = int(sys.argv[4]) + 1
    index.range_search(queries[:8], radius)
    start = time.process_time()
    limits, _, _ = index.range_search(queries, radius)
    print("%.3f" % (len(queries) / (time.process_time() - start)), limits[-1])


if __name__ == "__main__":
    main()
