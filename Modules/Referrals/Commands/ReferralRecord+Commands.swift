import AllianceKit

extension EntityID {
    /// Reads the identity of a referral given on the command line.
    static func referral(_ text: String) throws -> EntityID {
        guard let id = EntityID(text), id.prefix == "ref" else {
            throw AllianceError(
                "referrals.id.invalid", "\"\(text)\" is not the identity of a referral", hint: "it starts with ref_",
                exit: .usage)
        }
        return id
    }
}

extension Instant {
    /// Reads a time given on the command line.
    static func option(_ text: String, _ option: String) throws -> Instant {
        guard let time = Instant(text) else {
            throw AllianceError(
                "referrals.time.invalid", "\(option) \"\(text)\" is not a time with a zone",
                hint: "as in 2026-11-20T14:05:00+01:00", exit: .usage)
        }
        return time
    }
}

extension ReferralRecord {
    /// The check for its receiver.
    func check(at now: Instant) -> ReferralCheck { ReferralCheck(referral, for: receiver, version: schema, at: now) }

    /// Throws with every error named on standard error when the referral must not leave.
    func requireValid(_ context: CommandContext) throws {
        let check = check(at: context.surroundings.now())
        guard check.isValid else {
            for problem in check.errors { context.talk.error(problem.error(of: id)) }
            throw AllianceError(
                "referrals.invalid", "\(id) has \(check.errors.count) error(s) and cannot leave",
                hint: "alliance referrals check \(id)")
        }
    }

    /// The package as it would be made now.
    func package(in reader: any StoreReader, at now: Instant) throws -> ReferralPackage {
        let events = try CustodyLog.events(of: id, from: firstSequence, before: reader.eventCount(), in: reader)
        return try ReferralPackage(self, custody: events, at: now)
    }
}

extension Problem {
    /// The same as an error that names the element.
    func error(of referral: EntityID) -> AllianceError {
        AllianceError(code, message, at: SourcePlace(file: referral.text, path: path), hint: hint)
    }

    /// As JSON.
    var json: JSONValue {
        .object([
            "severity": .string(severity.rawValue), "code": .string(code), "path": .string(path),
            "message": .string(message), "hint": .text(hint),
        ])
    }
}
