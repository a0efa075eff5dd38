import AllianceKit

/// A text with signatures below it (C2SP signed-note).
public struct SignedNote: Sendable, Hashable, CustomStringConvertible {
    /// The text that is signed, with its final newline.
    public var text: String
    /// The signatures, in their order.
    public var signatures: [NoteSignature]

    /// The most bytes of a note that are read.
    public static let byteLimit = 1 << 20
    /// The most signatures of a note that are read; the format asks for at least 16.
    public static let signatureLimit = 100

    /// Takes a text, which must end with a newline, and signatures.
    public init(text: String, signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    /// The note as it stands in a file.
    public var description: String { text + "\n" + signatures.map(\.line).joined() }

    /// Reads a note; throws `note.format`. Nothing of it may be trusted before `verified(by:)`.
    public init(_ bytes: [UInt8]) throws {
        guard bytes.count <= Self.byteLimit else { throw Self.unreadable("it has more than \(Self.byteLimit) bytes") }
        guard let whole = String(validating: bytes, as: UTF8.self) else { throw Self.unreadable("it is not UTF-8") }
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0a }) else {
            throw Self.unreadable("it has control characters")
        }
        guard bytes.last == 0x0a else { throw Self.unreadable("it does not end with a newline") }
        // The text ends at the last empty line.
        guard let gap = bytes.indices.dropFirst().last(where: { bytes[$0] == 0x0a && bytes[$0 - 1] == 0x0a }),
            gap + 1 < bytes.count
        else { throw Self.unreadable("it has no signatures below an empty line") }
        let lines = bytes[(gap + 1)...].split(separator: 0x0a)
        guard lines.count <= Self.signatureLimit else {
            throw Self.unreadable("it has more than \(Self.signatureLimit) signatures")
        }
        text = String(decoding: bytes[..<gap], as: UTF8.self)
        signatures = try lines.map { line in
            guard let signature = NoteSignature(line: String(decoding: line, as: UTF8.self)) else {
                throw Self.unreadable("a signature line is malformed")
            }
            return signature
        }
        guard description.utf8.elementsEqual(whole.utf8) else { throw Self.unreadable("a line is malformed") }
    }

    /// The keys of `trusted` that signed. Signatures of other keys are ignored. Throws `note.signature` when a trusted key's
    /// signature is wrong, or none of them signed.
    @discardableResult public func verified(by trusted: [VerifierKey]) throws -> [VerifierKey] {
        let message = Array(text.utf8)
        var signers: [VerifierKey] = []
        for signature in signatures {
            guard let key = trusted.first(where: { $0.name == signature.name && $0.id == signature.keyID }) else {
                continue
            }
            guard key.key.verifies(signature.signature, of: message) else {
                throw AllianceError(
                    "note.signature", "the signature of \(key.name) is wrong",
                    hint: "the text or the signature was changed, or it was signed with another key")
            }
            if !signers.contains(key) { signers.append(key) }
        }
        guard !signers.isEmpty else {
            throw AllianceError(
                "note.signature", "no key that is trusted has signed",
                hint: "trusted: " + trusted.map(\.name).joined(separator: ", "))
        }
        return signers
    }

    private static func unreadable(_ why: String) -> AllianceError {
        AllianceError("note.format", "this is not a signed note: \(why)")
    }
}

/// One signature below a note.
public struct NoteSignature: Sendable, Hashable {
    /// The key's name.
    public var name: String
    /// The key's id, four bytes.
    public var keyID: [UInt8]
    /// The signature's bytes, in whatever form the key has.
    public var signature: [UInt8]

    /// Takes the parts of a signature.
    public init(name: String, keyID: [UInt8], signature: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.signature = signature
    }

    /// `— name base64`, with its newline.
    var line: String { "\u{2014} \(name) \(StrictBase64.encode(keyID + signature))\n" }

    init?(line: String) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\u{2014}", NoteName.isValid(parts[1]),
            let bytes = StrictBase64.decode(parts[2]), bytes.count > 4
        else { return nil }
        name = String(parts[1])
        keyID = Array(bytes.prefix(4))
        signature = Array(bytes.dropFirst(4))
    }
}
