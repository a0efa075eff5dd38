public import AllianceKit
import Cryptography
import Formats

/// A mail that was read from the inbox: what it was taken for, and what came of it. The bytes are kept only of what a person has to look at.
public struct IncomingMail: StoredRecord {
    /// What it was taken for.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// A delivery report of a failure that came to an address we made.
        case bounce
        /// A delivery report that says nothing final.
        case report
        /// A provider's answer with an answer code.
        case answer
        /// Written by a machine: no acknowledgement.
        case automatic
        /// An abuse report by mail (RFC 5965).
        case feedback
        /// Something else: a person reads it.
        case other
        /// It cannot be read.
        case unreadable
    }

    /// `mail_…`, made of the bytes, so that a mail read twice counts once.
    public var id: EntityID
    /// What it was taken for.
    public var kind: Kind
    /// The letter it is about.
    public var letter: EntityID?
    /// The case it is about, by its reference.
    public var reference: String?
    /// A code: of a bounce (`5.1.1`), an answer (`removed`), an error.
    public var code: String?
    /// Why a person has to look at it.
    public var reason: String?
    /// Its bytes as base 64, at most the first 64 KiB, where a person has to look at it.
    public var content: String?
    /// How many bytes it has.
    public var length: Int
    /// When it was read.
    public var read: Instant

    /// The most bytes that are kept of one mail.
    public static let limit = 65536

    /// A mail that was read; what it was taken for follows.
    init(_ bytes: [UInt8], read: Instant) {
        id = EntityID(prefix: "mail", name: String(Digester.digest(.sha256, of: bytes).hex.prefix(32)))
        kind = .other
        length = bytes.count
        self.read = read
    }

    /// Whether a person has to look at it.
    public var isKept: Bool { content != nil }

    /// Keeps the bytes for a person, with the reason.
    mutating func keep(_ bytes: [UInt8], _ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
        content = Base64.encode(Array(bytes.prefix(Self.limit)))
    }

    /// `takedown_mail`
    public static let table = "takedown_mail"
    /// Kind, whether it is kept, and time.
    public static let columns: [RecordColumn<IncomingMail>] = [
        RecordColumn("kind", .text) { .text($0.kind.rawValue) },
        RecordColumn("kept", .integer, indexed: true) { .flag($0.isKept) },
        RecordColumn("read", .integer) { .time($0.read) },
    ]
    /// An answer.
    public static let examples: [IncomingMail] = {
        var mail = IncomingMail(Array("Subject: x\r\n\r\n".utf8), read: Instant(milliseconds: 1_790_000_000_000))
        mail.kind = .answer
        mail.letter = EntityID(prefix: "letter", name: "01k9v3c8m4example00000005")
        mail.reference = "HL-2026-0001"
        mail.code = "removed"
        return [mail]
    }()
}
