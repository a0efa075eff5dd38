import AllianceKit
import CommandLineKit

/// `takedown block activate`
struct BlockActivateCommand: Command {
    static let name = "activate"
    static let summary = "Make a proposed block active: two persons other than the proposer."
    static let discussion = """
        The first call checks every safeguard (seen lately, removal tried, no public suffix, not on the never-block list, collateral), asks for a \
        second approval and ends with exit code 77. When that is given, the same call again makes the block active: the next build of the \
        lists has it.
        """
    static let examples = [
        CommandExample("ask, then do it", "alliance --actor second takedown block activate HL-2026-0001")
    ]
    static let output = BlockAnswer.output

    @Argument("Blocks, or cases with one.", placeholder: "CASE") var cases: [String]
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let desk = try BlockDesk(context)
        try await CaseDesk.forEach(cases, context) { word in
            try context.output.write(try activate(word, desk).json, as: Self.output)
        }
    }

    private func activate(_ word: String, _ desk: BlockDesk) throws -> BlockAnswer {
        let context = desk.context
        let key = CaseDesk.key(mutation.key, word)
        let remembered = try key.map { key in
            try desk.workspace.store.read { try $0.rememberedAnswer(for: key) != nil }
        }
        let relaxed = desk.workspace.configuration.onePersonVerbs[BlockDesk.verb] != nil
        let block =
            remembered == true
            ? try desk.workspace.store.read { try BlockDesk.find(word, in: $0) }
            : try desk.workspace.store.write { try submit(word, desk, relaxed, in: $0) }
        do {
            return try context.mutate(key, approved: BlockDesk.verb, of: block.id, digest: BlockDesk.digest(block)) {
                try finish(block.id, desk, relaxed, in: $0)
            }
        } catch let error as AllianceError where error.code == "takedown.block.same-person" {
            // The approval of the proposer cannot count, and it stands: another attempt asks for another one.
            try desk.workspace.store.write { transaction in
                var again = try transaction.require(Block.self, block.id)
                again.attempt += 1
                try BlockDesk.put(again, "takedown.block.changed", in: transaction, at: desk.now, by: context.actor)
            }
            throw error
        }
    }

    /// Checks everything and marks the block as waiting.
    private func submit(
        _ word: String, _ desk: BlockDesk, _ relaxed: Bool, in transaction: any StoreTransaction
    ) throws -> Block {
        var block = try BlockDesk.find(word, in: transaction)
        guard block.state.after(.submit) != nil else {
            throw AllianceError(
                "takedown.block.refused", "\(block.reference): the block is \(block.state.rawValue)", exit: .partial)
        }
        guard relaxed || desk.context.actor != block.proposedBy else {
            throw AllianceError(
                "takedown.block.same-person", "\(block.proposedBy) proposed this block and cannot approve it too",
                hint: "two other persons make it active", exit: .notAllowed)
        }
        let record = try transaction.require(CaseRecord.self, block.caseID)
        try desk.check(block, record, in: transaction)
        if block.state == .proposed {
            try block.apply(.submit, at: desk.now, by: desk.context.actor)
            try BlockDesk.put(block, "takedown.block.submitted", in: transaction, at: desk.now, by: desk.context.actor)
        }
        return block
    }

    private func finish(
        _ id: EntityID, _ desk: BlockDesk, _ relaxed: Bool, in transaction: any StoreTransaction
    ) throws -> BlockAnswer {
        var block = try transaction.require(Block.self, id)
        var record = try transaction.require(CaseRecord.self, block.caseID)
        try desk.check(block, record, in: transaction)
        var approvers = [desk.context.actor]
        if !relaxed {
            let used = try transaction.all(Query<Approval>().where("subject", .equal, .text(id)))
                .last { $0.verb == BlockDesk.verb && $0.used == desk.now && $0.digest == BlockDesk.digest(block) }
            guard let approver = used?.approver, approver != block.proposedBy, approver != desk.context.actor else {
                throw AllianceError(
                    "takedown.block.same-person",
                    "\(block.reference): the proposer, the one who activates and the one who approves must be three persons",
                    hint: "run it again, and let a third person approve", exit: .notAllowed)
            }
            approvers.append(approver)
        }
        block.approvedBy = approvers
        try block.apply(.activate, at: desk.now, by: desk.context.actor)
        try record.apply(.activateBlock, at: desk.now, by: desk.context.actor, note: block.reason, now: desk.now)
        try BlockDesk.put(block, "takedown.block.activated", in: transaction, at: desk.now, by: desk.context.actor)
        try CaseDesk.put(record, "takedown.case.updated", in: transaction, at: desk.now, by: desk.context.actor)
        return BlockAnswer(block)
    }
}
