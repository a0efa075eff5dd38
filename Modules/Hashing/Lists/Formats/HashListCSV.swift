import AllianceKit

/// The CSV form of a known-hash list, as the importer and the exporter share it.
enum HashListCSV {
    /// In the order in which they are written; columns are only ever added at the end.
    static let columns = [
        "id", "pdq", "md5", "sha1", "sha256", "category", "source", "note", "profile", "tags", "opinions", "firstSeen",
        "lastSeen", "expires", "fingerprints", "withdrawn", "reason",
    ]
    /// Written for lists of harmless files only.
    static let kind = "kind"
    static let hashes: Set<String> = ["pdq", "md5", "sha1", "sha256"]

    static let format = FormatDescription(
        name: "csv", title: "Comma-separated values with a heading", subject: "hash list", fileExtensions: ["csv"],
        mediaType: "text/csv", specification: "RFC 4180; columns: docs/hashing.md")

    // MARK: Lists in one field

    /// Tags: words between semicolons, or a JSON array where one holds a semicolon.
    static func field(tags: [String]) -> String {
        if tags.isEmpty { return "" }
        let plain = tags.joined(separator: ";")
        if !tags.contains(where: { $0.utf8.contains(UInt8(ascii: ";")) }), plain.utf8.first != UInt8(ascii: "[") {
            return plain
        }
        return JSONText.encode(.array(tags.map { .string($0) }))
    }

    /// Opinions: verdicts between semicolons, or a JSON array where more is known of one.
    static func field(opinions: [HashOpinion]) -> String {
        if opinions.allSatisfy({ $0 == HashOpinion($0.verdict) }) {
            return opinions.map(\.verdict.rawValue).joined(separator: ";")
        }
        let items = opinions.map { opinion -> JSONValue in
            var object: JSONObject = ["verdict": .string(opinion.verdict.rawValue)]
            if let source = opinion.source { object["source"] = .string(source) }
            if let time = opinion.time { object["time"] = .text(time) }
            if !opinion.reasons.isEmpty { object["reasons"] = .array(opinion.reasons.map { .string($0) }) }
            return .object(object)
        }
        return JSONText.encode(.array(items))
    }

    /// Fingerprints: a JSON object, by name.
    static func field(fingerprints: [String: String]) -> String {
        guard !fingerprints.isEmpty else { return "" }
        let members = fingerprints.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return JSONText.encode(.object(JSONObject(members.map { ($0.key, .string($0.value)) })))
    }

    /// Reads tags.
    static func readTags(_ field: String, into draft: inout EntryDraft) {
        if field.utf8.first == UInt8(ascii: "[") {
            guard let items = json(field, "tags", &draft)?.arrayValue else { return unreadable("tags", &draft) }
            for item in items {
                guard let tag = item.stringValue else { return unreadable("tags", &draft) }
                draft.add(tag: tag, "tags")
            }
        } else {
            for tag in field.split(separator: ";") { draft.add(tag: String(tag), "tags") }
        }
    }

    /// Reads opinions.
    static func readOpinions(_ field: String, into draft: inout EntryDraft) {
        guard field.utf8.first == UInt8(ascii: "[") else {
            for word in field.split(separator: ";") {
                guard let verdict = verdict(String(word)) else { return unreadable("opinions", &draft) }
                draft.add(HashOpinion(verdict), "opinions")
            }
            return
        }
        guard let items = json(field, "opinions", &draft)?.arrayValue else { return unreadable("opinions", &draft) }
        for item in items {
            guard let verdict = item["verdict"]?.stringValue.flatMap(verdict) else {
                return unreadable("opinions", &draft)
            }
            let reasons = item["reasons"]?.arrayValue ?? []
            guard reasons.count <= EntryDraft.countLimit else { return unreadable("opinions", &draft) }
            draft.add(
                HashOpinion(
                    verdict, source: draft.text(item["source"]?.stringValue, "opinions"),
                    time: draft.time(item["time"]?.stringValue, "opinions"),
                    reasons: reasons.compactMap { draft.text($0.stringValue, "opinions") }), "opinions")
        }
    }

    /// Reads fingerprints.
    static func readFingerprints(_ field: String, into draft: inout EntryDraft) {
        guard let object = json(field, "fingerprints", &draft)?.objectValue else {
            return unreadable("fingerprints", &draft)
        }
        for (name, value) in object.members {
            guard let text = value.stringValue else { return unreadable("fingerprints", &draft) }
            draft.setFingerprint(name, Array(text.utf8)[...], "fingerprints")
        }
    }

    /// A verdict by its word, in any case, with or without hyphens.
    static func verdict(_ word: String) -> HashOpinion.Verdict? {
        let plain = word.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
        return HashOpinion.Verdict.allCases.first { $0.rawValue.lowercased() == plain }
    }

    private static func json(_ field: String, _ column: String, _ draft: inout EntryDraft) -> JSONValue? {
        try? JSONText.decode(Array(field.utf8), limits: JSONLimits(bytes: 1 << 18, depth: 4))
    }

    private static func unreadable(_ column: String, _ draft: inout EntryDraft) {
        draft.fail("hashing.list.\(column)", "\(column) that cannot be read", column)
    }
}
