public import AllianceKit

/// A folder of local data to trace with, and no network at all:
///
/// * `hosts.tsv`: names and addresses in place of DNS (required, unless DNS is asked too),
/// * `reverse.tsv`: names of addresses in place of reverse DNS,
/// * `*.mmdb`: an ASN and a country database, told apart by what they say of themselves,
/// * `rdap/*.json`: RDAP answers, found by what they cover,
/// * `providers.tsv`: content delivery networks and the like,
/// * `security/NAME.txt`: a site's `security.txt`, by host or domain,
/// * `bootstrap/`: IANA's lists of RDAP servers, for traces that may ask them.
public struct TraceFolder: Sendable {
    /// The sources, ready to be asked.
    public let sources: TraceSources
    /// Servers for questions, where the folder has lists of them.
    public let bootstrap: RDAPBootstrap
    /// Files and lines that could not be used; the rest works without them.
    public let problems: [AllianceError]

    /// The most RDAP answers that are read.
    public static let answerLimit = 20_000

    /// Opens a folder. Throws `takedown.trace.folder` when there is none, or when it `needsHosts` and has no `hosts.tsv`.
    public init(path: String, suffixes: PublicSuffixList = .builtin, needsHosts: Bool = true) throws {
        let hasHosts = Files.exists("\(path)/hosts.tsv")
        guard Files.isFolder(path), hasHosts || !needsHosts else {
            throw AllianceError(
                "takedown.trace.folder", "\(path) is not a folder with a hosts.tsv",
                hint: "see Examples/trace for what it holds")
        }
        var problems: [AllianceError] = []
        func attempt<Value>(_ body: () throws -> Value) throws -> Value? {
            do { return try body() } catch let error as AllianceError {
                problems.append(error)
                return nil
            }
        }
        let hosts = hasHosts ? try HostsFile(path: "\(path)/hosts.tsv") : HostsFile()
        problems += hosts.problems
        var sources = TraceSources(resolver: hosts, suffixes: suffixes)
        for name in try Files.names(in: path) where name.hasSuffix(".mmdb") {
            guard let reader = try attempt({ try MMDBReader(path: "\(path)/\(name)") }) else { continue }
            if reader.hasAutonomousSystems {
                sources.autonomousSystems = sources.autonomousSystems ?? reader
            } else if reader.hasCountries {
                sources.countries = sources.countries ?? reader
            } else {
                problems.append(
                    AllianceError(
                        "takedown.mmdb.kind",
                        "the database is neither for AS numbers nor for countries: \(reader.type)",
                        at: SourcePlace(file: reader.path)))
            }
        }
        if Files.exists("\(path)/providers.tsv"),
            let providers = try attempt({ try ProviderList(path: "\(path)/providers.tsv") })
        {
            problems += providers.problems
            sources.providers = providers
        }
        if Files.isFolder("\(path)/rdap") {
            let names = try Files.names(in: "\(path)/rdap").filter { $0.hasSuffix(".json") }
            if names.count > Self.answerLimit {
                problems.append(
                    AllianceError(
                        "takedown.trace.too-many", "only the first \(Self.answerLimit) RDAP answers are read",
                        at: SourcePlace(file: "\(path)/rdap")))
            }
            for name in names.prefix(Self.answerLimit) {
                let file = "\(path)/rdap/\(name)"
                let answer = try attempt {
                    try RDAPAnswer(Files.read(file, limit: 8 << 20), at: SourcePlace(file: file))
                }
                if let answer { sources.answers.add(answer, name: name) }
            }
        }
        if Files.exists("\(path)/reverse.tsv"),
            let names = try attempt({ try ReverseNames(path: "\(path)/reverse.tsv") })
        {
            problems += names.problems
            sources.reverse = names
        }
        if Files.isFolder("\(path)/security") {
            for name in try Files.names(in: "\(path)/security").prefix(Self.answerLimit) where name.hasSuffix(".txt") {
                let file = "\(path)/security/\(name)"
                let text = try attempt { try SecurityText(Files.read(file, limit: 1 << 20), name: name) }
                sources.securityTexts[name.dropLast(4).lowercased()] = text
            }
        }
        bootstrap = BootstrapFolder(path: "\(path)/bootstrap").load(&problems)
        self.sources = sources
        self.problems = problems
    }
}
