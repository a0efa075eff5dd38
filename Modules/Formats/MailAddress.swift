import AllianceKit

/// A mailbox (RFC 5322 section 3.4): an ASCII address and, if wanted, a display name in any script.
public struct MailAddress: Sendable, Hashable {
    /// The display name.
    public let name: String?
    /// What stands before the `@`.
    public let local: String
    /// The domain, as A-labels.
    public let domain: String

    /// `local@domain`
    public var address: String { "\(local)@\(domain)" }

    /// Reads an address of dot-separated atoms and a host name; throws `mime.address` for anything else: quoted local parts, address
    /// literals, comments, lists, and text outside ASCII (which needs an extension that few abuse desks have).
    public init(_ address: some StringProtocol, name: String? = nil) throws {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isLocal(parts[0]), Self.isDomain(parts[1]) else {
            throw AllianceError(
                "mime.address", "\"\(Self.shown(address))\" is not a mail address",
                hint: "give it as name@example.org, internationalised domains as xn--…")
        }
        local = String(parts[0])
        domain = parts[1].lowercased()
        self.name = name.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func isLocal(_ text: some StringProtocol) -> Bool {
        let atoms = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 64
            && atoms.allSatisfy { atom in
                !atom.isEmpty
                    && atom.utf8.allSatisfy { byte in
                        MIMEText.isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
                    }
            }
    }

    private static func isDomain(_ text: some StringProtocol) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253 && labels.count >= 2
            && labels.allSatisfy { label in
                1...63 ~= label.utf8.count && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy { MIMEText.isAlphanumeric($0) || $0 == 0x2d }
            }
    }

    private static func shown(_ text: some StringProtocol) -> String {
        String(text.unicodeScalars.prefix(80).map { $0.value < 0x20 || $0.value == 0x7f ? "?" : Character($0) })
    }
}

/// Classes of bytes that mail headers know.
enum MIMEText {
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte
    }

    /// RFC 2045 token characters.
    static func isToken(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "!#$%&'*+-.^_`{|}~".utf8.contains(byte)
    }

    /// Printable ASCII and the blank.
    static func isPlain(_ text: some StringProtocol) -> Bool { text.utf8.allSatisfy { 0x20...0x7e ~= $0 } }
}
