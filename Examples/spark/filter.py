#!/usr/bin/env python3
"""Runs `alliance hashing filter` over NDJSON files in Spark executors and checks that no record was lost.

    filter.py --alliance PATH --input FILE --output FILE [--partitions N] [--master URL] -- [options of the filter]

The filter is pure, one line in, one line out: Spark may run a partition twice, on any node, and the output stays the same.
Every node needs the command and, with `--index FILE`, the same index file; the pages of a mapped index are shared by all
executors of a node. Two things must be checked, because neither Spark nor a pipe does it alone: the exit status of the
filter (checkCode), and that as many records came back as went in.
"""

import argparse
import json
import shlex
import sys

from pyspark.sql import SparkSession


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alliance", default="alliance", help="the command on every node")
    parser.add_argument("--input", required=True, help="NDJSON, one record a line")
    parser.add_argument("--output", required=True, help="where the answers go, in the order of the input")
    parser.add_argument("--partitions", type=int, default=8)
    parser.add_argument("--master", default="local-cluster[2,1,1024]", help="two executors on this machine unless said otherwise")
    parser.add_argument("filter", nargs="*", help="options of the filter, after --")
    return parser.parse_args()


def main():
    wanted = arguments()
    with open(wanted.input, encoding="utf-8") as file:
        lines = file.read().splitlines()
    spark = (
        SparkSession.builder.master(wanted.master)
        .appName("alliance hashing filter")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    try:
        command = shlex.join([wanted.alliance, "hashing", "filter", *wanted.filter])
        answers = spark.sparkContext.parallelize(lines, wanted.partitions).pipe(command, checkCode=True).collect()
        executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    finally:
        spark.stop()
    if len(answers) != len(lines):
        sys.exit(f"filter.py: {len(lines)} records went in and {len(answers)} came out")
    with open(wanted.output, "w", encoding="utf-8") as file:
        file.writelines(answer + "\n" for answer in answers)
    print(json.dumps({"in": len(lines), "out": len(answers), "partitions": wanted.partitions, "executors": executors}))


main()
