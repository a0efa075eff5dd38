#!/usr/bin/env python3
"""Checks an exported ledger from the specifications alone: verify_log.py DIR VERIFIER-KEY [OLD-CHECKPOINT]

C2SP tlog-tiles, tlog-checkpoint, signed-note; RFC 6962; RFC 8785. Needs Python 3 and, for the signature, the package
`cryptography`; without it everything else is checked and the exit code is 3. 0: all is well. 1: something is wrong.
"""
import base64, hashlib, json, os, sys

def fail(why):
    print("WRONG: " + why, file=sys.stderr)
    sys.exit(1)

def sha(data): return hashlib.sha256(data).digest()
def leaf(entry): return sha(b"\x00" + entry)
def node(left, right): return sha(b"\x01" + left + right)

def root(hashes):  # RFC 6962, section 2.1: MTH
    if not hashes: return sha(b"")
    if len(hashes) == 1: return hashes[0]
    k = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node(root(hashes[:k]), root(hashes[k:]))

def b64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text: fail("base 64 with a second spelling")
    return data

def checkpoint(path, vkey):
    name, key_id, key = vkey.split("+", 2)
    key = b64(key)
    if key[0] != 1 or len(key) != 33: fail("the verifier key is not Ed25519")
    if sha(name.encode() + b"\n" + key)[:4].hex() != key_id: fail("the verifier key's id is wrong")
    note = open(path, "rb").read().decode("utf-8", "strict")
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    lines = text.split("\n")
    if len(lines) < 4 or lines[0] != name or str(int(lines[1])) != lines[1]: fail("the checkpoint is malformed")
    signed = None
    for line in signatures.splitlines(keepends=True):
        dash, signer, data = line.rstrip("\n").split(" ")
        if dash != "\u2014" or not line.endswith("\n"): fail("a signature line is malformed")
        data = b64(data)
        if signer == name and data[:4].hex() == key_id: signed = data[4:]
    if signed is None: fail("the ledger's key did not sign the checkpoint")
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        print("SKIPPED: the signature was not checked; install the Python package cryptography", file=sys.stderr)
        return int(lines[1]), b64(lines[2]), 3
    try: Ed25519PublicKey.from_public_bytes(key[1:]).verify(signed, text.encode())
    except Exception: fail("the signature is wrong")
    return int(lines[1]), b64(lines[2]), 0

def read(folder, kind, number, width):
    name = "%03d" % (number % 1000)
    while number >= 1000:
        number //= 1000
        name = "x%03d/" % (number % 1000) + name
    path = os.path.join(folder, "tile", kind, name + ("" if width == 256 else ".p/%d" % width))
    if not os.path.exists(path): fail(path + " is missing")
    return open(path, "rb").read()

def level(folder, number, expected):  # the stored hashes of a level must be the expected ones
    for start in range(0, len(expected), 256):
        part = expected[start:start + 256]
        if read(folder, str(number), start // 256, len(part)) != b"".join(part):
            fail("tile %d/%d does not follow from what is below it" % (number, start // 256))

def entries(folder, size):
    for start in range(0, size, 256):
        width = min(256, size - start)
        bundle, place = read(folder, "entries", start // 256, width), 0
        for index in range(start, start + width):
            length = int.from_bytes(bundle[place:place + 2], "big")
            entry, place = bundle[place + 2:place + 2 + length], place + 2 + length
            if place > len(bundle): fail("entry %d is cut short" % index)
            yield index, entry
        if place != len(bundle): fail("bytes follow entry %d" % (start + width - 1))

def main(folder, vkey, old=None):
    size, head, skipped = checkpoint(os.path.join(folder, "checkpoint"), vkey)
    hashes = []
    for index, entry in entries(folder, size):
        value = json.loads(entry)
        if value.get("seq") != index: fail("entry %d says it is entry %r" % (index, value.get("seq")))
        if json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() != entry:
            fail("entry %d is not canonical JSON" % index)
        hashes.append(leaf(entry))
    if root(hashes) != head: fail("the root of the entries is not the checkpoint's")
    if old:
        old_size, old_head, _ = checkpoint(old, vkey)
        if old_size > size or root(hashes[:old_size]) != old_head: fail("the ledger contradicts the old checkpoint")
    number = 0
    while hashes:
        level(folder, number, hashes)
        hashes = [root(hashes[i:i + 256]) for i in range(0, len(hashes) - len(hashes) % 256, 256)]
        number += 1
    print("OK: %d entries, root %s" % (size, head.hex()))
    sys.exit(skipped)

if __name__ == "__main__":
    try: main(*sys.argv[1:4])
    except (ValueError, TypeError, AttributeError, IndexError, OSError) as error: fail("cannot be read: %r" % error)
