import AllianceKit

extension CaseRecord {
    /// A look as version 1 kept it inside the case.
    private struct KeptLook: Decodable {
        var round: Int
        var time: Instant
        var outcome: ObservationOutcome
        var vantage: String?
        var status: Int?
        var recordedBy: String
        var recorded: Instant
    }

    /// What version 1 kept of a case that matters for its looks.
    private struct KeptCase: Decodable {
        struct Kept: Decodable {
            var outcome: String
            var time: Instant
        }
        var id: EntityID
        var round: Int
        var assessment: Kept?
        var observations: [KeptLook]?
    }

    /// Gives a body of version 1 the summary of its looks; the looks wait in `unfiled` until the case is written and they become rows.
    static func separateLooks(of body: JSONObject) throws -> JSONObject {
        let kept = try JSONBytes.decode(KeptCase.self, from: Array(JSONText.encode(.object(body)).utf8))
        let looks = (kept.observations ?? []).map { one in
            Look(
                of: kept.id, round: one.round, time: one.time, outcome: one.outcome, vantage: one.vantage,
                status: one.status, recordedBy: one.recordedBy, recorded: one.recorded)
        }.sorted { ($0.round, $0.time) < ($1.round, $1.time) }
        var summary = LookSummary()
        for look in looks where look.round < kept.round { summary.add(look) }
        summary.startRound()
        if let assessment = kept.assessment, assessment.outcome == AssessmentOutcome.confirmed.rawValue {
            summary.see(at: assessment.time)
        }
        for look in looks where look.round == kept.round { summary.add(look) }
        var body = body
        body["observations"] = nil
        body["looks"] = try JSONText.decode(JSONBytes.encode(summary))
        body["unfiled"] = try JSONText.decode(JSONBytes.encode(looks))
        return body
    }
}
