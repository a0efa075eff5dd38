import AllianceKit
import CommandLineKit

/// `takedown rdap refresh`
struct RDAPRefreshCommand: Command {
    static let name = "refresh"
    static let summary = "Get IANA's lists of RDAP servers, as far as they changed."
    static let discussion = """
        Asks data.iana.org (or --from) for five files and keeps them in the workspace's folder rdap/. Files that are still fresh by
        their own word are not asked for; the others only if they changed. A file that cannot be used does not replace the one that
        is there.
        """
    static let examples = [CommandExample("once a week", "alliance takedown rdap refresh")]
    static let output = OutputShape.records([
        OutputField("registry", .text, "ipv4, ipv6, asn, dns or object"),
        OutputField("outcome", .text, "updated, unchanged, fresh or failed"),
        OutputField("fresh", .time, "until when it need not be asked again", title: "fresh until"),
    ])

    @Option("Where the files are, up to their names.", placeholder: "URL") var from: String?
    @Flag("Fetch all of them, fresh or not.") var force: Bool
    @Option("Allow http to this port of this machine; for tests.", placeholder: "PORT") var allowLoopback: Int?

    mutating func validate() throws {
        if let allowLoopback, !(1...65535 ~= allowLoopback) { throw UsageError("--allow-loopback takes a port") }
        if let from, !from.hasPrefix("https://"), allowLoopback == nil { throw UsageError("--from takes an https URL") }
    }

    func run(_ context: CommandContext) async throws {
        let workspace = try context.workspace()
        let settings = try workspace.configuration.settings(TraceSettings.self)
        let permission = NetworkPermission(loopbackPorts: Set(allowLoopback.map { [UInt16($0)] } ?? []))
        let refresh = BootstrapRefresh(
            TraceNetwork.bootstrapFolder(of: workspace), base: from ?? settings.bootstrapURL,
            http: context.surroundings.http(permission))
        try await refresh.run(force: force, at: context.surroundings.now()) { registry, outcome, fresh, error in
            if let error { context.report(error) }
            try context.output.write(
                [
                    "registry": .string(registry.rawValue), "outcome": .string(outcome.rawValue), "fresh": .text(fresh),
                ], as: Self.output)
        }
    }
}
