import AllianceKit

/// What happens to blocks and block lists. No address stands in an event.
enum BlockEvents {
    private static let facts = ["state": "where the block stands after it", "kind": "host, domain, url or urlPrefix"]

    static let kinds = [
        EventKind("takedown.block.proposed", "A block was proposed.", facts: facts),
        EventKind("takedown.block.submitted", "A block was checked and waits for its second person.", facts: facts),
        EventKind("takedown.block.changed", "A block asks for another approval.", facts: facts),
        EventKind("takedown.block.activated", "A block became active.", facts: facts),
        EventKind("takedown.block.lifted", "A block was taken back.", facts: facts),
        EventKind("takedown.block.removed", "A list without the block was built.", facts: facts),
        EventKind(
            "takedown.blocklist.built", "Block lists were built and signed.",
            facts: [
                "sequence": "counts the builds", "blocks": "blocks on the list", "exceptions": "exceptions on the list",
                "formats": "formats that were written",
            ]),
        EventKind(
            "takedown.blocklist.protected", "Names were added to the never-block list.",
            facts: ["names": "names on the list"]),
    ]
}
