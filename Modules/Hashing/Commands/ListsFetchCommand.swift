import AllianceKit
import CommandLineKit
import Cryptography

/// `alliance hashing lists fetch`
struct ListsFetchCommand: Command {
    static let name = "fetch"
    static let summary = "Bring a list up to date from a partner's signed bundle."
    static let discussion = """
        The source is the folder that holds the file manifest, or its https address. The signature is checked with the partner's verifier \
        key, which is given the first time and kept. Every segment that is needed is fetched and checked before the list is changed; an \
        interrupted fetch is simply run again. A bundle that is older than one seen before is refused.

        Entries that were withdrawn here stay withdrawn, own opinions stay beside the partner's, own remarks stay. What the partner \
        withdrew is withdrawn here, with the partner's reason.

        Only this command's https addresses go to the network, and only to public addresses.
        """
    static let examples = [
        CommandExample(
            "the first time",
            "alliance hashing lists fetch https://example.org/lists/own-findings --as partner-a --verifier-key partner-a.pub"
        ),
        CommandExample("what a stick carries", "alliance hashing lists fetch /media/stick/own-findings --as partner-a"),
    ]
    static let output = OutputShape.record([
        OutputField("list", .text, "the list here"),
        OutputField("origin", .text, "the publisher"),
        OutputField("sequence", .integer, "the bundle's number", title: "number"),
        OutputField("time", .time, "when the list last changed at the publisher"),
        OutputField("route", .text, "how: delta (changes), base (the whole, as far as it was not here), none, check"),
        OutputField("added", .integer, "new entries"),
        OutputField("updated", .integer, "changed entries"),
        OutputField("unchanged", .integer, "entries that were there, the same"),
        OutputField("withdrawn", .integer, "entries the publisher withdrew"),
        OutputField("rejected", .integer, "lines that could not be used"),
        OutputField("segments", .integer, "segments that were transferred"),
        OutputField("bytes", .integer, "bytes that were transferred, the manifest among them"),
    ])

    @Option("The list here.", placeholder: "NAME") var `as`: String
    @Option("The partner's verifier key, or a file that holds it; kept from the first fetch on.", placeholder: "KEY")
    var verifierKey: String?
    @Flag("Verify the whole bundle and change nothing.") var check: Bool
    @Option("Allow http to this port of this machine; for tests.", placeholder: "PORT") var allowLoopback: Int?
    @OptionGroup var mutation: MutationOptions
    @Argument("The folder with the file manifest, or its https address.", placeholder: "SOURCE") var source: String

    mutating func validate() throws {
        if let allowLoopback, !(1...65535 ~= allowLoopback) { throw UsageError("--allow-loopback takes a port") }
    }

    func run(_ context: CommandContext) async throws {
        try KnownLists.check(`as`)
        let workspace = try context.workspace()
        if try !check && context.isAnswered(mutation.key) {
            return try show(
                try context.mutate(mutation.key) { _ -> BundleFetcher.Answer in throw Self.forgotten }, context)
        }
        let fetcher = BundleFetcher(workspace: workspace, list: `as`, source: try bundle(context), context: context)
        let known = try fetcher.subscription()
        let key = try key(known)
        let (manifest, size) = try await fetcher.manifest(known, key: key)
        if check {
            var answer = BundleFetcher.Answer(
                list: `as`, origin: manifest.origin, sequence: manifest.sequence, time: manifest.time, route: "check")
            (answer.segments, answer.bytes) = try await fetcher.check(manifest)
            answer.bytes += size
            return try show(answer, context)
        }
        var answer = try await fetcher.apply(manifest, key: key, known)
        answer.bytes += size
        try show(try record(answer, manifest, context), context)
    }

    /// Notes that the list is in the manifest's state.
    private func record(_ answer: BundleFetcher.Answer, _ manifest: BundleManifest, _ context: CommandContext) throws
        -> BundleFetcher.Answer
    {
        try context.mutate(mutation.key) { transaction in
            guard answer.route != "none" else { return answer }
            var state = try transaction.require(BundleSubscription.self, BundleSubscription.id(`as`))
            let now = context.surroundings.now()
            (state.applied, state.applying, state.fetched) = (manifest.sequence, nil, now)
            state.appliedBase = manifest.base.map(\.digest)
            var facts = BundleEvents.facts(manifest, `as`)
            facts["added"] = .int(answer.tally.added)
            facts["updated"] = .int(answer.tally.updated)
            facts["withdrawn"] = .int(answer.tally.withdrawn)
            facts["rejected"] = .int(answer.tally.rejected)
            try transaction.put(
                state, because: Event(BundleEvents.fetched, state.id, at: now, by: context.actor, facts: facts))
            return answer
        }
    }

    private func bundle(_ context: CommandContext) throws -> any BundleSource {
        guard source.contains("://") else { return FolderBundleSource(name: source) }
        let ports = allowLoopback.map { [UInt16($0)] } ?? []
        let client = context.surroundings.http(NetworkPermission(loopbackPorts: Set(ports)))
        return try WebBundleSource(source, client, allowsHTTP: allowLoopback != nil)
    }

    private func key(_ known: BundleSubscription?) throws -> VerifierKey {
        guard let verifierKey else {
            if let known { return try VerifierKey(known.key) }
            throw AllianceError(
                "bundle.key.missing", "\(`as`) was not fetched before, so the publisher's key is needed",
                hint: "--verifier-key KEY, which alliance hashing lists key shows at the publisher's", exit: .usage)
        }
        let key = try VerifierKey(textOrFile: verifierKey)
        guard known.map({ $0.key == key.description }) ?? true else {
            throw AllianceError(
                "bundle.key.changed", "\(`as`) is fetched with another key: \(known?.key ?? "")",
                hint: "fetch as another list, or without --verifier-key", exit: .notAllowed)
        }
        return key
    }

    private static let forgotten = AllianceError("bug", "an answer that was remembered is gone", exit: .bug)

    private func show(_ answer: BundleFetcher.Answer, _ context: CommandContext) throws {
        IndexKeeper.refresh(context)
        try context.output.write(
            [
                "list": .string(answer.list), "origin": .string(answer.origin), "sequence": .int(answer.sequence),
                "time": .text(answer.time), "route": .string(answer.route), "added": .int(answer.tally.added),
                "updated": .int(answer.tally.updated), "unchanged": .int(answer.tally.unchanged),
                "withdrawn": .int(answer.tally.withdrawn), "rejected": .int(answer.tally.rejected),
                "segments": .int(answer.segments), "bytes": .int(answer.bytes),
            ], as: Self.output)
    }
}
