public import AllianceKit

/// IANA's bootstrap files in a folder: `ipv4.json`, `ipv6.json`, `asn.json`, `dns.json`, `object-tags.json`.
public struct BootstrapFolder: Sendable {
    /// The folder's path.
    public let path: String

    /// A folder; it need not exist yet.
    public init(path: String) { self.path = path }

    /// The name of a file, in the folder and at IANA.
    public static func file(_ registry: RDAPBootstrap.Registry) -> String {
        registry == .object ? "object-tags.json" : "\(registry.rawValue).json"
    }

    /// Reads what is there, each file of at most 8 MiB. Files that cannot be used are named in `problems`, the others work.
    public func load(_ problems: inout [AllianceError]) -> RDAPBootstrap {
        var bootstrap = RDAPBootstrap()
        for registry in RDAPBootstrap.Registry.allCases {
            let file = "\(path)/\(Self.file(registry))"
            guard Files.exists(file) else { continue }
            do {
                let place = SourcePlace(file: file)
                let json = try JSONText.decode(Files.read(file, limit: Self.limit), at: place)
                do { try bootstrap.add(json, registry) } catch { throw error.located(at: place) }
            } catch let error as AllianceError {
                problems.append(error)
            } catch {
                problems.append(AllianceError("takedown.rdap.bootstrap", "\(error)", at: SourcePlace(file: file)))
            }
        }
        return bootstrap
    }

    /// The most bytes of a file.
    static let limit = 8 << 20
    /// What is known of the files, for asking whether they changed.
    private var stateFile: String { "\(path)/state.json" }

    /// What was learnt when a file was fetched.
    struct State: Codable, Hashable {
        /// The server's tag for this version.
        var tag: String?
        /// The server's time for this version, as it writes it.
        var modified: String?
        /// When it was fetched or found unchanged.
        var checked: Instant
        /// Until when it need not be asked again.
        var fresh: Instant
        /// Where it came from.
        var url: String
    }

    /// What is known, by file; nothing where it cannot be read, because then everything is simply fetched again.
    func states() -> [String: State] {
        guard let bytes = try? Files.read(stateFile, limit: 1 << 20) else { return [:] }
        return (try? JSONBytes.decode([String: State].self, from: bytes)) ?? [:]
    }

    /// Writes a file, after it was read as what it has to be.
    func store(_ bytes: [UInt8], _ registry: RDAPBootstrap.Registry) throws {
        try Files.makeFolder(path)
        try Files.write(bytes, to: "\(path)/\(Self.file(registry))")
    }

    /// Writes down what is known.
    func store(_ states: [String: State]) throws {
        try Files.makeFolder(path)
        try Files.write(try JSONBytes.encode(states), to: stateFile)
    }
}
