import AllianceKit

/// The public key a note is checked with, under the name it signs by (C2SP signed-note, Ed25519, type 0x01).
public struct VerifierKey: Sendable, Hashable, CustomStringConvertible {
    /// The name: the log's origin, as `example.org/alliance/log`.
    public let name: String
    /// The Ed25519 public key.
    public let key: Ed25519.VerifyingKey
    /// The first four bytes of SHA-256 of name, newline, type and key.
    public let id: [UInt8]

    private static let type: UInt8 = 0x01

    /// Takes a name and a key; throws `note.key.name` for a name a note cannot carry.
    public init(name: String, key: Ed25519.VerifyingKey) throws {
        guard NoteName.isValid(name) else {
            throw AllianceError(
                "note.key.name", "\"\(name)\" cannot name a key",
                hint: "use a name without spaces, control characters and +, such as example.org/ledger")
        }
        self.name = name
        self.key = key
        let message = Array(name.utf8) + [0x0a, Self.type] + key.raw
        id = Array(Digester.digest(.sha256, of: message).bytes.prefix(4))
    }

    /// `name+id+key`: the id as eight hexadecimal digits, type and key in base 64.
    public var description: String { "\(name)+\(Hex.encode(id))+\(StrictBase64.encode([Self.type] + key.raw))" }

    /// Reads `name+id+key`; throws `note.key.format`.
    public init(_ text: some StringProtocol) throws {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard text.utf8.count <= 1024, parts.count == 3, let bytes = StrictBase64.decode(parts[2]) else {
            throw Self.unreadable("it is not NAME+ID+KEY")
        }
        guard bytes.first == Self.type, bytes.count == 33 else { throw Self.unreadable("it is not an Ed25519 key") }
        try self.init(name: String(parts[0]), key: try Ed25519.VerifyingKey(raw: Array(bytes.dropFirst())))
        guard Hex.encode(id) == parts[1] else { throw Self.unreadable("its id does not fit its name and key") }
    }

    private static func unreadable(_ why: String) -> AllianceError {
        AllianceError(
            "note.key.format", "this is not a verifier key: \(why)",
            hint: "it looks like example.org/ledger+1a2b3c4d+AQ…; a ledger's is in keys/ledger.pub of its workspace")
    }
}

/// The secret key that signs notes.
public struct NoteSigner: Sendable {
    /// The public half.
    public let verifier: VerifierKey
    private let key: Ed25519.SigningKey

    /// Takes a name and a seed of 32 bytes.
    public init(name: String, seed: [UInt8]) throws {
        key = try Ed25519.SigningKey(seed: seed)
        verifier = try VerifierKey(name: name, key: key.verifyingKey)
    }

    /// Signs a note's text, which ends with a newline.
    public func sign(_ text: String) -> NoteSignature {
        NoteSignature(name: verifier.name, keyID: verifier.id, signature: key.sign(Array(text.utf8)))
    }
}

/// What names of keys may look like.
enum NoteName {
    static func isValid(_ name: some StringProtocol) -> Bool {
        1...256 ~= name.utf8.count
            && name.unicodeScalars.allSatisfy { $0 != "+" && $0.value >= 0x20 && !$0.properties.isWhitespace }
    }
}
