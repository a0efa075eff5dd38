import AllianceKit

/// Opens what a trace with `--online` asks: name servers and RDAP servers, with the workspace as memory.
struct TraceNetwork {
    let context: CommandContext
    let workspace: Workspace
    let settings: TraceSettings
    let permission: NetworkPermission

    /// The folder in a workspace with the lists of RDAP servers.
    static func bootstrapFolder(of workspace: Workspace) -> BootstrapFolder {
        BootstrapFolder(path: workspace.path("rdap"))
    }

    /// The sources of a folder with the network behind them. Throws `takedown.rdap.no-bootstrap`.
    func sources(behind folder: TraceFolder?) throws -> (sources: TraceSources, client: RDAPClient) {
        var problems: [AllianceError] = []
        var bootstrap = folder?.bootstrap ?? RDAPBootstrap()
        if bootstrap == RDAPBootstrap() { bootstrap = Self.bootstrapFolder(of: workspace).load(&problems) }
        for problem in problems { context.report(problem) }
        guard bootstrap != RDAPBootstrap() else {
            throw AllianceError(
                "takedown.rdap.no-bootstrap", "the lists of RDAP servers are missing",
                hint: "get them with: alliance takedown rdap refresh", exit: .unavailable)
        }
        let world = context.surroundings
        var limits = RDAPLimits()
        limits.maxAge = Double(settings.maxAgeHours) * 3600
        limits.patience = settings.patienceSeconds
        let client = RDAPClient(
            http: world.http(permission), bootstrap: bootstrap,
            cache: StoreRDAPCache(workspace.store, actor: context.actor), limits: limits,
            pace: RDAPPace(perMinute: settings.requestsPerMinute, slower: settings.slowerServers),
            now: world.now, sleep: world.sleep)

        // Each name server is a look of its own; without any, the system's resolver is asked again.
        let lookups =
            permission.nameServers.isEmpty
            ? [world.names(permission)]
            : permission.nameServers.map { server in
                var one = permission
                one.nameServers = [server]
                return world.names(one)
            }
        let looks = RepeatedLooks(
            lookups, looks: settings.looks, pause: settings.lookSeconds, sleep: world.sleep)
        var sources = folder?.sources ?? TraceSources(resolver: looks)
        if let folder { sources.resolver = FirstKnown(folder.sources.resolver, or: looks) }
        if permission.nameServers.isEmpty { sources.reverse = sources.reverse.asking(world.names(permission)) }
        sources.online = client
        sources.rules = settings.rules
        return (sources, client)
    }
}
