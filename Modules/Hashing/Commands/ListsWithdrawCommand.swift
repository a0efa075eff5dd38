import AllianceKit
import CommandLineKit
import Cryptography

/// `alliance hashing lists withdraw`
struct ListsWithdrawCommand: Command {
    static let name = "withdraw"
    static let summary = "Stop the entries of a list that carry a hash from matching."
    static let discussion = """
        Needs two people: the first run proposes and exits with 77, another person approves with alliance approve, and the same \
        command run again withdraws. The approval holds for exactly these entries and this reason. Withdrawn entries stay in the list \
        as tombstones, so that a later import of the same file does not bring them back.

        The reason goes into the ledger, which is for ever: it must hold no personal data.
        """
    static let examples = [
        CommandExample(
            "a false positive",
            "alliance hashing lists withdraw partner-a d41d8cd98f00b204e9800998ecf8427e --reason \"empty file\"")
    ]
    static let output = OutputShape.records([
        OutputField("list", .text, "the list's name"),
        OutputField("entry", .text, "the entry that was withdrawn"),
        OutputField("withdrawn", .time, "when"),
        OutputField("reason", .text, "why"),
    ])

    @Option("Why, in a sentence of 3 to 500 bytes without personal data.", placeholder: "TEXT") var reason: String
    @OptionGroup var mutation: MutationOptions
    @Argument("The list's name.", placeholder: "NAME") var list: String
    @Argument("A PDQ hash, SHA-256, SHA-1 or MD5, or the name of an entry.", placeholder: "HASH") var hash: String

    mutating func validate() throws {
        let length = reason.utf8.count
        guard 3...500 ~= length else { throw UsageError("--reason takes 3 to 500 bytes") }
    }

    struct Answer: Codable {
        var withdrawals: [HashWithdrawal]
    }

    func run(_ context: CommandContext) async throws {
        let workspace = try context.workspace()
        _ = try KnownLists.require(list, in: workspace.lists)
        let now = context.surroundings.now()
        let entries = try context.isAnswered(mutation.key) ? [] : wanted(workspace)
        let answer = try context.mutate(
            mutation.key, approved: "lists.withdraw", of: KnownLists.id(list), digest: digest(of: entries)
        ) { transaction in
            let withdrawals = entries.map {
                HashWithdrawal(list: list, entry: $0, reason: reason, time: now, actor: context.actor)
            }
            // The tombstones come first: if the process dies before the ledger is written, the entries do not match and the same
            // command, whose approval is still unused, completes it.
            for withdrawal in withdrawals {
                _ = try workspace.lists.withdraw(withdrawal.entry, from: list, reason: reason, at: now)
                try transaction.put(
                    withdrawal,
                    because: Event(
                        "hashing.list.withdrawn", withdrawal.id, at: now, by: context.actor,
                        facts: [
                            "list": .string(list), "entry": .string(withdrawal.entry), "reason": .string(reason),
                        ]))
            }
            return Answer(withdrawals: withdrawals)
        }
        try context.output.write(
            answer.withdrawals.map { withdrawal -> JSONObject in
                [
                    "list": .string(withdrawal.list), "entry": .string(withdrawal.entry),
                    "withdrawn": .text(withdrawal.time), "reason": .string(withdrawal.reason),
                ]
            }, as: Self.output)
    }

    /// The entries of the list that carry the hash or the name and whose withdrawal is not in the ledger yet.
    private func wanted(_ workspace: Workspace) throws -> [String] {
        let found = try KnownLists.entries(of: list, carrying: hash, in: workspace.lists)
        guard !found.isEmpty else { throw KnownLists.unknownEntry(hash, of: list) }
        let names = try found.map(\.entry).filter { name in
            let id = HashWithdrawal.id(of: name, in: list)
            return try workspace.store.read { try $0.get(HashWithdrawal.self, id) } == nil
        }
        guard !names.isEmpty else {
            throw AllianceError("hashing.entry.withdrawn", "\(hash) is withdrawn from \(list) already")
        }
        return names
    }

    /// What the second person agrees to: these entries of this list, for this reason.
    private func digest(of entries: [String]) -> Digest {
        let act: JSONValue = [
            "act": "lists.withdraw", "list": .string(list), "entries": .array(entries.map { .string($0) }),
            "reason": .string(reason),
        ]
        return Digester.digest(.sha256, of: JSONText.canonical(act))
    }
}
