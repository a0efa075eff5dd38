import AllianceKit

/// Gathers looks, records them many at a time, and prints what became of each.
struct LookBatch {
    private let context: CommandContext
    private let key: String?
    private var notes: [(note: LookNote, place: SourcePlace?)] = []
    private var parts = 0
    /// Looks that were recorded.
    private(set) var done = 0
    /// Looks that could not be.
    private(set) var failed = 0

    /// Looks in one transaction.
    static let size = 500

    init(_ context: CommandContext, _ mutation: MutationOptions) {
        self.context = context
        key = mutation.key
    }

    mutating func add(_ note: LookNote, at place: SourcePlace?) throws {
        notes.append((note, place))
        if notes.count == Self.size { try flush() }
    }

    /// A look that could not even be read.
    mutating func fail(_ error: AllianceError) {
        failed += 1
        context.report(error)
    }

    /// Records what was gathered, in one transaction.
    mutating func flush() throws {
        guard !notes.isEmpty else { return }
        parts += 1
        let part = notes.map(\.note)
        let answers = try context.mutate(CaseDesk.key(key, "\(parts)")) { transaction in
            try LookDesk(context).record(part, in: transaction).map(Answer.init)
        }
        for (answer, place) in zip(answers, notes.map(\.place)) {
            if let look = answer.look {
                done += 1
                try context.output.write(look.json, as: LookAnswer.output)
            } else if let error = answer.error {
                fail(place.map { error.located(at: $0) } ?? error)
            }
        }
        notes = []
    }

    /// Records the rest.
    mutating func finish() throws { try flush() }

    /// What is remembered under the idempotency key.
    private struct Answer: Codable {
        var look: LookAnswer?
        var code: String?
        var message: String?
        var hint: String?

        init(_ result: Result<LookAnswer, AllianceError>) {
            switch result {
            case .success(let answer): look = answer
            case .failure(let error): (code, message, hint) = (error.code, error.message, error.hint)
            }
        }

        var error: AllianceError? {
            guard let code, let message else { return nil }
            return AllianceError(code, message, hint: hint)
        }
    }
}
