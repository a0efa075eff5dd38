import AllianceKit
import CommandLineKit

/// `takedown statement`
struct StatementCommand: Command {
    static let name = "statement"
    static let summary = "Make statements of reasons (DSA Art. 17) and submit them (two persons)."
    static let discussion = """
        A platform that removed confirmed material owes a statement of reasons to the Transparency Database. The statement follows
        from the case; --set and --values change attributes of it, by the database's names. Every rule of the database is checked
        before anything leaves, and texts that hold an address are refused: the database is public.

        With --out the statements go to a file as the database takes them. With --submit they are sent: the first call ends with
        exit code 77, naming the approval; a second person approves exactly this batch; the same call again sends it. The database
        takes or refuses a batch as a whole. What it took is never sent twice; after a lost connection the next call asks first.

        Settings (takedown.statements): endpoint, tokenFile, legalGround, explanation, facts, sourceType, territories.
        """
    static let examples = [
        CommandExample(
            "look at it, write it to a file", "alliance takedown statement HL-2026-0001 --out statement.json"),
        CommandExample(
            "a decision of another day", "alliance takedown statement HL-2026-0001 --set application_date=2026-11-20"),
        CommandExample("propose, and after approval send", "alliance takedown statement HL-2026-0001 --submit"),
    ]
    static let output = OutputShape.records([
        OutputField("case", .text, "the case's identity", inTable: false),
        OutputField("reference", .text, "the reference of its first report"),
        OutputField("puid", .text, "the platform's identifier of the statement"),
        OutputField("state", .text, "draft, proposed, submitting (nobody knows whether it arrived), accepted, refused"),
        OutputField("uuid", .text, "the database's identity of it", inTable: false),
        OutputField("faults", .list, "what the database found wrong"),
        OutputField("statement", .object, "the statement as it is sent"),
    ])

    @Argument("Cases, or references of their reports; at most 100.", placeholder: "CASE") var cases: [String]
    @Option("An attribute, lists with commas; may be given several times.", placeholder: "NAME=VALUE") var set: [String]
    @Option("A JSON object of attributes.", placeholder: "FILE") var values: String?
    @Option("Write the statements to this file.", placeholder: "FILE") var out: String?
    @Flag("Send them to the Transparency Database.") var submit: Bool
    @Option("Allow http to this port of this machine; for tests.", placeholder: "PORT") var allowLoopback: Int?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if cases.count > StatementBatch.limit { throw UsageError("name at most 100 cases") }
        if let allowLoopback, !(1...65535 ~= allowLoopback) { throw UsageError("--allow-loopback takes a port") }
        for word in set where !word.contains("=") { throw UsageError("--set takes NAME=VALUE") }
    }

    func run(_ context: CommandContext) async throws {
        let desk = try StatementDesk(context)
        let overrides = try overrides()
        var drafts: [StatementRecord] = []
        try await CaseDesk.forEach(cases, context) { word in
            let draft = try desk.draft(word, overrides: overrides)
            // Two references can name one case.
            if !drafts.contains(where: { $0.id == draft.id }) { drafts.append(draft) }
        }
        if submit {
            guard context.failureCount == 0 else {
                throw AllianceError(
                    "takedown.statement.incomplete", "nothing was sent: the database takes a batch as a whole",
                    hint: "leave out the cases named above, or change them", exit: .partial)
            }
            try await send(drafts, desk, context)
            return
        }
        if let out, !drafts.isEmpty {
            try Files.write(StatementBatch(drafts.map { try $0.fields }).body + [0x0a], to: out)
            context.talk.say("\(out): \(drafts.count == 1 ? "1 statement" : "\(drafts.count) statements")")
        }
        for draft in drafts { try show(try desk.known(draft), draft, context) }
    }

    private func send(_ drafts: [StatementRecord], _ desk: StatementDesk, _ context: CommandContext) async throws {
        let client = try client(desk, context)
        try await desk.settle(drafts, client)
        let kept = try desk.propose(drafts)
        let waiting = kept.filter { $0.state != .accepted }
        var failure: (any Error)?
        if !waiting.isEmpty {
            let batch = try StatementBatch(waiting.map { try $0.fields })
            if let out { try Files.write(batch.body + [0x0a], to: out) }
            var isNew = false
            _ = try context.mutate(
                mutation.key, approved: "takedown.statement", of: batch.subject, digest: batch.digest
            ) { transaction in
                isNew = true
                try desk.markSubmitting(waiting, in: transaction)
                return batch.puids
            }
            // A key that was used before answers, and sends nothing again.
            if isNew {
                do { try desk.record(try await client.send(batch), to: batch) } catch { failure = error }
            }
        }
        for draft in drafts { try show(try desk.known(draft), draft, context) }
        if let failure {
            if try drafts.contains(where: { try desk.known($0)?.state == .submitting }) {
                context.talk.say("nobody knows whether the batch arrived; the same call later asks the database first")
            }
            throw failure
        }
    }

    private func client(_ desk: StatementDesk, _ context: CommandContext) throws -> StatementClient {
        let endpoint = desk.settings.endpoint
        guard !endpoint.isEmpty else {
            throw AllianceError(
                "takedown.statement.endpoint", "the database's API is not configured",
                hint: "set takedown.statements.endpoint in config.json", exit: .usage)
        }
        guard endpoint.hasPrefix("https://") || allowLoopback != nil else {
            throw AllianceError(
                "takedown.statement.endpoint", "the token would go over plain http", hint: "use https", exit: .usage)
        }
        let ports = Set(allowLoopback.map { [UInt16($0)] } ?? [])
        return StatementClient(
            endpoint: endpoint, token: try StatementToken.load(desk.workspace, desk.settings),
            http: context.surroundings.http(NetworkPermission(loopbackPorts: ports)))
    }

    private func overrides() throws -> JSONObject {
        var object = JSONObject()
        if let values {
            let place = SourcePlace(file: values)
            let value = try JSONText.decode(
                Files.read(values, limit: 1 << 20), limits: JSONLimits(bytes: 1 << 20, depth: 8), at: place)
            guard let given = value.objectValue else {
                throw AllianceError("takedown.statement.values", "the file does not hold a JSON object", at: place)
            }
            object = given
        }
        for word in set {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let isList = StatementField.all.contains { field in
                if case .choices = field.kind { field.name == parts[0] } else { false }
            }
            object[parts[0]] =
                isList ? .array(parts[1].split(separator: ",").map { .string(String($0)) }) : .string(parts[1])
        }
        return object
    }

    private func show(_ known: StatementRecord?, _ draft: StatementRecord, _ context: CommandContext) throws {
        let record = known.flatMap { $0.state == .accepted || submit ? $0 : nil } ?? draft
        let state = known == nil || (record.state == .proposed && !submit) ? "draft" : record.state.rawValue
        try context.output.write(
            [
                "case": .text(record.caseID), "reference": .string(record.reference), "puid": .string(record.puid),
                "state": .string(state), "uuid": .text(record.uuid),
                "faults": .array(record.faults.map { .string($0) }), "statement": .object(try record.fields),
            ], as: Self.output)
    }
}
