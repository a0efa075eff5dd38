import AllianceKit

/// Referrals that were written for hand-over more than 72 hours ago and have no recorded answer, or never left the
/// outbox.
struct UnansweredReferralsCheck: HealthCheck {
    static let name = "referrals without answer"
    static let hours = 72

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let now = context.surroundings.now()
        let waiting = try context.workspace().store.read { reader in
            try reader.all(
                Query<ReferralRecord>().where("state", in: [.text("queued"), .text("written")]).ordered(by: "drafted"))
        }
        var findings: [HealthFinding] = []
        for record in waiting {
            if record.state == .queued {
                findings.append(
                    HealthFinding(
                        .failed, record.id.text, "is in the outbox but was never written",
                        hint: "alliance referrals send \(record.id)"))
            } else if let written = record.written, now.seconds(since: written) > Double(hours) * 3600 {
                findings.append(
                    HealthFinding(
                        .warning, record.id.text, "was written \(written) and nobody recorded an answer",
                        hint: "alliance referrals status \(record.id) --accepted RECEIPT --at TIME"))
            }
        }
        return findings.isEmpty
            ? [HealthFinding(.ok, name, "none waits longer than \(hours) hours")] : findings
    }
}
