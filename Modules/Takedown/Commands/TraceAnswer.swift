import AllianceKit

/// What a trace answers.
struct TraceAnswer: Codable {
    var record: CaseAnswer
    var result: TraceResult
    var asked: [String]

    /// The shape of what is printed.
    static let output = OutputShape.records([
        OutputField("case", .text, "the case's identity", inTable: false),
        OutputField("reference", .text, "the reference of its first report"),
        OutputField("outcome", .text, "what the trace found", inTable: false),
        OutputField("state", .text, "where the case stands now"),
        OutputField("country", .text, "the host's country", title: "host"),
        OutputField("asn", .integer, "the autonomous system", title: "AS"),
        OutputField("contact", .text, "the best contact"),
        OutputField("contacts", .list, "all candidates, best first, with reasons", inTable: false),
        OutputField("votes", .list, "what each source says of the country", inTable: false),
        OutputField("reasons", .list, "how the outcome came about", inTable: false),
        OutputField("gaps", .list, "what was asked for and not had", inTable: false),
        OutputField("asked", .list, "the addresses at RDAP servers that were asked", inTable: false),
    ])

    /// What is printed.
    var json: JSONObject {
        [
            "case": .text(record.caseID), "reference": .string(record.reference),
            "outcome": .string(result.outcome.rawValue), "state": .string(record.state.rawValue),
            "country": .text(result.country), "asn": .int(result.autnum),
            "contact": .text(result.contacts.preferred?.target),
            "contacts": .array(result.contacts.candidates.map { .object($0.shown) }),
            "votes": .array(result.votes.map { .object($0.shown) }),
            "reasons": .array(result.reasons.map { .string($0) }),
            "gaps": .array(result.gaps.map { .object(["code": .string($0.code), "text": .string($0.text)]) }),
            "asked": .array(asked.map { .string($0) }),
        ]
    }
}

extension CountryVote {
    /// As it stands in output.
    var shown: JSONObject {
        [
            "source": .string(source.rawValue), "country": .text(country), "address": .text(address),
            "evidence": .string(evidence), "counts": .bool(counts),
        ]
    }
}
