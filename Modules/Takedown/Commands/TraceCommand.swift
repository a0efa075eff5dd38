import AllianceKit
import CommandLineKit

/// `takedown trace`
struct TraceCommand: Command {
    static let name = "trace"
    static let summary = "Find the host and whom to write to, with local data only."
    static let discussion = """
        The folder holds hosts.tsv (names and addresses), RDAP answers below rdap/, MMDB files and providers.tsv. No network is
        used. A host in another country than the organisation's makes the case referredAbroad; a delivery network, a name that does
        not resolve, or sources that disagree make it originUnknown, for an analyst to decide with --country.
        """
    static let examples = [
        CommandExample("all confirmed cases", "alliance takedown trace --all --data Examples/trace")
    ]
    static let output = OutputShape.records([
        OutputField("case", .text, "the case's identity", inTable: false),
        OutputField("reference", .text, "the reference of its first report"),
        OutputField("outcome", .text, "what the trace found", inTable: false),
        OutputField("state", .text, "where the case stands now"),
        OutputField("country", .text, "the host's country", title: "host"),
        OutputField("asn", .integer, "the autonomous system", title: "AS"),
        OutputField("contact", .text, "the best contact"),
        OutputField("contacts", .list, "all candidates, best first, with reasons", inTable: false),
        OutputField("reasons", .list, "how the outcome came about", inTable: false),
    ])

    @Argument("Cases, or references of their reports.", placeholder: "CASE", allowEmpty: true) var cases: [String]
    @Flag("All confirmed cases without a trace, held ones too.") var all: Bool
    @Option("The folder with the local data.", placeholder: "DIR") var data: String
    @Option("Your own word on the country; it decides.", placeholder: "CC") var country: CountryCode?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if cases.isEmpty != all { throw UsageError("name cases, or say --all") }
    }

    func run(_ context: CommandContext) async throws {
        let folder = try TraceFolder(path: data)
        for problem in folder.problems { context.report(problem) }
        let tracer = Tracer(folder.sources)
        let workspace = try context.workspace()
        var words = cases
        if all {
            let open = Query<CaseRecord>().where("state", in: [.text("confirmed"), .text("leHold")])
                .ordered(by: "received")
            words = try workspace.store.read { try $0.all(open).filter { $0.trace == nil }.map(\.id.text) }
        }
        let progress = context.talk.progress("tracing", total: words.count)
        try await CaseDesk.forEach(words, context) { word in
            let identity = try workspace.store.read { try CaseDesk.find(word, in: $0).url }
            let result = try await tracer.trace(identity, country: country)
            let answer = try context.mutate(CaseDesk.key(mutation.key, word)) {
                try store(result, word, context, workspace, $0)
            }
            progress.advance()
            try context.output.write(answer.json, as: Self.output)
        }
        progress.finish()
    }

    private func store(
        _ result: TraceResult, _ word: String, _ context: CommandContext, _ workspace: Workspace,
        _ transaction: any StoreTransaction
    ) throws -> TraceAnswer {
        let now = context.surroundings.now()
        var record = try CaseDesk.find(word, in: transaction)
        let trace = CaseTrace(
            result, home: workspace.configuration.organisation.country, time: now, by: context.actor)
        try record.apply(trace.outcome.verb, at: now, by: context.actor, note: result.outcome.rawValue, now: now)
        record.trace = trace
        try ContactDesk.keep(result, in: transaction, at: now, by: context.actor)
        var facts: JSONObject = ["outcome": .string(trace.outcome.rawValue), "found": .string(result.outcome.rawValue)]
        if let country = result.country { facts["country"] = .text(country) }
        if let asn = result.autnum { facts["asn"] = .integer(Int64(asn)) }
        try CaseDesk.put(
            record, "takedown.case.traced", in: transaction, at: now, by: context.actor, facts: facts)
        return TraceAnswer(record: CaseAnswer(record), result: result)
    }
}

/// What a trace answers.
private struct TraceAnswer: Codable {
    var record: CaseAnswer
    var result: TraceResult

    var json: JSONObject {
        [
            "case": .text(record.caseID), "reference": .string(record.reference),
            "outcome": .string(result.outcome.rawValue), "state": .string(record.state.rawValue),
            "country": .text(result.country), "asn": .int(result.autnum),
            "contact": .text(result.contacts.preferred?.target),
            "contacts": .array(result.contacts.candidates.map { .object($0.shown) }),
            "reasons": .array(result.reasons.map { .string($0) }),
        ]
    }
}
