import AllianceKit

/// An entry of a list as `lists show` prints it.
enum EntryJSON {
    /// All that the entry says, and its state at a moment.
    static func object(_ entry: HashEntry, at now: Instant) -> JSONObject {
        func digest(_ algorithm: DigestAlgorithm) -> JSONValue {
            .text(entry.digests.first { $0.algorithm == algorithm }?.hex)
        }
        let fingerprints = entry.fingerprints.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        let members: [(String, JSONValue)] = [
            ("entry", .string(entry.entry)), ("pdq", .text(entry.pdq)),
            ("pdqProfile", .text(entry.pdqProfile?.rawValue)), ("md5", digest(.md5)), ("sha1", digest(.sha1)),
            ("sha256", digest(.sha256)),
            ("fingerprints", fingerprints.isEmpty ? .null : .object(JSONObject(fingerprints))),
            ("category", .text(entry.category)), ("source", .text(entry.source)), ("note", .text(entry.note)),
            ("tags", entry.tags.isEmpty ? .null : .array(entry.tags.map { .string($0) })),
            ("state", .string(state(of: entry, at: now))), ("standing", .string(entry.standing.rawValue)),
            ("opinions", entry.opinions.isEmpty ? .null : .array(entry.opinions.map(opinion))),
            ("firstSeen", .text(entry.firstSeen)), ("lastSeen", .text(entry.lastSeen)),
            ("expires", .text(entry.expires)), ("withdrawn", .text(entry.withdrawal?.time)),
            ("reason", .text(entry.withdrawal?.reason)),
        ]
        return JSONObject(members.filter { !$0.1.isNull })
    }

    /// `active`, or why the entry does not match.
    static func state(of entry: HashEntry, at now: Instant) -> String {
        if entry.withdrawal != nil { return "withdrawn" }
        if !entry.standing.matches { return entry.standing.rawValue }
        return entry.isExpired(at: now) ? "expired" : "active"
    }

    private static func opinion(_ opinion: HashOpinion) -> JSONValue {
        let members: [(String, JSONValue)] = [
            ("verdict", .string(opinion.verdict.rawValue)), ("source", .text(opinion.source)),
            ("time", .text(opinion.time)),
            ("reasons", opinion.reasons.isEmpty ? .null : .array(opinion.reasons.map { .string($0) })),
            ("own", opinion.isOwn ? .bool(true) : .null),
        ]
        return .object(JSONObject(members.filter { !$0.1.isNull }))
    }
}
