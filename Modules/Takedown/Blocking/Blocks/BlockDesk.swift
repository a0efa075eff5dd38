import AllianceKit
import Cryptography

/// What the commands around blocks share.
struct BlockDesk {
    /// The verb of the approval.
    static let verb = "takedown.block"

    let context: CommandContext
    let workspace: Workspace
    let settings: BlockSettings
    let now: Instant

    init(_ context: CommandContext) throws {
        self.context = context
        workspace = try context.workspace()
        settings = try workspace.configuration.settings(BlockSettings.self)
        now = context.surroundings.now()
    }

    var rules: BlockGuard { BlockGuard(settings: settings, now: now) }

    /// The safeguards that hold for every rule, with the workspace's never-block list.
    func safeguards() throws -> BlockSafeguards {
        let path = workspace.path(NeverBlockList.fileName)
        let parents =
            Files.exists(SuffixParents.systemPath) ? try SuffixParents(path: SuffixParents.systemPath) : SuffixParents()
        return BlockSafeguards(
            now: now, parents: parents, never: Files.exists(path) ? try NeverBlockList(path: path) : NeverBlockList())
    }

    /// Stores a block with the event that changed it.
    static func put(
        _ block: Block, _ kind: String, in transaction: any StoreTransaction, at now: Instant, by actor: String
    ) throws {
        let facts: JSONObject = ["state": .string(block.state.rawValue), "kind": .string(block.matcher.kind.rawValue)]
        try transaction.put(block, because: Event(kind, block.id, at: now, by: actor, facts: facts))
    }

    /// The blocks of a case, oldest first.
    static func blocks(of caseID: EntityID, in reader: any StoreReader) throws -> [Block] {
        try reader.all(Query<Block>().where("case_id", .equal, .text(caseID)))
    }

    /// The one that a word means: a block's identity, or the newest live block of a case.
    static func find(_ word: String, in reader: any StoreReader) throws -> Block {
        if let id = EntityID(word), id.prefix == "block" { return try reader.require(Block.self, id) }
        let record = try CaseDesk.find(word, in: reader)
        guard let block = try blocks(of: record.id, in: reader).last(where: { $0.state.isLive }) else {
            throw AllianceError(
                "takedown.block.none", "\(record.reference): nothing of it is blocked or proposed",
                hint: "alliance takedown block propose \(record.reference) --days 30 --reason CODE", exit: .partial)
        }
        return block
    }

    /// What is approved: exactly this rule, this end, this attempt.
    static func digest(_ block: Block) -> Digest {
        let act: JSONObject = [
            "block": .text(block.id), "matcher": .string(block.matcher.description), "reason": .string(block.reason),
            "expiresAt": .text(block.expiresAt), "order": .text(block.order), "attempt": .int(block.attempt),
        ]
        return Digester.digest(.sha256, of: JSONText.canonical(.object(act)))
    }

    /// Everything that must hold before a block is active, at this moment.
    func check(_ block: Block, _ record: CaseRecord, in reader: any StoreReader) throws {
        if let why = rules.ended(record) {
            throw AllianceError("takedown.block.ended", "\(record.reference): \(why)", exit: .partial)
        }
        let seen = try rules.verified(record)
        try safeguards().check(block.rule(action: .deny, lastVerified: seen))
        try rules.removalFirst(record, order: block.order)
        try rules.collateral(block.matcher, of: record.id, in: reader)
    }
}

extension BlockDesk {
    /// Tells the case that its address leaves the lists. A case that ended has nothing to be told.
    static func unblock(
        _ caseID: EntityID, _ reason: String, in transaction: any StoreTransaction, at now: Instant, by actor: String
    ) throws {
        var record = try transaction.require(CaseRecord.self, caseID)
        guard record.isBlocked, case .to = CaseTransition.of(record.state, .liftBlock) else { return }
        try record.apply(.liftBlock, at: now, by: actor, note: reason, now: now)
        try CaseDesk.put(record, "takedown.case.updated", in: transaction, at: now, by: actor)
    }
}
