import AllianceKit

extension CaseRecord {
    /// A fresh case, and one that went all the way to removal.
    public static let examples: [CaseRecord] = {
        let start = Instant(milliseconds: 1_790_000_000_000)
        guard let url = try? URLIdentity(parsing: "https://www.example.org/v/dc189941.mp4") else { return [] }
        let fresh = CaseRecord(
            id: EntityID(prefix: "case", name: "01k9v3c8m4example00000001"), reference: "HL-2026-0001", url: url,
            contentKind: .video, channel: .webForm, received: start, by: "analyst-1", at: start)
        var done = fresh
        done.id = EntityID(prefix: "case", name: "01k9v3c8m4example00000003")
        done.reference = "HL-2026-0002"
        done.assessment = CaseAssessment(
            outcome: .confirmed, classification: .baseline, media: .video, analyst: "analyst-1",
            time: start.adding(hours: 2))
        done.holds = [
            CaseHold(
                authority: "Example Police", reason: "evidence is being secured", placedBy: "liaison-1",
                placed: start.adding(hours: 3), until: start.adding(hours: 27))
        ]
        let steps: [(CaseVerb, Int)] = [
            (.take, 1), (.confirm, 2), (.traceHosted, 3), (.hold, 3), (.release, 9), (.prepareNotice, 9),
            (.queueNotice, 10), (.acceptNotice, 10),
        ]
        do {
            for (verb, hours) in steps {
                if verb == .release {
                    done.endHold(at: start.adding(hours: 9), by: "liaison-2", reason: "evidence is secured")
                }
                let time = start.adding(hours: hours)
                try done.apply(verb, at: time, by: "analyst-1", now: time)
            }
            for (hours, outcome) in [(12, ObservationOutcome.online), (30, .removed), (31, .removed), (32, .removed)] {
                let time = start.adding(hours: hours)
                var look = Look(
                    of: done.id, round: 1, time: time, outcome: outcome, vantage: "own-network",
                    status: outcome == .online ? 206 : 404, recordedBy: "watcher", recorded: time)
                try done.observe(&look, rule: RemovalRule(misses: 3), by: "watcher", now: time) { [] }
            }
        } catch {
            return [fresh]
        }
        return [fresh, done]
    }()
}
