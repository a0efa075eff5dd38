import AllianceKit
import CommandLineKit

/// `takedown trace`
struct TraceCommand: Command {
    static let name = "trace"
    static let summary = "Find the host and whom to write to."
    static let discussion = """
        With --data alone no network is used: the folder holds hosts.tsv (names and addresses), RDAP answers below rdap/, MMDB files,
        providers.tsv, and where there are any reverse.tsv and security/. With --online the network is asked for what the folder
        lacks, and for nothing else: the host's name goes to the resolver, its addresses, AS numbers and registered domain to the RDAP
        servers in charge. The URL goes to nobody, and the host itself is not contacted. Answers are kept in the workspace and asked
        for again after 12 hours (settings: takedown.trace).

        Three sources that agree locate a host. One abroad makes the case referredAbroad; one that hides (delivery network, proxy,
        onion service, fast-flux) originUnknown; silence and contradiction leave it in tracing, to be tried again or decided with
        --country. What is found goes into the book of contacts, and waits there for approval.
        """
    static let examples = [
        CommandExample("all open cases, with local data", "alliance takedown trace --all --data Examples/trace"),
        CommandExample("one case over the network", "alliance takedown trace HL-2026-0001 --online"),
        CommandExample(
            "local databases first, then the network", "alliance takedown trace --all --data trace-data --online"),
    ]
    static let output = TraceAnswer.output

    @Argument("Cases, or references of their reports.", placeholder: "CASE", allowEmpty: true) var cases: [String]
    @Flag("All confirmed cases whose host is not known yet, held ones too.") var all: Bool
    @Option("The folder with the local data.", placeholder: "DIR") var data: String?
    @Flag("Ask the network for what the folder lacks.") var online: Bool
    @Option("A name server to ask in place of the system's; may be repeated.", placeholder: "ADDRESS")
    var nameServer: [String]
    @Option("Allow http to this port of this machine; for tests.", placeholder: "PORT") var allowLoopback: Int?
    @Option("Your own word on the country; it decides.", placeholder: "CC") var country: CountryCode?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if cases.isEmpty != all { throw UsageError("name cases, or say --all") }
        if data == nil, !online { throw UsageError("say where to look: --data DIR, --online, or both") }
        if !online, !nameServer.isEmpty { throw UsageError("--name-server goes with --online") }
        if let allowLoopback, !(1...65535 ~= allowLoopback) { throw UsageError("--allow-loopback takes a port") }
    }

    func run(_ context: CommandContext) async throws {
        let workspace = try context.workspace()
        let folder = try data.map { try TraceFolder(path: $0, needsHosts: !online) }
        for problem in folder?.problems ?? [] { context.report(problem) }
        var sources = folder?.sources ?? TraceSources(resolver: HostsFile())
        let settings = try workspace.configuration.settings(TraceSettings.self)
        sources.rules = settings.rules
        var client: RDAPClient?
        if online {
            let permission = NetworkPermission(
                loopbackPorts: Set(allowLoopback.map { [UInt16($0)] } ?? []),
                nameServers: nameServer.isEmpty ? settings.nameServers : nameServer)
            let network = TraceNetwork(
                context: context, workspace: workspace, settings: settings, permission: permission)
            (sources, client) = try network.sources(behind: folder)
        }
        let desk = TraceDesk(
            tracer: Tracer(sources), client: client, country: country, context: context, workspace: workspace)
        let words = all ? try desk.open() : cases
        let progress = context.talk.progress("tracing", total: words.count)
        try await CaseDesk.forEach(words, context) { word in
            let answer = try await desk.trace(word, key: CaseDesk.key(mutation.key, word))
            progress.advance()
            try context.output.write(answer.json, as: Self.output)
        }
        progress.finish()
    }
}
