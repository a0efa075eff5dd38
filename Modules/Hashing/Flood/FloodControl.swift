import AllianceKit

/// Counts what each entry meets while matches are recorded, and holds back entries that suddenly match everything.
final class FloodControl {
    private let rule: FloodRule
    private let transaction: any StoreTransaction
    private let context: CommandContext
    /// Lists of harmless files, where meeting much is as it should be.
    private let exempt: Set<String>
    private var held: Set<EntryName>
    private var counts: [EntryName: Int] = [:]

    static let quarantined = "hashing.entry.quarantined"
    static let released = "hashing.entry.released"

    /// Starts a run.
    init(_ transaction: any StoreTransaction, _ context: CommandContext) throws {
        let workspace = try context.workspace()
        rule = workspace.configuration.floodRule ?? FloodRule()
        exempt = Set(try workspace.lists.lists().filter { $0.kind == .good }.map(\.name))
        held = try EntryQuarantine.held(in: transaction)
        self.transaction = transaction
        self.context = context
    }

    /// Judges the run as a whole, before anything of it is stored: the share of its distinct files that each entry met.
    func judge(_ files: [MatchedFile]) throws {
        var all: Set<Digest> = []
        var met: [EntryName: Int] = [:]
        for file in files {
            guard let digest = file.file?.digest(.sha256), all.insert(digest).inserted else { continue }
            for match in file.matches { met[EntryName(match), default: 0] += 1 }
        }
        guard all.count >= rule.leastRun else { return }
        for (name, count) in met.sorted(by: { ($0.key.list, $0.key.entry) < ($1.key.list, $1.key.entry) })
        where Double(count) > rule.share * Double(all.count) && !isExempt(name) && !held.contains(name) {
            try hold(name, "share", count)
        }
    }

    /// Whether an entry takes no part in the queue.
    func isHeld(_ name: EntryName) -> Bool { held.contains(name) }

    /// Whether lists of harmless files are concerned, which are not counted.
    func isExempt(_ name: EntryName) -> Bool { exempt.contains(name.list) }

    /// Counts a file that an entry had not met before; false when that is one too many, and the entry is held from now on.
    func admit(_ name: EntryName) throws -> Bool {
        if isExempt(name) { return true }
        let count = try counts[name] ?? countInWindow(name)
        guard count < rule.files else {
            try hold(name, "files", count + 1)
            return false
        }
        counts[name] = count + 1
        return true
    }

    /// Distinct files that the entry met within the window, and since it was released last.
    private func countInWindow(_ name: EntryName) throws -> Int {
        let start = context.surroundings.now().adding(hours: -rule.hours)
        let released = try transaction.get(EntryQuarantine.self, EntryQuarantine.id(name))?.released
        return try transaction.count(
            Query<KnownFileMatch>().where("entry", .equal, .text(name.entry)).where("list", .equal, .text(name.list))
                .where("recorded", .greater, .time(max(start, released ?? start))))
    }

    private func hold(_ name: EntryName, _ rule: String, _ files: Int) throws {
        held.insert(name)
        let now = context.surroundings.now()
        let record = EntryQuarantine(name, rule: rule, files: files, since: now)
        try transaction.put(
            record,
            because: Event(
                Self.quarantined, record.id, at: now, by: context.actor,
                facts: [
                    "list": .string(name.list), "entry": .string(name.entry), "rule": .string(rule),
                    "files": .int(files),
                ]))
        context.talk.warn(
            "\(name.list)/\(name.entry) met \(files) files and is in quarantine: its matches are not recorded until "
                + "alliance hashing lists release")
    }

    static let eventKinds = [
        EventKind(
            quarantined, "An entry suddenly matched too much; its matches are not recorded until it is released.",
            facts: [
                "list": "the list's name", "entry": "the entry's name",
                "rule": "files (too many within the window) or share (of one run)", "files": "distinct files it met",
            ]),
        EventKind(
            released, "A quarantined entry was looked at and its matches are recorded again.",
            facts: ["list": "the list's name", "entry": "the entry's name", "reason": "why, without personal data"]),
    ]
}

extension EntryName {
    /// The entry of a match.
    init(_ match: ListMatch) { self.init(list: match.list, entry: match.entry) }
}
