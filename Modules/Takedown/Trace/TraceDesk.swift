import AllianceKit

/// Traces cases and stores what was found.
final class TraceDesk {
    private let tracer: Tracer
    private let client: RDAPClient?
    private let country: CountryCode?
    private let context: CommandContext
    private let workspace: Workspace
    private var results: [TraceResult] = []
    private var warned: Set<String> = []

    init(
        tracer: Tracer, client: RDAPClient?, country: CountryCode?, context: CommandContext, workspace: Workspace
    ) {
        self.tracer = tracer
        self.client = client
        self.country = country
        self.context = context
        self.workspace = workspace
    }

    /// Cases whose host is to be looked for: those without a trace, and those whose trace came to no end.
    func open() throws -> [String] {
        let states: [CaseState] = [.confirmed, .leNotified, .leHold, .tracing, .rehosted]
        let query = Query<CaseRecord>().where("state", in: states.map { .text($0.rawValue) }).ordered(by: "received")
        return try workspace.store.read { reader in
            try reader.all(query).filter {
                $0.trace == nil || $0.trace?.outcome == .unfinished || $0.state == .rehosted
            }.map(\.id.text)
        }
    }

    /// Traces one case. With a key that was used before, nothing is asked again.
    func trace(_ word: String, key: String?) async throws -> TraceAnswer {
        let (record, isRepeated) = try workspace.store.read { reader in
            (try CaseDesk.find(word, in: reader), try key.map { try reader.rememberedAnswer(for: $0) != nil } ?? false)
        }
        var result: TraceResult?
        let before = await client?.asked.count ?? 0
        if !isRepeated {
            result = try await tracer.trace(record.url, country: country, earlier: earlier(than: record))
        }
        let asked = Array(await client?.asked.dropFirst(before) ?? [])
        for gap in result?.gaps ?? [] where warned.insert(gap.text).inserted {
            context.talk.warn("\(record.reference): \(gap.text)")
        }
        let answer = try context.mutate(key) { transaction in
            guard let result else { throw AllianceError("takedown.trace.repeated", "the key is gone", exit: .busy) }
            return try store(result, word, asked, transaction)
        }
        if let result { results.append(result) }
        return answer
    }

    /// Traces of the same host within the last day: of the case itself, and of this run.
    private func earlier(than record: CaseRecord) -> [TraceResult] {
        let host = record.url.host.description
        let day = context.surroundings.now().adding(hours: -24)
        let own = record.trace.flatMap { $0.time >= day ? [$0.result] : nil } ?? []
        return own + results.filter { $0.host == host }
    }

    private func store(
        _ result: TraceResult, _ word: String, _ asked: [String], _ transaction: any StoreTransaction
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
        return TraceAnswer(record: CaseAnswer(record), result: result, asked: asked)
    }
}
