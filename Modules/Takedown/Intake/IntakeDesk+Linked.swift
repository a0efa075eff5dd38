import AllianceKit

extension IntakeDesk {
    /// Opens a case for the address that another case's address leads to, or finds the open case that address has. Nil when the address
    /// cannot be a case's: not http or https, or the case's own.
    func openLinked(_ address: String, from record: CaseRecord, in transaction: any StoreTransaction) throws
        -> CaseRecord?
    {
        guard let url = try? URLIdentity(parsing: address), url.resource != record.url.resource else { return nil }
        if let existing = try openCase(for: url, in: transaction) { return existing }
        let earlier = try transaction.count(
            Query<CaseRecord>().where("resource", .equal, .blob(CaseRecord.digest(of: url.resource))))
        var linked = CaseRecord(
            id: makeID("case"), reference: "\(record.reference)-M\(earlier + 1)", url: url,
            contentKind: record.contentKind, channel: record.channel, received: now, by: actor, at: now, plan: plan)
        linked.movedFrom = record.id
        linked.priority = record.priority
        try transaction.put(
            linked,
            because: Event(
                "takedown.case.received", linked.id, at: now, by: actor,
                facts: [
                    "channel": .string(record.channel.rawValue), "contentKind": .string(record.contentKind.rawValue),
                    "linked": true,
                ]))
        return linked
    }
}
