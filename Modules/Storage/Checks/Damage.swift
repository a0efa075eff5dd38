public import AllianceKit

/// One thing that is not as it was written.
public struct Damage: Sendable, Hashable {
    /// The file's name: `alliance.db` or `lists.db`.
    public var file: String
    /// The table, or nil when the file's structure is concerned.
    public var table: String?
    /// The row's identity, if it is known.
    public var id: String?
    /// What is wrong, as a phrase.
    public var problem: String

    /// Makes one.
    public init(file: String, table: String? = nil, id: String? = nil, problem: String) {
        self.file = file
        self.table = table
        self.id = id
        self.problem = problem
    }

    /// The damage as commands report it.
    public var error: AllianceError {
        let what = [table, id].compactMap { $0 }.joined(separator: " ")
        return AllianceError(
            "store.damaged", (what.isEmpty ? "" : what + ": ") + problem, at: SourcePlace(file: file),
            hint: "restore a backup with: alliance store restore", exit: .partial)
    }
}

/// What a verification looked at and found.
public struct VerificationReport: Sendable, Hashable {
    /// Records read, unpacked and compared with their ledger leaf.
    public var records: Int64 = 0
    /// Their size before packing, in bytes.
    public var rawBytes: Int64 = 0
    /// Entries of hash lists read.
    public var entries: Int64 = 0
    /// Everything that is not as it was written.
    public var damages: [Damage] = []

    /// Nothing looked at yet.
    public init() {}

    /// Adds what another verification looked at and found.
    public mutating func add(_ other: VerificationReport) {
        records += other.records
        rawBytes += other.rawBytes
        entries += other.entries
        damages += other.damages
    }
}
