import AllianceKit
import CommandLineKit

/// Lists targets, goals and example actions.
struct CatalogueCommand: Command {
    static let name = "catalogue"
    static let summary = "List the policy targets, operational goals and example actions."
    static let discussion = """
        Every line says how sure it is: facts marked secondary or memory must be checked before they are published. Lines marked \
        as a proposal are this project's own and were not in the documents of 2012.
        """
    static let examples = [
        CommandExample("the goals and actions for removal at source", "alliance commitments catalogue --target AVAIL")
    ]
    static let output = OutputShape.records([
        OutputField("id", .text, "stable identity"),
        OutputField("kind", .text, "target, goal or action"),
        OutputField("target", .text, "policy target it belongs to", inTable: false),
        OutputField("title", .text, "what it asks for"),
        OutputField("confidence", .text, "document, secondary or memory"),
        OutputField("proposal", .flag, "whether it is this project's own", inTable: false),
        OutputField("source", .text, "where it was read", inTable: false),
    ])

    @Option("Only this policy target.", placeholder: "CODE") var target: TargetCode?

    func run(_ context: CommandContext) async throws {
        let catalogue = try Catalogue.builtIn()
        for known in catalogue.targets where target == nil || target?.target == known.code {
            try write(
                context, known.code.rawValue, "target", known.code, known.title, known.confidence, known.source, nil)
            for goal in catalogue.goals where goal.target == known.code {
                try write(
                    context, goal.id, "goal", goal.target, goal.title, goal.confidence, goal.source, goal.proposal)
                for action in catalogue.actions where action.goal == goal.id {
                    try write(
                        context, action.id, "action", action.target, action.title, action.confidence, action.source,
                        action.proposal)
                }
            }
        }
    }

    private func write(
        _ context: CommandContext, _ id: String, _ kind: String, _ target: PolicyTarget, _ title: String,
        _ confidence: Catalogue.Confidence, _ source: String, _ proposal: Bool?
    ) throws {
        try context.output.write(
            [
                "id": .string(id), "kind": .string(kind), "target": .string(target.rawValue), "title": .string(title),
                "confidence": .string(confidence.rawValue), "proposal": .bool(proposal ?? false),
                "source": .string(source),
            ], as: Self.output)
    }
}

/// A policy target on the command line, in either case.
struct TargetCode: ArgumentValue {
    let target: PolicyTarget

    init?(argument: String) {
        guard let target = PolicyTarget(rawValue: argument.uppercased()) else { return nil }
        self.target = target
    }

    var argument: String { target.rawValue }
    static var choices: [String] { PolicyTarget.allCases.map(\.rawValue) }
    static var valueDescription: String { "one of " + choices.joined(separator: ", ") }
}

/// A day on the command line.
struct DateArgument: ArgumentValue {
    let date: CalendarDate

    init?(argument: String) {
        guard let date = CalendarDate(argument) else { return nil }
        self.date = date
    }

    var argument: String { date.description }
    static var valueDescription: String { "a day as YYYY-MM-DD" }
}
