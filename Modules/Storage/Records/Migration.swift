/// A named, append-only step of a schema. Steps run in order, once each, in one transaction.
public struct Migration: Sendable, Hashable {
    /// Stable name: `ledger.1.entries`.
    public let name: String
    /// The statements, separated by semicolons.
    public let sql: String

    /// Makes a step.
    public init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
    }
}
