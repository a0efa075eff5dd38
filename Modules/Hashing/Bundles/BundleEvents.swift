import AllianceKit

/// What publishing and fetching log.
enum BundleEvents {
    static let approved = "hashing.bundle.approved"
    static let published = "hashing.list.published"
    static let seen = "hashing.bundle.seen"
    static let verified = "hashing.bundle.verified"
    static let fetched = "hashing.list.fetched"
    static let keyMade = "hashing.key.created"

    private static let about = [
        "list": "the list's name here", "origin": "the publisher: the name of the key",
        "sequence": "counts the publications",
        "manifest": "SHA-256 of the manifest's text",
    ]

    static let kinds = [
        EventKind(keyMade, "A key that signs list bundles was made.", facts: ["origin": "its name", "key": "its id"]),
        EventKind(approved, "A list bundle may leave the house.", facts: about),
        EventKind(
            published, "A list bundle was written with its signature.",
            facts: about.merging(["entries": "entries that count", "withdrawn": "removals"]) { $1 }),
        EventKind(seen, "A partner's bundle with a good signature and a number not seen before.", facts: about),
        EventKind(
            verified, "All that is needed of a partner's bundle was verified and is being applied.", facts: about),
        EventKind(
            fetched, "A partner's bundle was applied to a list.",
            facts: about.merging([
                "added": "new entries", "updated": "changed entries", "withdrawn": "entries withdrawn by the publisher",
                "rejected": "lines that could not be used",
            ]) { $1 }),
    ]

    /// The facts every event about a bundle has.
    static func facts(_ manifest: BundleManifest, _ list: String) -> JSONObject {
        [
            "list": .string(list), "origin": .string(manifest.origin), "sequence": .int(manifest.sequence),
            "manifest": .string(manifest.digest.hex),
        ]
    }
}
