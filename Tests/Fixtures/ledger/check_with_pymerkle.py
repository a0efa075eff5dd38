#!/usr/bin/env python3
"""Compares an exported ledger and proofs of it with the package pymerkle: check_with_pymerkle.py DIR PROOFS.json"""
import json, os, sys
from pymerkle import ConsistencyProof, InclusionProof, InmemoryTree
from pymerkle.core import _consistency_path_layout, _inclusion_path_layout

def entries(folder, size):
    for start in range(0, size, 256):
        width = min(256, size - start)
        name = "%03d" % (start // 256) + ("" if width == 256 else ".p/%d" % width)
        bundle, place = open(os.path.join(folder, "tile", "entries", name), "rb").read(), 0
        for _ in range(width):
            length = int.from_bytes(bundle[place:place + 2], "big")
            yield bundle[place + 2:place + 2 + length]
            place += 2 + length

def joins(first, second, first_hash, second_hash, path):  # RFC 9162, section 2.1.4.2, with pymerkle's hashes
    if first == second: return not path and first_hash == second_hash
    if first & (first - 1) == 0: path = [first_hash] + path
    fn, sn = first - 1, second - 1
    while fn & 1: fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0: return False
        if fn & 1 or fn == sn:
            fr, sr = tree.hash_pair(c, fr), tree.hash_pair(c, sr)
            while not (fn & 1 or fn == 0): fn, sn = fn >> 1, sn >> 1
        else:
            sr = tree.hash_pair(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return fr == first_hash and sr == second_hash and sn == 0

proofs = json.load(open(sys.argv[2]))
tree = InmemoryTree(algorithm="sha256")
for entry in entries(sys.argv[1], proofs["size"]): tree.append_entry(entry)
assert tree.get_root().hex() == proofs["root"], "root"
for item in proofs["inclusion"]:
    index, size = item["index"], item["size"]
    hashes = [bytes.fromhex(text) for text in item["hashes"]]
    base = tree.get_leaf(index + 1)
    rule, _ = _inclusion_path_layout(index + 1, size)
    InclusionProof("sha256", True, size, index + 1, rule, [base] + hashes).verify(base, tree.get_root(size))
    assert tree.prove_inclusion(index + 1, size).path[1:] == hashes, "inclusion path"
by_pymerkle = 0
for item in proofs["consistency"]:
    old, new = item["old"], item["new"]
    hashes = [bytes.fromhex(text) for text in item["hashes"]]
    old_root, new_root = tree.get_root(old), tree.get_root(new)
    assert old_root.hex() == item["oldRoot"] and new_root.hex() == item["newRoot"], "roots"
    path = ([old_root] if old & (old - 1) == 0 else []) + hashes
    if old % 2 == 1 and old < new:
        # pymerkle splits what stands right of the old tree down to its first leaf. Beside an odd size that is one leaf already, so
        # it takes RFC 6962's hashes as they are, the first two changed round.
        rule, subset, _ = _consistency_path_layout(old, new)
        path = [path[1], path[0]] + path[2:]
        ConsistencyProof("sha256", True, new, old, rule, subset, path).verify(old_root, new_root)
        by_pymerkle += 1
    else:
        assert joins(old, new, old_root, new_root, hashes), "consistency of %d" % old
print("OK %d inclusion, %d consistency proofs, %d of them by pymerkle itself" % (
    len(proofs["inclusion"]), len(proofs["consistency"]), by_pymerkle))
