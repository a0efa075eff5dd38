import AllianceKit

/// Names of hosts and domains as block lists need them: stricter than URLs, because a `*` or a blank means something in many formats.
enum BlockName {
    /// A name in ASCII form and lower case without its final dot, or an address's text. Throws `takedown.block.name`, or an error of the
    /// host parser.
    static func read(_ text: String) throws -> String {
        guard !text.utf8.contains(UInt8(ascii: "%")), text.utf8.count <= 1024 else { throw refused(text) }
        let host: URLHost
        if let address = IPAddress(text) {
            host = .address(address)
        } else {
            host = try HostParser.parse(Array(text.utf8))
        }
        guard case .domain(var name) = host else { return host.description }
        if name.hasSuffix(".") { name.removeLast() }
        guard isName(name) else { throw refused(text) }
        return name
    }

    /// Labels of letters, digits, hyphens and underscores, 1 to 63 each, 253 in all.
    static func isName(_ name: some StringProtocol) -> Bool {
        guard 1...253 ~= name.utf8.count else { return false }
        var label = 0
        for byte in name.utf8 {
            switch byte {
            case 97...122, 48...57, UInt8(ascii: "-"), UInt8(ascii: "_"):
                label += 1
                if label > 63 { return false }
            case UInt8(ascii: "."):
                if label == 0 { return false }
                label = 0
            default: return false
            }
        }
        return label > 0
    }

    /// The address that a host's text is, brackets or not.
    static func address(_ host: some StringProtocol) -> IPAddress? {
        host.hasPrefix("[") && host.hasSuffix("]") ? IPAddress(host.dropFirst().dropLast()) : IPAddress(host)
    }

    /// The names above a name, the nearest first.
    static func parents(_ name: some StringProtocol) -> UnfoldFirstSequence<Substring> {
        sequence(first: Substring(name)) { current in
            current.firstIndex(of: ".").map { current[current.index(after: $0)...] }
        }
    }

    private static func refused(_ text: String) -> AllianceError {
        AllianceError(
            "takedown.block.name", "\"\(text.prefix(80))\" is not a name that a block list can hold",
            hint: "letters, digits, hyphens and underscores between dots; a domain rule covers what is below it")
    }
}
