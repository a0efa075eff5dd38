public import AllianceKit

/// Entries as lines of a bundle's segments: canonical JSON (RFC 8785), members sorted, nothing that is empty.
public enum BundleEntry {
    /// The most bytes of a line.
    public static let lineLimit = 1 << 20
    /// The most bytes of an entry's name.
    public static let nameLimit = 4096

    /// The line of an entry, with its newline. A tombstone carries its name, reason and time only. Opinions without a source are
    /// given the publisher's name. Throws `bundle.entry.too-large`.
    public static func line(of entry: HashEntry, origin: String, notes: Bool) throws -> [UInt8] {
        var members: [(String, JSONValue)] = [("entry", .string(entry.entry))]
        func add(_ name: String, _ text: String?) { if let text { members.append((name, .string(text))) } }
        if let withdrawal = entry.withdrawal {
            members.append(
                ("withdrawn", ["reason": .string(withdrawal.reason), "time": .string(withdrawal.time.description)]))
        } else {
            add("pdq", entry.pdq?.hex)
            add("pdqProfile", entry.pdqProfile?.rawValue)
            for digest in entry.digests { add(digest.algorithm.rawValue, digest.hex) }
            add("category", entry.category)
            add("source", entry.source)
            if notes { add("note", entry.note) }
            add("firstSeen", entry.firstSeen?.description)
            add("lastSeen", entry.lastSeen?.description)
            add("expires", entry.expires?.description)
            if !entry.fingerprints.isEmpty {
                members.append(
                    ("fingerprints", .object(JSONObject(entry.fingerprints.map { ($0.key, .string($0.value)) }))))
            }
            if !entry.tags.isEmpty { members.append(("tags", .array(entry.tags.map { .string($0) }))) }
            if !entry.opinions.isEmpty {
                members.append(("opinions", .array(entry.opinions.map { json($0, origin) })))
            }
        }
        let bytes = JSONText.canonical(.object(JSONObject(members)))
        guard bytes.count < lineLimit else {
            throw AllianceError(
                "bundle.entry.too-large",
                "the entry \(entry.entry) takes \(bytes.count) bytes; a bundle holds \(lineLimit)")
        }
        return bytes + [0x0a]
    }

    private static func json(_ opinion: HashOpinion, _ origin: String) -> JSONValue {
        var object: JSONObject = [
            "verdict": .string(opinion.verdict.rawValue), "source": .string(opinion.source ?? origin),
        ]
        if let time = opinion.time { object["time"] = .string(time.description) }
        if !opinion.reasons.isEmpty { object["reasons"] = .array(opinion.reasons.map { .string($0) }) }
        return .object(object)
    }

    /// The entry of a line without its newline. Members that are not known are left out; throws `bundle.entry.format` for a member
    /// of the wrong kind, or without a name.
    public static func read(_ line: [UInt8]) throws -> HashEntry {
        let limits = JSONLimits(bytes: lineLimit)
        guard case .object(let object) = try JSONText.decode(line, limits: limits) else {
            throw unreadable("a line is no object")
        }
        guard let name = object["entry"]?.stringValue, 1...nameLimit ~= name.utf8.count else {
            throw unreadable("a line has no entry, or one of more than \(nameLimit) bytes")
        }
        var entry = HashEntry(entry: name)
        do {
            if let withdrawn = object["withdrawn"] {
                entry.withdrawal = HashEntry.Withdrawal(
                    reason: try text(withdrawn["reason"], "reason"), time: try time(withdrawn["time"], "withdrawn"))
                return entry
            }
            for (name, value) in object.members { try take(name, value, into: &entry) }
        } catch let error as AllianceError { throw error.located(at: SourcePlace(file: name)) }
        entry.digests.sort { rank($0) < rank($1) }
        return entry
    }

    private static func take(_ name: String, _ value: JSONValue, into entry: inout HashEntry) throws {
        switch name {
        case "pdq": entry.pdq = try some(Hash256(hex: try text(value, name)), name)
        case "pdqProfile": entry.pdqProfile = try some(PDQProfile(rawValue: try text(value, name)), name)
        case "md5", "sha1", "sha256":
            let algorithm = try some(DigestAlgorithm(rawValue: name), name)
            entry.digests.append(try some(Digest(algorithm, hex: try text(value, name)), name))
        case "category": entry.category = try text(value, name)
        case "source": entry.source = try text(value, name)
        case "note": entry.note = try text(value, name)
        case "firstSeen": entry.firstSeen = try time(value, name)
        case "lastSeen": entry.lastSeen = try time(value, name)
        case "expires": entry.expires = try time(value, name)
        case "fingerprints":
            for member in try some(value.objectValue, name).members {
                entry.fingerprints[member.name] = try text(member.value, name)
            }
        case "tags": entry.tags = try some(value.arrayValue, name).map { try text($0, name) }
        case "opinions": entry.opinions = try some(value.arrayValue, name).map(opinion)
        default: break
        }
    }

    private static func opinion(_ value: JSONValue) throws -> HashOpinion {
        HashOpinion(
            try some(HashOpinion.Verdict(rawValue: try text(value["verdict"], "verdict")), "verdict"),
            source: value["source"]?.stringValue, time: try value["time"].map { try time($0, "time") },
            reasons: try (value["reasons"]?.arrayValue ?? []).map { try text($0, "reasons") })
    }

    private static func rank(_ digest: Digest) -> Int { DigestAlgorithm.allCases.firstIndex(of: digest.algorithm) ?? 0 }

    private static func text(_ value: JSONValue?, _ name: String) throws -> String {
        try some(value?.stringValue, name)
    }

    private static func time(_ value: JSONValue?, _ name: String) throws -> Instant {
        try some(Instant(try text(value, name)), name)
    }

    private static func some<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else { throw unreadable("\(name) is malformed") }
        return value
    }

    private static func unreadable(_ why: String) -> AllianceError {
        AllianceError("bundle.entry.format", "an entry of the bundle cannot be used: \(why)")
    }
}
