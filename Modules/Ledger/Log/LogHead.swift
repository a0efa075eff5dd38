import AllianceKit
public import Cryptography
public import Storage

/// Heads, nodes and proofs of the log in one state of a database.
public struct LogHead {
    let tables: LogTables
    let hasher = TreeHasher()
    let nodes: TileNodes<LogTables>
    /// The number of entries.
    public let size: Int

    /// Looks at the log in a database, inside a transaction that keeps its state.
    public init(_ database: Database) throws {
        tables = LogTables(database: database)
        size = Int(try tables.count())
        nodes = TileNodes(tables, size: size, hasher)
    }

    /// The root over the first `size` entries; all of them unless said. Throws `ledger.tile.missing` when the log is not so long.
    public func root(_ size: Int? = nil) throws -> SHA256Hash { try nodes.root(size: size ?? self.size, hasher) }

    /// The checkpoint of all entries.
    public func checkpoint(origin: String) throws -> Checkpoint {
        Checkpoint(origin: origin, size: size, root: try root())
    }

    /// That an entry is in the tree of a size.
    public func inclusion(_ index: Int, size: Int) throws -> InclusionProof {
        guard size <= self.size else { throw Self.tooShort(size, self.size) }
        return try InclusionProof(index: index, size: size, from: nodes, hasher)
    }

    /// That the tree of a size is the beginning of this one.
    public func consistency(from size: Int) throws -> ConsistencyProof {
        guard size <= self.size else { throw Self.tooShort(size, self.size) }
        return try ConsistencyProof(from: size, to: self.size, in: nodes, hasher)
    }

    /// Throws unless the log goes on from an earlier checkpoint: `ledger.rolled-back` when it is shorter now, `ledger.rewritten` when
    /// entries before it were changed.
    @discardableResult public func checkContinues(_ old: Checkpoint) throws -> ConsistencyProof {
        let proof = try consistency(from: old.size)
        guard proof.joins(old.root, try root(), hasher) else {
            throw AllianceError(
                "ledger.rewritten",
                "the first \(old.size) entries are not those of the checkpoint: the ledger was changed after it was signed",
                hint: "keep the checkpoint and a copy of the store as evidence; restore a backup that fits it")
        }
        return proof
    }

    private static func tooShort(_ old: Int, _ size: Int) -> AllianceError {
        AllianceError(
            "ledger.rolled-back", "the ledger has \(size) entries, but a checkpoint was signed over \(old)",
            hint: "entries were removed, or an older copy of the store was put back; restore the newest backup")
    }
}
