"""Sends the messages of a file (separated by NUL) over one connection: smtplib_send.py PORT FILE. Prints the seconds."""
import smtplib
import sys
import time

messages = open(sys.argv[2], "rb").read().split(b"\0")
start = time.perf_counter()
with smtplib.SMTP("127.0.0.1", int(sys.argv[1]), local_hostname="bench.test") as server:
    for number, message in enumerate(messages):
        server.sendmail(f"bounce+{number}@example.org", [f"abuse-{number}@example.net"], message)
print(time.perf_counter() - start)
