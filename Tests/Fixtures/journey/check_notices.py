#!/usr/bin/env python3
"""Reads every letter of an outbox folder as another program would: check_notices.py FOLDER

RFC 5322/2045 through Python's email package with the strict policy, XARF v4 through the `xarf` package. 0: all is well. 1: something is wrong.
"""
import csv, email.policy, glob, io, json, sys
import xarf

wrong = count = 0
names = sorted(glob.glob(sys.argv[1] + "/*.eml"))
for name in names:
    raw = open(name, "rb").read()
    problems = []
    if b"\n" in raw.replace(b"\r\n", b""): problems.append("a bare line feed")
    if max(len(line) for line in raw.split(b"\r\n")) > 998: problems.append("a line of more than 998 octets")
    message = email.message_from_bytes(raw, policy=email.policy.strict)
    if message.defects: problems.append(f"defects {message.defects}")
    for header in ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"):
        if not message[header]: problems.append(f"no {header}")
    if message.get_content_type() not in ("multipart/report", "multipart/mixed"): problems.append(message.get_content_type())
    reports = [part for part in message.walk() if (part.get_filename() or "").startswith("xarf")]
    if not reports: problems.append("no XARF report")
    tables = [part for part in message.walk() if part.get_content_type() == "text/csv"]
    if message.get_content_type() == "multipart/mixed":
        rows = list(csv.DictReader(io.StringIO(tables[0].get_content()), delimiter=";"))
        if list(rows[0]) != ["url", "IP", "firstseen", "lastseen", "note"]: problems.append(f"columns {list(rows[0])}")
        addresses = [json.loads(report.get_payload(decode=True))["url"] for report in reports]
        if [row["url"] for row in rows] != addresses: problems.append("the table and the reports differ")
    for report in reports:
        count += 1
        document = report.get_payload(decode=True)
        result = xarf.parse(document.decode())
        if result.errors: problems.append(f"XARF errors {result.errors}")
        content = json.loads(document)
        if any(e["content_type"].startswith(("image/", "video/")) for e in content.get("evidence", [])):
            problems.append("visual content")
        if "_internal" in content: problems.append("internal members")
    for problem in problems:
        wrong += 1
        print(f"WRONG: {name}: {problem}")
print(f"{count} notices in {len(names)} letters, {wrong} problems")
sys.exit(1 if wrong or not names else 0)
