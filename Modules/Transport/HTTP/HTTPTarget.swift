import AllianceKit

/// An http or https URL taken apart strictly: only serialised forms are read, so that libcurl cannot read them differently.
struct HTTPTarget: Hashable {
    var scheme: String
    /// The name without a dot at its end, or nil when the host is an address.
    var name: String?
    /// The address, when the URL has one for a host.
    var address: IPAddress?
    var port: UInt16
    /// Path and query.
    var path: String

    /// The host as it stands in a URL.
    var host: String {
        if let name { return name }
        guard let address else { return "" }
        if case .v6 = address { return "[\(address)]" }
        return address.description
    }
    /// The URL again.
    var url: String { "\(origin)\(path)" }
    /// Scheme, host and port.
    var origin: String { "\(scheme)://\(host):\(port)" }

    /// Reads a URL. Throws `transport.url.…`.
    init(_ text: String) throws(AllianceError) {
        func refuse(_ problem: String, _ message: String) -> AllianceError {
            AllianceError(
                "transport.url.\(problem)", message, hint: "use a serialised http or https URL without user name")
        }
        guard text.utf8.count <= 65536, text.utf8.allSatisfy({ 0x21...0x7e ~= $0 && $0 != 0x5c }) else {
            throw refuse("form", "the URL is too long or holds characters that a serialised URL has not")
        }
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
        guard let colon = parts.firstRange(of: "://") else { throw refuse("scheme", "the URL has no scheme") }
        scheme = parts[..<colon.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw refuse("scheme", "the scheme \(scheme.prefix(20)) is neither http nor https")
        }
        let rest = parts[colon.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        path = rest[end...].first == "/" ? String(rest[end...]) : "/" + rest[end...]
        var authority = rest[..<end].lowercased()[...]
        port = scheme == "https" ? 443 : 80
        guard !authority.contains("@") else { throw refuse("credentials", "the URL carries a user name") }
        let bracket = authority.lastIndex(of: "]") ?? authority.startIndex
        if let mark = authority[bracket...].lastIndex(of: ":") {
            let digits = authority[authority.index(after: mark)...]
            guard 1...5 ~= digits.utf8.count, digits.utf8.allSatisfy({ 48...57 ~= $0 }), let number = UInt16(digits)
            else {
                throw refuse("port", "the port is not a number up to 65535")
            }
            port = number
            authority = authority[..<mark]
        }
        if authority.hasPrefix("["), authority.hasSuffix("]") {
            guard let found = IPAddress(authority.dropFirst().dropLast()), case .v6 = found else {
                throw refuse("host", "the host in brackets is not an IPv6 address")
            }
            address = found
            return
        }
        if let found = IPAddress(authority) {
            address = found
            return
        }
        if authority.hasSuffix(".") { authority = authority.dropLast() }
        let labels = authority.split(separator: ".", omittingEmptySubsequences: false)
        // Other spellings of IPv4 addresses end in a number; a URL Standard parser has resolved them before.
        let last = labels.last ?? ""
        let isNumber = last.utf8.allSatisfy { 48...57 ~= $0 } || last.hasPrefix("0x")
        guard authority.utf8.count <= 253, labels.allSatisfy({ Self.isLabel($0) }), !isNumber else {
            throw refuse("host", "the host is not a name in its ASCII form")
        }
        name = String(authority)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        1...63 ~= label.utf8.count
            && label.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 0x2d || $0 == 0x5f }
    }
}
