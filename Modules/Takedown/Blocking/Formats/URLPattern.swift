/// Regular expressions for URLs, in the three dialects that formats speak. Everything but letters, digits and a few signs is escaped, so
/// that no character of a URL means anything to the expression or to the file around it.
struct URLPattern {
    /// How characters are written.
    enum Dialect {
        /// PCRE inside nginx's double quotes.
        case nginx
        /// JavaScript between slashes.
        case adblock
        /// POSIX extended, one a line; compared with the URL after one round of unescaping.
        case squid
    }

    let dialect: Dialect

    /// Appends bytes that stand for themselves.
    func append(_ bytes: some Sequence<UInt8>, to out: inout [UInt8]) {
        for byte in bytes {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): out.append(byte)
            case UInt8(ascii: "/") where dialect != .adblock: out.append(byte)
            default: escape(byte, to: &out)
            }
        }
    }

    private func escape(_ byte: UInt8, to out: inout [UInt8]) {
        if dialect == .nginx {
            out += "\\x".utf8
            out += [Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
        } else if dialect == .squid, byte == UInt8(ascii: "#") {
            // After a blank a bare one would begin a remark.
            out += "[#]".utf8
        } else {
            if Self.special.contains(byte) { out.append(UInt8(ascii: "\\")) }
            out.append(byte)
        }
    }

    /// What may follow a prefix: no dot segment, no escape that could hide one, no backslash; under-blocking rather than blocking what
    /// canonicalises to another place.
    var below: String {
        switch dialect {
        case .nginx:
            #"(?:(?:[^/.%?\x5c]|%(?!2[EeFf5]|5[Cc]))(?:[^/%?\x5c]|%(?!2[EeFf5]|5[Cc]))*(?:/|(?=\?)|$))*(?:\?|$)"#
        case .adblock:
            #"(?:(?:[^\/.%?\\]|%(?!2[EeFf5]|5[Cc]))(?:[^\/%?\\]|%(?!2[EeFf5]|5[Cc]))*(?:\/|(?=\?)|$))*(?:\?|$)"#
        case .squid: #"([^/.%?\][^/%?\]*/)*([^/.%?\][^/%?\]*)?([?].*)?$"#
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
    private static let special = Set(#".[]{}()*+?^$|\/"#.utf8)
}
