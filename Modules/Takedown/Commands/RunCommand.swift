import AllianceKit
import CommandLineKit

/// `takedown run`
struct RunCommand: Command {
    static let name = "run"
    static let summary = "Do all that is due and allowed: for a timer, every few minutes."
    static let discussion = """
        It ends holds whose time is over, traces (with --data), puts notices that are approved into the outbox and hands them
        over, records looks, reminds and escalates, and closes what is done. What needs a person stays due (see: takedown due).
        Running it again at once does nothing; a run that was cut short is finished by the next.
        """
    static let examples = [
        CommandExample("from a timer", "alliance takedown run")
    ]
    static let output = OutputShape.records([
        OutputField("case", .text, "the case's identity", inTable: false),
        OutputField("reference", .text, "the reference of its first report"),
        OutputField("step", .text, "what was due"),
        OutputField("result", .text, "done, or waits: for an approval, a contact"),
        OutputField("detail", .text, "what came of it"),
    ])

    @Option("The way notices take, if not the contact's own.", placeholder: "NAME") var channel: String?
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        if let key = mutation.key, try isDone(key, context) { return context.talk.say("done before, under this key") }
        var done = 0
        var waits = 0
        let desk = try RunDesk(context) { line in
            if line.result == .done { done += 1 } else { waits += 1 }
            try context.output.write(
                [
                    "case": .text(line.caseID), "reference": .string(line.reference),
                    "step": .string(line.step.rawValue),
                    "result": .string(line.result.rawValue), "detail": .text(line.detail),
                ], as: Self.output)
        }
        try desk.endWaits()
        try await desk.sendNotices(channel: channel)
        if let key = mutation.key { _ = try context.mutate(key) { _ in done } }
        context.talk.say("\(done) done, \(waits) wait for a person")
    }

    /// A run has many transactions; its key is remembered with the last. One that was cut short is finished under the same key.
    private func isDone(_ key: String, _ context: CommandContext) throws -> Bool {
        let known = try context.workspace().store.read { try $0.rememberedAnswer(for: key) != nil }
        if known { _ = try context.mutate(key) { _ in 0 } }
        return known
    }
}
