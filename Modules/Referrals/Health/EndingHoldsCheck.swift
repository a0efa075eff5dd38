import AllianceKit

/// Preservation holds that end within two weeks, and latest dates that have passed.
struct EndingHoldsCheck: HealthCheck {
    static let name = "preservation holds"
    static let days = 14

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let now = context.surroundings.now()
        let ending = try context.workspace().store.read { reader in
            try reader.all(
                Query<ReferralHold>().where("until", .less, .time(now.adding(days: days))).ordered(by: "until"))
        }
        var findings: [HealthFinding] = []
        for hold in ending {
            guard let until = hold.until else { continue }
            let subject = "\(hold.referral) \(hold.kind.rawValue)"
            switch (hold.clock, until <= now) {
            case (.maximum, true):
                findings.append(
                    HealthFinding(
                        .failed, subject, "the data may be kept no longer since \(until)", hint: hold.citation))
            case (.maximum, false):
                findings.append(
                    HealthFinding(.warning, subject, "the data may be kept until \(until)", hint: hold.citation))
            case (_, false):
                findings.append(HealthFinding(.warning, subject, "preservation ends \(until)", hint: hold.citation))
            case (_, true): continue
            }
        }
        return findings.isEmpty ? [HealthFinding(.ok, name, "none ends within \(days) days")] : findings
    }
}
