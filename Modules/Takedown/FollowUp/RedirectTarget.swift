/// Where a `Location` field leads (RFC 9110, section 10.2.2; URL Standard for what is relative). Hostile text.
enum RedirectTarget {
    /// The longest field that is read.
    static let limit = 16_384

    /// The absolute URL; nil for what is no http or https URL.
    static func resolve(_ location: String, against base: WebURL) -> WebURL? {
        var text = Substring(location)
        while let first = text.utf8.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
        guard !text.isEmpty, text.utf8.count <= limit else { return nil }
        let slashes = text.utf8.prefix(2).map { $0 == 0x5c ? 0x2f : $0 }
        let absolute: String
        if hasScheme(text) {
            absolute = String(text)
        } else if slashes == [0x2f, 0x2f] {
            absolute = "\(base.scheme):\(text)"
        } else if slashes.first == 0x2f {
            absolute = base.origin + text
        } else if text.hasPrefix("?") {
            absolute = base.origin + base.path + text
        } else if text.hasPrefix("#") {
            return base
        } else {
            let folder = base.path[...(base.path.lastIndex(of: "/") ?? base.path.startIndex)]
            absolute = base.origin + folder + text
        }
        guard let url = try? WebURL(parsing: absolute), url.scheme == "http" || url.scheme == "https" else {
            return nil
        }
        return url
    }

    private static func hasScheme(_ text: Substring) -> Bool {
        guard let colon = text.utf8.firstIndex(of: 0x3a), let first = text.utf8.first else { return false }
        let scheme = text.utf8[..<colon]
        return (65...90 ~= first || 97...122 ~= first)
            && scheme.allSatisfy {
                48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || [0x2b, 0x2d, 0x2e].contains($0)
            }
    }
}
