import AllianceKit
import CommandLineKit

/// `takedown blocklist never`
struct BlocklistNeverCommand: Command {
    static let name = "never"
    static let summary = "Keep the list of names that no block may touch: add, ls."
    static let discussion = """
        The list is the file never-block.tsv of the workspace: a line with name, date and reason each, so that it can be looked through and kept \
        under version control. A name protects itself and everything below it, and no domain above it can be blocked.
        """
    static let examples = [
        CommandExample(
            "protect a name", "alliance takedown blocklist never add portal.example.org --reason \"public services\""),
        CommandExample("show the list", "alliance takedown blocklist never ls"),
    ]
    static let output = OutputShape.records([
        OutputField("name", .text, "the protected name"),
        OutputField("date", .text, "since when"),
        OutputField("reason", .text, "why"),
    ])

    /// What is done.
    enum Action: String, CaseIterable, ArgumentValue {
        case add, ls
    }

    @Argument("What to do.", placeholder: "ACTION") var action: Action
    @Argument("Names to add.", placeholder: "NAME", allowEmpty: true) var names: [String]
    @Option("Why they are protected.") var reason: String?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if action == .add {
            guard !names.isEmpty, let reason, !reason.isEmpty else {
                throw UsageError("never add takes names and --reason")
            }
            guard reason.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f }), reason.utf8.count <= 400
            else {
                throw UsageError("--reason is one line of at most 400 bytes")
            }
        } else if !names.isEmpty || reason != nil {
            throw UsageError("never ls takes neither names nor --reason")
        }
    }

    func run(_ context: CommandContext) async throws {
        let path = try context.workspace().path(NeverBlockList.fileName)
        if action == .add {
            let now = context.surroundings.now()
            let read = try names.map { try BlockName.read($0) }
            _ = try context.mutate(mutation.key) { transaction in
                var list = Files.exists(path) ? try NeverBlockList(path: path) : NeverBlockList()
                let known = Set(list.entries.map(\.name))
                var text =
                    Files.exists(path) ? try Files.read(path, limit: 64 << 20) : Array("# name\tdate\treason\n".utf8)
                for name in read where !known.contains(name) {
                    let entry = NeverBlockList.Entry(name: name, date: now.date, reason: reason ?? "")
                    try list.add(entry)
                    text += Array(NeverBlockList.line(entry).utf8)
                }
                try transaction.append(
                    Event(
                        "takedown.blocklist.protected", EntityID(prefix: "neverblock", name: "list"), at: now,
                        by: context.actor, facts: ["names": .int(list.entries.count)]))
                try Files.write(text, to: path)
                return list.entries.count
            }
        }
        let list = Files.exists(path) ? try NeverBlockList(path: path) : NeverBlockList()
        let shown =
            action == .ls
            ? list.entries
            : try list.entries.filter { entry in try names.contains { try BlockName.read($0) == entry.name } }
        for entry in shown {
            try context.output.write(
                ["name": .string(entry.name), "date": .text(entry.date), "reason": .string(entry.reason)],
                as: Self.output)
        }
    }
}
