import AllianceKit
import CommandLineKit
import Formats

/// `referrals check`
struct CheckCommand: Command {
    static let name = "check"
    static let summary = "Check a referral for a receiver: what is wrong, what is missing, how complete it is."
    static let discussion = """
        Errors keep a referral from being approved, sealed or sent: faults of order, cardinality, value or length, \
        rules of the receiver's documentation that no schema expresses, and legally relevant values without a source. \
        Each names the element. What is missing says who could supply it. The score says how much of what \
        investigators ask for is there; it is not a priority.

        The receiver's own XSD is not shipped. With --schema FILE the documents are also validated with xmllint.
        """
    static let examples = [
        CommandExample("check a referral", "alliance referrals check ref_01k9v3c8m4example00000000 --format json")
    ]
    static let output = OutputShape.record([
        OutputField("id", .text, "the referral"), OutputField("receiver", .text, "to whom"),
        OutputField("schema", .text, "the state of the receiver's schema"),
        OutputField("valid", .flag, "whether it can leave"), OutputField("errors", .integer, "what keeps it"),
        OutputField("warnings", .integer, "what to look at"),
        OutputField("missing", .integer, "what would help the investigator"),
        OutputField("score", .integer, "completeness, 0 to 100"),
        OutputField("parts", .object, "the score's parts: name, points, most, path, supplier"),
        OutputField("problems", .object, "each problem: severity, code, path, message, hint"),
    ])

    @Argument("The referral.", placeholder: "ID") var id: String
    @Option("To whom; the draft's receiver unless given.") var receiver: Receiver?
    @Option("The state of the receiver's schema; the draft's unless given.") var schemaVersion: NCMECSchemaVersion?
    @Option("The receiver's XSD, to validate with xmllint as well.", placeholder: "FILE") var schema: String?

    func run(_ context: CommandContext) async throws {
        let record = try context.workspace().store.read { try $0.require(ReferralRecord.self, .referral(id)) }
        let receiver = receiver ?? record.receiver
        let version = schemaVersion ?? record.schema
        let check = ReferralCheck(
            record.referral, for: receiver, version: version, at: context.surroundings.now())
        var problems = check.problems
        if let schema {
            problems += try SchemaFile(schema, context.surroundings).problems(
                of: NCMECReport(record.referral, version: version))
        }
        for problem in problems {
            switch problem.severity {
            case .error: context.report(problem.error(of: record.id))
            case .warning: context.talk.warn("\(problem.error(of: record.id)) [\(problem.code)]")
            case .missing: context.talk.say("missing: \(problem.error(of: record.id))")
            }
        }
        func count(_ severity: Problem.Severity) -> Int { problems.count { $0.severity == severity } }
        try context.output.write(
            [
                "id": .text(record.id), "receiver": .string(receiver.rawValue), "schema": .string(version.rawValue),
                "valid": .bool(count(.error) == 0), "errors": .int(count(.error)), "warnings": .int(count(.warning)),
                "missing": .int(count(.missing)), "score": .int(check.completeness.score),
                "parts": .array(
                    check.completeness.parts.map {
                        .object([
                            "name": .string($0.name), "points": .int($0.points), "most": .int($0.most),
                            "path": .string($0.path),
                            "supplier": .text($0.supplier),
                        ])
                    }), "problems": .array(problems.map(\.json)),
            ], as: Self.output)
    }
}
