public import AllianceKit
import Cryptography

/// 1 to 100 statements that the database takes or refuses together.
public struct StatementBatch: Sendable, Hashable {
    /// The most that one request may hold.
    public static let limit = 100

    /// The request's body, canonical JSON: the same statements give the same bytes.
    public let body: [UInt8]
    /// The puids in the order of the body.
    public let puids: [String]

    /// Puts statements together, by puid. Throws `takedown.statement.batch` for none, more than 100, or a puid twice.
    public init(_ statements: [JSONObject]) throws(AllianceError) {
        func puid(_ statement: JSONObject) -> String { statement["puid"]?.stringValue ?? "" }
        let sorted = statements.sorted { puid($0) < puid($1) }
        puids = sorted.map(puid)
        guard 1...Self.limit ~= puids.count, Set(puids).count == puids.count else {
            throw AllianceError("takedown.statement.batch", "a batch holds 1 to 100 statements with different puids")
        }
        body = JSONText.canonical(["statements": .array(sorted.map { .object($0) })])
    }

    /// What an approval of the batch is bound to.
    public var digest: Digest { Digester.digest(.sha256, of: body) }
    /// What the approval is for; made of the digest, so that the same batch is the same subject.
    public var subject: EntityID { EntityID(prefix: "statements", name: String(digest.hex.prefix(24))) }
}
