import AllianceKit

/// How commitments are printed, the same in every command.
enum CommitmentOutput {
    /// The fields of a list.
    static let row: [OutputField] = [
        OutputField("reference", .text, "reference in the register"),
        OutputField("country", .text, "who promised", inTable: false),
        OutputField("target", .text, "policy target: VIC, AVAIL, LE or AWARE"),
        OutputField("title", .text, "what is promised"),
        OutputField("deadline", .text, "the day by which it is to be done, or null"),
        OutputField("lifecycle", .text, "draft, submitted, returned, registered or closed", inTable: false),
        OutputField("progress", .text, "the country's last self-report, or null", title: "reported"),
        OutputField("completion", .text, "the last assessment, or null", title: "assessed"),
        OutputField("timeliness", .text, "computed from dates on the day asked for"),
    ]

    /// A list row of a commitment on a day.
    static func row(_ commitment: Commitment, on day: CalendarDate) -> JSONObject {
        [
            "reference": .string(commitment.reference),
            "country": .text(commitment.country),
            "target": .string(commitment.target.rawValue),
            "title": .string(commitment.text.title),
            "deadline": .text(commitment.text.deadline),
            "lifecycle": .string(commitment.lifecycle.state.rawValue),
            "progress": .text(commitment.latestReport?.progress.rawValue),
            "completion": .text(commitment.latestAssessment?.completion.rawValue),
            "timeliness": .string(commitment.timeliness(on: day).rawValue),
        ]
    }

    /// What a change answers: the reference, what was done, and the state after it.
    static let change = OutputShape.record([
        OutputField("reference", .text, "reference in the register"),
        OutputField("done", .text, "what was done, as a phrase"),
        OutputField("lifecycle", .text, "where it is in the register"),
        OutputField("item", .text, "the milestone, evidence or version concerned, or null"),
    ])
}

/// The answer of a command that changes a commitment, remembered under its idempotency key.
struct CommitmentChange: Codable, Sendable {
    var reference: String
    var done: String
    var lifecycle: String
    var item: String?

    init(_ commitment: Commitment, _ done: String, item: String? = nil) {
        reference = commitment.reference
        self.done = done
        lifecycle = commitment.lifecycle.state.rawValue
        self.item = item
    }

    var json: JSONObject {
        ["reference": .string(reference), "done": .string(done), "lifecycle": .string(lifecycle), "item": .text(item)]
    }
}

/// One change of a commitment: the event that is logged, and what is answered.
struct CommitmentStep {
    let event: Event
    let done: String
    let item: String?

    init(_ event: Event, _ done: String, item: String? = nil) {
        self.event = event
        self.done = done
        self.item = item
    }
}

extension CommandContext {
    /// Changes one commitment, logs why, and prints the answer; once for each idempotency key. `body` gets the commitment and now.
    func change(
        _ reference: String, _ key: String?, _ body: (inout Commitment, Instant) throws -> CommitmentStep
    ) throws {
        let answer = try mutate(key) { transaction in
            var commitment = try transaction.commitment(reference)
            let step = try body(&commitment, surroundings.now())
            try transaction.put(commitment, because: step.event)
            return CommitmentChange(commitment, step.done, item: step.item)
        }
        try output.write(answer.json, as: CommitmentOutput.change)
    }
}

extension StoreReader {
    /// The commitment of a reference (or of an identity); throws `commitments.missing`.
    func commitment(_ reference: String) throws -> Commitment {
        let id = reference.hasPrefix("commitment_") ? EntityID(reference) : EntityID("commitment_\(reference)")
        guard let id, let commitment = try get(Commitment.self, id) else {
            throw AllianceError(
                "commitments.missing", "there is no commitment \(reference)", hint: "see: alliance commitments list")
        }
        return commitment
    }
}
