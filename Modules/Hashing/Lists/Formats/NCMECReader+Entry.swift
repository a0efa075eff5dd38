import AllianceKit
import Formats

/// Entries, tombstones and what members say of them.
extension NCMECReader {
    /// `<image>` or `<video>`
    mutating func entry(_ isVideo: Bool, _ input: inout InputFile) throws -> EntryDraft {
        var draft = EntryDraft()
        var member = ""
        var id: String?
        try children(&input) { reader, input in
            switch reader.element {
            case .member:
                member = reader.xml.attribute("id") ?? ""
                draft.entry.source = draft.text(try reader.xml.content(&input), "member")
            case .id: id = draft.text(try reader.xml.content(&input), "id")
            case .timestamp: draft.entry.lastSeen = try reader.time(&draft, &input)
            case .classification: draft.entry.category = draft.text(try reader.xml.content(&input), "classification")
            case .fingerprints: try reader.fingerprints(&draft, &input)
            case .feedback: try reader.feedback(&draft, &input)
            default: try reader.xml.skip(&input)
            }
        }
        draft.entry.tags.append(isVideo ? NCMECModel.videoTag : NCMECModel.imageTag)
        name(&draft, member, id)
        return draft
    }

    /// `<deletedImage>` or `<deletedVideo>`
    mutating func tombstone(_ input: inout InputFile) throws -> EntryDraft {
        var draft = EntryDraft()
        var member = ""
        var id: String?
        var time: Instant?
        try children(&input) { reader, input in
            switch reader.element {
            case .member:
                member = reader.xml.attribute("id") ?? ""
                draft.entry.source = draft.text(try reader.xml.content(&input), "member")
            case .id: id = draft.text(try reader.xml.content(&input), "id")
            case .timestamp: time = try reader.time(&draft, &input)
            default: try reader.xml.skip(&input)
            }
        }
        name(&draft, member, id)
        if let time {
            draft.entry.withdrawal = HashEntry.Withdrawal(reason: NCMECModel.deletion, time: time)
        } else {
            draft.fail("hashing.list.time", "a deletion without its time", "timestamp")
        }
        return draft
    }

    private func name(_ draft: inout EntryDraft, _ member: String, _ id: String?) {
        guard let id, !member.isEmpty, member.utf8.allSatisfy({ 48...57 ~= $0 }) else {
            return draft.fail("hashing.list.name-missing", "an entry without its member's number or its own id")
        }
        draft.entry.entry = NCMECModel.name(member: member, entry: id)
    }

    private mutating func time(_ draft: inout EntryDraft, _ input: inout InputFile) throws -> Instant? {
        draft.time(ListLines.trimmed(try xml.content(&input)), "timestamp")
    }

    /// Digests and PDQ are matched by; the others are kept as they are, large ones as the link that stands for them.
    private mutating func fingerprints(_ draft: inout EntryDraft, _ input: inout InputFile) throws {
        try children(&input) { reader, input in
            let kind = reader.element
            switch kind {
            case .md5: draft.set(.md5, hex: ListLines.trimmed(try reader.xml.content(&input)), "fingerprints/md5")
            case .sha1: draft.set(.sha1, hex: ListLines.trimmed(try reader.xml.content(&input)), "fingerprints/sha1")
            case .sha256:
                draft.set(.sha256, hex: ListLines.trimmed(try reader.xml.content(&input)), "fingerprints/sha256")
            case .pdq: draft.setPDQ(hex: ListLines.trimmed(try reader.xml.content(&input)), "fingerprints/pdq")
            default:
                let name = String(decoding: reader.xml.value, as: UTF8.self)
                let link = reader.xml.attribute("href")
                let text = ListLines.trimmed(try reader.xml.content(&input))
                draft.setFingerprint(name, text.isEmpty ? Array((link ?? "").utf8)[...] : text, "fingerprints/\(name)")
            }
        }
    }

    private mutating func feedback(_ draft: inout EntryDraft, _ input: inout InputFile) throws {
        try children(&input) { reader, input in
            switch reader.element {
            case .affirmativeFeedback: try reader.opinion(.positive, &draft, &input)
            case .negativeFeedback: try reader.opinion(.negative, &draft, &input)
            default: try reader.xml.skip(&input)
            }
        }
    }

    /// One opinion for each member that is named, or one of nobody.
    private mutating func opinion(
        _ verdict: HashOpinion.Verdict, _ draft: inout EntryDraft, _ input: inout InputFile
    ) throws {
        let type = draft.text(xml.attribute("type"), "feedback") ?? ""
        var time = xml.attribute("lastUpdateTimestamp").flatMap { Instant($0) }
        var reasons = type.isEmpty ? [] : [NCMECModel.typeReason + type]
        var sources: [String] = []
        try voices(&draft, &input, &time, &reasons, &sources)
        let said = type.uppercased().filter { $0 != "_" && $0 != "-" }
        guard type.isEmpty || NCMECModel.matchedTypes.contains(said) else {
            // What is said of a fingerprint that nothing is matched by must not silence the digests beside it.
            return draft.add(tag: "\(verdict.rawValue):\(type)", "feedback")
        }
        for source in sources.isEmpty ? [nil] : sources.map(Optional.some) {
            draft.add(HashOpinion(verdict, source: source, time: time, reasons: reasons), "feedback")
        }
    }

    /// Members and reasons, at any depth: the service nests members within reasons.
    private mutating func voices(
        _ draft: inout EntryDraft, _ input: inout InputFile, _ time: inout Instant?, _ reasons: inout [String],
        _ sources: inout [String]
    ) throws {
        while true {
            switch try xml.next(&input) {
            case .text: continue
            case .end, .finish: return
            case .start: break
            }
            switch element {
            case .members, .reasons:
                if let stated = xml.attribute("timestamp").flatMap({ Instant($0) }) { time = stated }
                try voices(&draft, &input, &time, &reasons, &sources)
            case .member:
                if let source = draft.text(try xml.content(&input), "feedback/member"), !sources.contains(source) {
                    sources.append(source)
                }
            case .reason:
                let name = draft.text(xml.attribute("name"), "feedback/reason")
                let guid = draft.text(xml.attribute("guid"), "feedback/reason")
                let text = [name, guid.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
                if !text.isEmpty, reasons.count < EntryDraft.countLimit, !reasons.contains(text) {
                    reasons.append(text)
                }
                try xml.skip(&input)
            default: try xml.skip(&input)
            }
        }
    }
}
