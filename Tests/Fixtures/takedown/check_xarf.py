"""Read XARF documents with the public xarf package: one a line (--lines FILE) or in mails (--mail FILE...)."""
import email
import email.policy
import json
import sys

import xarf


def documents(words):
    if words[0] == "--lines":
        with open(words[1], encoding="utf-8") as file:
            yield from (json.loads(line) for line in file)
        return
    for name in words[1:]:
        with open(name, "rb") as file:
            raw = file.read()
        assert all(len(line) <= 998 for line in raw.split(b"\r\n")), f"{name}: a line over 998 octets"
        assert b"\n" not in raw.replace(b"\r\n", b""), f"{name}: a bare line feed"
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert not message.defects, f"{name}: {message.defects}"
        assert message.get_content_type() == "multipart/report", name
        assert message.get_param("report-type") == "feedback-report", name
        plain, feedback, report = list(message.iter_parts())
        assert plain.get_content_type() == "text/plain" and not plain.defects, name
        assert feedback.get_content_type() == "message/feedback-report", name
        assert report.get_content_type() == "application/json" and report.get_filename() == "xarf.json", name
        document = json.loads(report.get_payload(decode=True))
        assert document["url"] in plain.get_content().splitlines(), f"{name}: the address stands on a line of its own"
        yield document


count = 0
for document in documents(sys.argv[1:]):
    result = xarf.parse(document)
    if result.errors:
        sys.exit(f"{document.get('report_id')}: {result.errors}")
    text = json.dumps(document)
    assert "_internal" not in text and "image/" not in text and "video/" not in text
    count += 1
print(f"{count} reports without errors")
