import AllianceKit
import CommandLineKit
import Formats

/// `takedown check`
struct CheckCommand: Command {
    static let name = "check"
    static let summary = "Look whether reported content is still there, or record looks that were made outside."
    static let discussion = """
        With --online the toolkit looks itself, through the address guard and from every vantage point of takedown.checks in the \
        configuration: name, status and header fields, never a byte of content. --due takes all cases whose next look is due.

        Outcomes: online; gone (the name does not exist), removed (404, 410): misses; unavailable (log-in, payment, a block, a \
        temporary fault), unknown (time-out, a failing name server): say nothing, and never count as gone; changed, moved, \
        parkedSuspected: an analyst decides; rehosted: another network answers, it is traced again; geoDependent: there for some.

        A removal counts as confirmed after as many misses at distinct moments as the configuration says (confirmingObservations) over \
        at least confirmMinutes, from two vantage points where two are configured, with nothing else seen in between. Its time is the \
        interval from the last look that saw the content to the first that did not.

        --from reads looks as JSON Lines: {"case","outcome","at","vantage","status","reason","movedTo"}.
        """
    static let examples = [
        CommandExample("all looks that are due", "alliance takedown check --due --online"),
        CommandExample(
            "one look that a person made",
            "alliance takedown check HL-2026-0001 --outcome removed --status 404 --at 2026-11-21T10:00:00Z"),
        CommandExample("what a monitor wrote", "alliance takedown check --from looks.jsonl"),
    ]
    static let output = LookAnswer.output

    @Argument("Cases, or references of their reports.", placeholder: "CASE", allowEmpty: true) var cases: [String]
    @Flag("All cases whose next look is due.") var due: Bool
    @Flag("Look over the network.") var online: Bool
    @Option("A trace folder whose databases tell networks apart.", placeholder: "DIR") var data: String?
    @Option("What the look found.") var outcome: ObservationOutcome?
    @Option("When it happened; now unless said.", placeholder: "TIME") var at: Instant?
    @Option("From where: a name for the network or resolver.", placeholder: "NAME") var vantage: String?
    @Option("The HTTP status.", placeholder: "N") var status: Int?
    @Option("A file of looks; - is standard input.", placeholder: "FILE") var from: String?
    @Option("Allow this port of this machine; for tests.", placeholder: "PORT") var allowLoopback: [Int]
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        let single = outcome != nil || at != nil || vantage != nil || status != nil
        if from != nil {
            if single || online || due || !cases.isEmpty {
                throw UsageError("with --from everything stands in the file")
            }
            return
        }
        if cases.isEmpty != due { throw UsageError("name cases, or say --due, or give a file with --from") }
        if online, single { throw UsageError("--online finds outcome, time and status itself") }
        if !online, outcome == nil {
            throw UsageError("say --online to look over the network, or what a look found with --outcome")
        }
        if !online, cases.count != 1 { throw UsageError("--outcome records a look at one case") }
        if let status, !(100...599 ~= status) { throw UsageError("--status must be 100…599") }
        if !allowLoopback.allSatisfy({ 1...65535 ~= $0 }) { throw UsageError("--allow-loopback takes a port") }
    }

    func run(_ context: CommandContext) async throws {
        if online { return try await lookOnline(context) }
        if let from { return try readLooks(from, context) }
        guard let wanted = cases.first, let outcome else { return }
        let note = LookNote(wanted: wanted, outcome: outcome, at: at, vantage: vantage, status: status)
        let answer = try context.mutate(mutation.key) { try LookDesk(context).record(note, in: $0) }
        try context.output.write(answer.json, as: Self.output)
    }

    private func readLooks(_ from: String, _ context: CommandContext) throws {
        var input = try InputFile(path: from)
        var lines = JSONLinesReader()
        var batch = LookBatch(context, mutation)
        while let line = try lines.next(&input) {
            guard !line.isBlank else { continue }
            let place = SourcePlace(file: input.name, line: line.number)
            do {
                try batch.add(LookNote(try line.value.get(), at: place), at: place)
            } catch let error as AllianceError where error.exitCode != .busy && error.exitCode != .inputOutput {
                batch.fail(error.located(at: place))
            }
        }
        try batch.finish()
        guard batch.failed == 0 || batch.done > 0 else {
            throw AllianceError("takedown.check.nothing", "no look in \(input.name) could be recorded")
        }
    }

    private func lookOnline(_ context: CommandContext) async throws {
        let workspace = try context.workspace()
        let settings = try workspace.configuration.settings(CheckSettings.self)
        let looks = LiveLooks(
            settings, organisation: workspace.configuration.organisation,
            loopback: Set(allowLoopback.map { UInt16($0) }), context.surroundings)
        let database = try data.flatMap { try TraceFolder(path: $0).sources.autonomousSystems }
        var subjects: [LiveLooks.Subject] = []
        let wantsReferrers = settings.vantages.contains { $0.referrer == true }
        try workspace.store.read { reader in
            for record in try records(context, in: reader) {
                let referrer = wantsReferrers ? try Self.referrer(of: record, in: reader) : nil
                subjects.append(
                    LiveLooks.Subject(record, referrer: referrer) { address in
                        (try? database?.autonomousSystem(of: address))??.number
                    })
            }
        }
        if subjects.isEmpty { context.talk.say("no look is due") }
        // What was seen is written down regularly: a crash loses one part of it, never all.
        var batch = LookBatch(context, mutation)
        for start in stride(from: 0, to: subjects.count, by: 100) {
            let part = Array(subjects[start..<min(start + 100, subjects.count)])
            for note in try await looks.look(at: part) { try batch.add(note, at: nil) }
            try batch.flush()
        }
        try batch.finish()
    }

    /// The cases that are looked at; names that fit none are reported, and stop none of the others.
    private func records(_ context: CommandContext, in reader: any StoreReader) throws -> [CaseRecord] {
        let now = context.surroundings.now()
        guard due else {
            var found: [CaseRecord] = []
            for word in cases {
                do {
                    let record = try CaseDesk.find(word, in: reader)
                    if case .refused(let reason) = CaseTransition.of(record.state, .seeNothing) {
                        throw AllianceError("takedown.case.refused", "\(record.reference): \(reason)", exit: .partial)
                    }
                    if !found.contains(where: { $0.id == record.id }) { found.append(record) }
                } catch let error as AllianceError where cases.count > 1 {
                    context.report(error)
                }
            }
            return found
        }
        let query = Query<CaseRecord>().where("next_due", .lessOrEqual, .time(now)).ordered(by: "next_due")
        return try reader.all(query).filter { record in
            let step = record.timer(at: now)?.step
            return step == .check || step == .recheck
        }
    }

    private static func referrer(of record: CaseRecord, in reader: any StoreReader) throws -> String? {
        try reader.all(Query<Report>().where("case_id", .equal, .text(record.id))).lazy
            .compactMap(\.content.referrer).first
    }
}
