public import AllianceKit
import Cryptography
import Formats

extension XARFReport {
    /// The version of the specification.
    public static let version = "4.2.0"

    /// The document.
    public var json: JSONObject {
        var object: JSONObject = [
            "xarf_version": .string(Self.version), "report_id": .string(reportID), "timestamp": .text(timestamp),
            "reporter": .object(reporter.json), "sender": .object(reporter.json),
            "source_identifier": .string(source), "category": "content", "type": .string(type), "url": .string(url),
        ]
        if let domain, Self.isDomain(domain) { object["domain"] = .string(domain) }
        switch content {
        case .csam(let classification, let detection, let media, let digests, let ncmecReport):
            object["classification"] = .string(classification.rawValue)
            object["detection_method"] = .string(detection.rawValue)
            if let media { object["media_type"] = .string(media.rawValue) }
            if !digests.isEmpty {
                object["hash_values"] = .object(
                    JSONObject(digests.map { ($0.algorithm.rawValue, .string($0.hex)) }))
            }
            if let ncmecReport { object["ncmec_report_id"] = .string(ncmecReport) }
        case .csem(let exploitation, let detection):
            object["exploitation_type"] = .string(exploitation.rawValue)
            object["detection_method"] = .string(detection.rawValue)
        }
        if let verified {
            object["verified_at"] = .text(verified)
            object["verification_method"] = "manual"
        }
        if let provider { object["hosting_provider"] = .string(provider) }
        if let asn, asn > 0 { object["asn"] = .integer(Int64(asn)) }
        if let country { object["country_code"] = .text(country) }
        if let sourcePort { object["source_port"] = .integer(Int64(sourcePort)) }
        if let evidenceSource { object["evidence_source"] = .string(evidenceSource) }
        if let confidence { object["confidence"] = .double(min(max(confidence, 0), 1)) }
        if !evidence.isEmpty { object["evidence"] = .array(evidence.prefix(50).map { .object($0.json) }) }
        let tags = tags.filter(Self.isTag).prefix(20)
        if !tags.isEmpty { object["tags"] = .array(tags.map { .string($0) }) }
        if let description { object["description"] = .string(String(description.prefix(1000))) }
        return object
    }

    private var type: String {
        switch content {
        case .csam: "csam"
        case .csem: "csem"
        }
    }

    /// The schema's pattern: lower-case labels, letters only in the last one. Other names are left out.
    static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.utf8.count >= 2,
            last.utf8.allSatisfy({ 97...122 ~= $0 })
        else { return false }
        return labels.dropLast().allSatisfy { label in
            label.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { 48...57 ~= $0 || 97...122 ~= $0 }
            }
        }
    }

    /// The schema's pattern for tags: `key:value` of lower-case letters, digits, `_`, `+`, `-`.
    static func isTag(_ text: String) -> Bool {
        let halves = text.split(separator: ":", omittingEmptySubsequences: false)
        return halves.count == 2
            && halves.allSatisfy { half in
                guard let first = half.utf8.first, 48...57 ~= first || 97...122 ~= first else { return false }
                return half.utf8.allSatisfy { 48...57 ~= $0 || 97...122 ~= $0 || "_+-".utf8.contains($0) }
            }
    }

    /// A UUID of version 4 from 16 random bytes.
    public static func makeID(random: [UInt8]) -> String {
        var bytes = Array(random.prefix(16)) + [UInt8](repeating: 0, count: max(0, 16 - random.count))
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let hex = Array(Hex.encode(bytes).utf8)
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: hex[$0], as: UTF8.self) }
        return parts.joined(separator: "-")
    }
}

extension XARFParty {
    /// The member `reporter` or `sender`; nothing else is allowed in it.
    var json: JSONObject {
        ["org": .string(String(organisation.prefix(200))), "contact": .string(contact), "domain": .string(domain)]
    }
}

extension XARFEvidence {
    /// An item of `evidence`, with the payload as base 64 without line breaks.
    var json: JSONObject {
        let bytes = Array(text.utf8)
        return [
            "content_type": .string(kind.rawValue), "description": .string(String(description.prefix(500))),
            "payload": .string(Base64.encode(bytes)), "size": .integer(Int64(bytes.count)),
            "hash": .string(Digester.digest(.sha256, of: bytes).description),
        ]
    }
}
