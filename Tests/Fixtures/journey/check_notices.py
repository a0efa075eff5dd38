#!/usr/bin/env python3
"""Reads every notice of an outbox folder as another program would: check_notices.py FOLDER

RFC 5322/2045 through Python's email package with the strict policy, XARF v4 through the `xarf` package. 0: all is well. 1: something is wrong.
"""
import email.policy, glob, json, sys
import xarf

wrong = 0
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
    if message.get_content_type() != "multipart/report": problems.append(message.get_content_type())
    parts = {part.get_filename() or part.get_content_type(): part for part in message.walk()}
    report = parts.get("xarf.json")
    if report is None:
        problems.append("no xarf.json")
    else:
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
print(f"{len(names)} notices, {wrong} problems")
sys.exit(1 if wrong or not names else 0)
