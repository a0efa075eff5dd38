import AllianceKit

/// What of a workspace's blocks goes on a list built now, and why the others do not.
struct BlockSelection {
    /// One block and what becomes of it.
    struct Item {
        var block: Block
        /// The action on the list; nil when it is not on it.
        var action: BlockAction?
        /// When the content was last seen.
        var verified: Instant?
        /// Why it is not on the list, or is an exception.
        var code: String?
        var reason: String?
        /// Whether it leaves for good, and not only until it is seen again.
        var ends = false
    }

    private(set) var items: [Item] = []

    /// Looks at every block that is active or on its way off, and at exceptions of appeals.
    init(_ desk: BlockDesk, in reader: any StoreReader) throws {
        let safeguards = try desk.safeguards()
        for state in [BlockState.active, .pendingRemoval, .removed] {
            for block in try reader.all(Query<Block>().where("state", .equal, .text(state.rawValue))) {
                let record = try reader.require(CaseRecord.self, block.caseID)
                if let item = Self.item(block, record, desk, safeguards) { items.append(item) }
            }
        }
        items.sort { ($0.block.matcher, $0.block.id) < ($1.block.matcher, $1.block.id) }
    }

    private static func item(
        _ block: Block, _ record: CaseRecord, _ desk: BlockDesk, _ safeguards: BlockSafeguards
    ) -> Item? {
        var item = Item(block: block)
        // Until the block would have ended, an exception keeps other rules and other lists from taking its place.
        if record.appeals.last?.decision == .upheld, block.expiresAt > desk.now,
            block.steps.contains(where: { $0.what == .activate })
        {
            item.action = .passthru
            item.code = "takedown.block.appeal"
            item.reason = "the appeal was upheld"
            item.ends = true
            return item
        }
        guard block.state != .removed else { return nil }
        func drop(_ code: String, _ reason: String, ends: Bool) -> Item {
            item.code = code
            item.reason = reason
            item.ends = ends
            return item
        }
        if block.state == .pendingRemoval {
            return drop(
                "takedown.block.lifted", block.steps.last { $0.what == .lift }?.note ?? "it was lifted", ends: true)
        }
        guard block.expiresAt > desk.now else {
            return drop("takedown.block.expired", "it ended at \(block.expiresAt)", ends: true)
        }
        if let why = desk.rules.ended(record) { return drop("takedown.block.ended", why, ends: true) }
        do {
            item.verified = try desk.rules.verified(record)
            try safeguards.check(block.rule(action: .deny, lastVerified: item.verified))
        } catch let error as AllianceError {
            return drop(error.code, error.message, ends: false)
        } catch {
            return drop("takedown.block.check", "it cannot be checked", ends: false)
        }
        item.action = desk.settings.stopAddresses.isEmpty && desk.settings.stopPage.isEmpty ? .deny : .stopPage
        return item
    }

    /// The rows of the list; the line is the place among the items, from 1.
    var entries: [BlockEntry] {
        items.enumerated().compactMap { place, item in
            item.action.map {
                BlockEntry(item.block.matcher, $0, spelling: item.block.spelling, line: place + 1)
            }
        }
    }

    /// What the next build is compared with.
    var members: [BlockBuild.Member] {
        items.compactMap { item in
            item.action.map {
                BlockBuild.Member(block: item.block.id, reference: item.block.reference, isException: $0 == .passthru)
            }
        }
    }
}
