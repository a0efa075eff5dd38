public import AllianceKit

/// What a resolver says of a name.
public enum Resolution: Sendable, Hashable {
    /// Its addresses, at least one.
    case addresses([IPAddress])
    /// The name does not exist or has no address.
    case noSuchName
    /// The resolver cannot tell.
    case unknown
}

/// Finds the addresses of names: a file offline, DNS where the network is asked for.
public protocol Resolver: Sendable {
    /// What is known of a name in ASCII form, without a dot at its end.
    func resolve(_ name: String) async throws -> Resolution
}

/// A stand-in for DNS: a table of names and their addresses.
///
/// Tab-separated with a heading; `host`, `addresses` (comma-separated, empty for a name that does not resolve), other columns do
/// not count. Names may be written with any letters.
public struct HostsFile: Resolver, Hashable {
    private var names: [String: [IPAddress]] = [:]
    /// What could not be used, each with its line.
    public private(set) var problems: [AllianceError] = []

    /// An empty table.
    public init() {}

    /// Reads a table of at most 64 MiB. Bad lines become `problems`; throws `takedown.hosts.heading` or when the file cannot be read.
    public init(path: String) throws {
        var file = try InputFile(path: path)
        try self.init(&file)
    }

    /// Reads a table.
    public init(_ input: inout InputFile) throws {
        let heading = try input.nextLine().map { String(decoding: $0, as: UTF8.self) } ?? ""
        let columns = heading.split(separator: "\t", omittingEmptySubsequences: false)
        guard let host = columns.firstIndex(of: "host"), let addresses = columns.firstIndex(of: "addresses") else {
            throw AllianceError(
                "takedown.hosts.heading", "the heading lacks \"host\" or \"addresses\"",
                at: SourcePlace(file: input.name, line: 1), hint: "start with: host<TAB>addresses")
        }
        while let line = try Self.nextLine(&input, &problems) {
            let cells = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
            if cells.allSatisfy(\.isEmpty) { continue }
            do {
                guard cells.count > max(host, addresses) else {
                    throw AllianceError("takedown.hosts.columns", "the line has too few columns")
                }
                let name = try Self.key(String(cells[host]))
                names[name, default: []] += try cells[addresses].split(separator: ",").map { text in
                    guard let address = IPAddress(String(text.filter { $0 != " " })) else {
                        throw AllianceError("takedown.hosts.address", "\"\(text.prefix(50))\" is not an address")
                    }
                    return address
                }
            } catch let error as AllianceError {
                problems.append(error.located(at: input.place))
            }
        }
    }

    /// The next line; one that is too long becomes a problem and an empty line.
    static func nextLine(_ input: inout InputFile, _ problems: inout [AllianceError]) throws -> [UInt8]? {
        do {
            return try input.nextLine(limit: 65536)
        } catch let error as AllianceError where error.code == "file.line.too-long" {
            problems.append(error)
            return []
        }
    }

    /// The addresses of a name; `.unknown` when the table has no line for it.
    public func resolve(_ name: String) -> Resolution {
        guard let key = try? Self.key(name), let addresses = names[key] else { return .unknown }
        return addresses.isEmpty ? .noSuchName : .addresses(addresses)
    }

    private static func key(_ name: String) throws -> String {
        var ascii = try DomainName.ascii(name)
        while ascii.last == UInt8(ascii: ".") { ascii.removeLast() }
        guard !ascii.isEmpty else { throw AllianceError("takedown.hosts.name", "the name is empty") }
        return String(decoding: ascii, as: UTF8.self)
    }
}
