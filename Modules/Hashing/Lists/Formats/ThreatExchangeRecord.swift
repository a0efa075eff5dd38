import AllianceKit

/// One indicator or descriptor of ThreatExchange.
enum ThreatExchangeRecord {
    /// What a record may begin with.
    static let names = [
        "id", "indicator", "raw_indicator", "type", "creation_time", "last_updated", "should_delete", "tags", "status",
        "applications_with_opinions", "owner", "added_on",
    ]

    static func draft(_ record: JSONValue) -> EntryDraft {
        var draft = EntryDraft()
        draft.entry.entry = draft.text(text(record["id"]), "id") ?? ""
        let updated = time(record["last_updated"])
        draft.entry.lastSeen = updated
        let nested = record["indicator"]?.objectValue
        let signal =
            record["raw_indicator"]?.stringValue ?? nested?["indicator"]?.stringValue
            ?? record["indicator"]?.stringValue
        let type = record["type"]?.stringValue ?? nested?["type"]?.stringValue
        if let signal, let type { TXSignals.set(type, Array(signal.utf8)[...], in: &draft, "indicator") }
        if record["should_delete"] == .bool(true) {
            if let updated {
                draft.entry.withdrawal = HashEntry.Withdrawal(reason: "deleted by its source", time: updated)
            } else {
                draft.fail("hashing.list.time", "a deletion without its time", "last_updated")
            }
            return draft
        }
        if let descriptors = record["descriptors"]?["data"]?.arrayValue {
            for descriptor in descriptors.prefix(EntryDraft.countLimit) { take(descriptor, into: &draft) }
        } else {
            take(record, into: &draft)
        }
        return draft
    }

    /// What one owner says.
    private static func take(_ descriptor: JSONValue, into draft: inout EntryDraft) {
        let owner = draft.text(
            descriptor["owner"]?["name"]?.stringValue ?? text(descriptor["owner"]?["id"]), "owner")
        if draft.entry.source == nil { draft.entry.source = owner }
        var reasons: [String] = []
        if let status = draft.text(descriptor["status"]?.stringValue, "status") {
            reasons.append("status \(status)")
            let verdict: HashOpinion.Verdict =
                switch status {
                case "MALICIOUS": .positive
                case "NON_MALICIOUS": .negative
                default: .investigationSeed
                }
            draft.add(
                HashOpinion(
                    verdict, source: owner, time: time(descriptor["last_updated"]) ?? time(descriptor["added_on"]),
                    reasons: reasons), "status")
        }
        for tag in descriptor["tags"]?.arrayValue ?? descriptor["tags"]?["data"]?.arrayValue ?? [] {
            draft.add(tag: tag.stringValue ?? tag["text"]?.stringValue, "tags")
        }
        if let note = descriptor["description"]?.stringValue, draft.entry.note == nil {
            draft.entry.note = EntryDraft.remark(Array(note.utf8)[...])
        }
        if let first = time(descriptor["first_active"]) ?? time(descriptor["added_on"]) {
            draft.entry.firstSeen = min(draft.entry.firstSeen ?? first, first)
        }
        // An entry ends when the last of its owners says so.
        if let end = time(descriptor["expired_on"]) {
            draft.entry.expires = max(draft.entry.expires ?? end, end)
        }
        react(descriptor, into: &draft)
    }

    /// Reactions of others: `[{"key":"HELPFUL","value":"302,303"}]`
    private static func react(_ descriptor: JSONValue, into draft: inout EntryDraft) {
        for reaction in descriptor["reactions"]?.arrayValue ?? [] {
            let verdict: HashOpinion.Verdict
            switch reaction["key"]?.stringValue {
            case "HELPFUL": verdict = .positive
            case "DISAGREE_WITH_TAGS": verdict = .negative
            default: continue
            }
            let owners = (reaction["value"]?.stringValue ?? "").split(separator: ",")
            for owner in owners.prefix(EntryDraft.countLimit) {
                // Who reacts to an entry of their own has said what they think of it.
                let name = draft.text(String(owner), "reactions")
                guard !draft.entry.opinions.contains(where: { $0.source == name }) else { continue }
                draft.add(
                    HashOpinion(verdict, source: name, reasons: [reaction["key"]?.stringValue ?? ""]), "reactions")
            }
        }
    }

    private static func text(_ value: JSONValue?) -> String? {
        value?.stringValue ?? value?.integerValue.map(String.init)
    }

    /// Seconds since 1970, or a date whose zone has no colon: `2026-01-02T03:04:05+0000`.
    static func time(_ value: JSONValue?) -> Instant? {
        if let seconds = value?.integerValue {
            return 1..<253_402_300_800 ~= seconds ? Instant(milliseconds: seconds * 1000) : nil
        }
        guard let text = value?.stringValue, !text.isEmpty else { return nil }
        if let time = Instant(text) { return time }
        guard text.utf8.count == 24 else { return Int64(text).flatMap { time(.integer($0)) } }
        return Instant(text.prefix(22) + ":" + text.suffix(2))
    }
}
