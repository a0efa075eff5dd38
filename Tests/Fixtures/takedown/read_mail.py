"""Read a mail with Python's email package and print what it holds as JSON."""
import email
import email.policy
import json
import sys

with open(sys.argv[1], "rb") as file:
    message = email.message_from_bytes(file.read(), policy=email.policy.default)
text, attachment = list(message.iter_parts())
defects = [str(d) for part in message.walk() for d in part.defects]
defects += [str(d) for value in message.values() for d in value.defects]
print(json.dumps({
    "subject": message["Subject"],
    "from": message["From"].addresses[0].display_name,
    "text": text.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n"),
    "file": attachment.get_filename(),
    "data": attachment.get_payload(decode=True).decode("utf-8"),
    "defects": defects,
}))
