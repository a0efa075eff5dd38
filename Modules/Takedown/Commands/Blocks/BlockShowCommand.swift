import AllianceKit
import CommandLineKit

/// `takedown block show`
struct BlockShowCommand: Command {
    static let name = "show"
    static let summary = "Show all about the blocks of a case."
    static let examples = [CommandExample("of a case", "alliance takedown block show HL-2026-0001")]
    static let output = OutputShape.records(
        BlockAnswer.fields.map { $0.key == "case" ? $0 : $0.shown } + [
            OutputField("legalBasis", .text, "the law it is based on", title: "legal basis"),
            OutputField("order", .text, "the authority's order"),
            OutputField("countries", .list, "the countries it is meant for"),
            OutputField("steps", .list, "what happened to it", inTable: false),
            OutputField("problem", .text, "why it would not be on a list built now"),
        ])

    @Argument("A block, or a case with blocks.", placeholder: "CASE") var wanted: String

    func run(_ context: CommandContext) async throws {
        let desk = try BlockDesk(context)
        try desk.workspace.store.read { reader in
            var blocks: [Block]
            if let id = EntityID(wanted), id.prefix == "block" {
                blocks = [try reader.require(Block.self, id)]
            } else {
                blocks = try BlockDesk.blocks(of: CaseDesk.find(wanted, in: reader).id, in: reader)
            }
            for block in blocks {
                var json = BlockAnswer(block).json
                json["legalBasis"] = .text(block.legalBasis)
                json["order"] = .text(block.order)
                json["countries"] = .array(block.countries.map { .text($0) })
                json["steps"] = .array(
                    block.steps.map {
                        [
                            "time": .text($0.time), "what": .string($0.what.rawValue), "by": .string($0.by),
                            "state": .string($0.state.rawValue), "note": .text($0.note),
                        ]
                    })
                json["problem"] = .text(try problem(block, desk, in: reader))
                try context.output.write(json, as: Self.output)
            }
        }
    }

    private func problem(_ block: Block, _ desk: BlockDesk, in reader: any StoreReader) throws -> String? {
        guard block.state.isLive else { return nil }
        do {
            try desk.check(block, try reader.require(CaseRecord.self, block.caseID), in: reader)
            return nil
        } catch let error as AllianceError {
            return error.message
        }
    }
}
