import AllianceKit
import CIDNA

/// Domain names in their ASCII form: the URL Standard's domain-to-ASCII (section 3.3) with `beStrict` off.
enum DomainName {
    /// The most bytes of a name before mapping; a mapped name of 253 characters can come from a longer text, but not from this.
    private static let limit = 4096

    /// The name in lower case with A-labels. Throws `takedown.url.host.idna` and `.length`.
    ///
    /// A name of ASCII characters is only lowered: names with labels of invalid Punycode exist and browsers reach them, so the URL
    /// Standard lets them through.
    static func ascii(_ name: [UInt8]) throws -> [UInt8] {
        let ascii = name.allSatisfy { $0 < 0x80 } ? name.map { 65...90 ~= $0 ? $0 | 0x20 : $0 } : try mapped(name)
        // DNS has room for 63 and 253; the URL Standard does not check, but no such name can be looked up or blocked.
        var label = 0
        for byte in ascii {
            label = byte == UInt8(ascii: ".") ? 0 : label + 1
            if label > 63 { throw tooLong("a label of the host has more than 63 characters") }
        }
        guard ascii.count <= 254, ascii.count < 254 || ascii.last == UInt8(ascii: ".") else {
            throw tooLong("the host has more than 253 characters")
        }
        return ascii
    }

    /// The same of a text.
    static func ascii(_ name: String) throws -> [UInt8] { try ascii(Array(name.utf8)) }

    /// The version of Unicode that the installed tables are of: `15.0`.
    static var tables: String { "\(cidna_unicode_version() >> 8).\(cidna_unicode_version() & 255)" }

    private static func mapped(_ name: [UInt8]) throws -> [UInt8] {
        guard name.count <= limit else { throw tooLong("the host has more than 253 characters") }
        guard let text = String(validating: name, as: UTF8.self) else {
            throw HostParser.failure("encoding", "the host is not UTF-8")
        }
        let revised = Array(UTS46Revisions.apply(text).utf8)
        var out = [UInt8](repeating: 0, count: 4 * limit)
        var count = 0
        let code = unsafe out.withUnsafeMutableBytes { space in
            unsafe cidna_to_ascii(
                revised, revised.count, space.baseAddress?.assumingMemoryBound(to: CChar.self), space.count, &count)
        }
        switch Int(code) {
        case CIDNA_OK: return Array(out.prefix(count))
        case CIDNA_REFUSED:
            throw HostParser.failure("idna", "the host has a label that no name may have (UTS #46, Unicode \(tables))")
        case CIDNA_TOO_LONG: throw tooLong("the host has more than 253 characters")
        default: throw HostParser.failure("idna", "the tables for internationalised names cannot be loaded")
        }
    }

    private static func tooLong(_ message: String) -> AllianceError { HostParser.failure("length", message) }
}
