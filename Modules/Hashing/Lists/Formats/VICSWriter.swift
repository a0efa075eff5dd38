import AllianceKit

/// Writes media of VICS files, numbered from 1.
final class VICSWriter {
    private let isOld: Bool
    private var number: Int64 = 0

    init(isOld: Bool) { self.isOld = isOld }

    static let capacity = HashListCapacity(profiles: false, judgements: false, kind: false)

    /// Category 0 is "not pertinent" in the model of the US and "nobody has looked" in the one that is written here: it fits leads only.
    static func refusal(of entry: HashEntry) -> String? {
        guard let category = entry.category, Int(category) == 0, entry.standing != .investigationSeed else {
            return nil
        }
        return "category 0, which would make leads of them"
    }

    func begin() -> [UInt8] {
        number = 0
        let base = "http://github.com/"
        let context =
            isOld
            ? "\"odata.metadata\":\"\(base)ICMEC/ProjectVic/DataModels/1.3.xml#Media\""
            : "\"@odata.context\":\"\(base)VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/Default/$metadata#Media\""
        return Array("{\(context),\"value\":[\n".utf8)
    }

    func bytes(of entry: HashEntry) -> [UInt8] {
        number += 1
        return Array(((number == 1 ? "" : ",\n") + JSONText.encode(.object(medium(entry)))).utf8)
    }

    private func medium(_ entry: HashEntry) -> JSONObject {
        func digest(_ algorithm: DigestAlgorithm) -> String? {
            entry.digests.first { $0.algorithm == algorithm }?.hex.uppercased()
        }
        var object: JSONObject = [
            "MediaID": .integer(number), "Category": .int(entry.category.flatMap { Int($0) }),
            "MD5": .text(digest(.md5)),
            "SHA1": .text(digest(.sha1)),
        ]
        var others: [(String, String)] = []
        for (name, value) in entry.fingerprints.sorted(by: { $0.key < $1.key }) {
            if name != VICSModel.photoDNA {
                others.append((name, value))
            } else if isOld {
                object["PhotoDNA"] = .string(value)
            } else {
                others.append(("PhotoDNA", value))
            }
        }
        if let sha256 = digest(.sha256) { others.append(("SHA256", sha256)) }
        if let pdq = entry.pdq { others.append(("PDQ", pdq.hex)) }
        if !others.isEmpty {
            object["AlternativeHashes"] = .array(
                others.map { ["HashName": .string($0.0), "HashValue": .string($0.1)] })
        }
        if let seen = entry.lastSeen { object["DateUpdated"] = .text(seen) }
        if let note = entry.note { object["Comments"] = .string(note) }
        var tags: [String] = []
        for tag in entry.tags {
            if let flag = VICSModel.Member.flags.first(where: { $0.tag == tag }) {
                object[flag.name] = true
            } else if tag.hasPrefix(VICSModel.seriesTag), object["Series"] == nil {
                object["Series"] = .string(String(tag.dropFirst(VICSModel.seriesTag.count)))
            } else {
                // Commas and semicolons separate tags.
                tags.append(String(tag.map { $0 == "," || $0 == ";" ? " " : $0 }))
            }
        }
        if let category = entry.category, Int(category) == nil { tags.append("category \(category)") }
        if !tags.isEmpty { object["Tags"] = .string(tags.joined(separator: ",")) }
        return object
    }

    /// One with all that has a place and one with a digest only.
    static let examples = [
        HashEntry(
            entry: "e-1", pdq: Hash256(word0: 1, word1: 2, word2: 3, word3: 4),
            digests: [
                Digest(.md5, bytes: [UInt8](repeating: 0x11, count: 16)),
                Digest(.sha1, bytes: [UInt8](repeating: 0x22, count: 20)),
                Digest(.sha256, bytes: [UInt8](repeating: 0x33, count: 32)),
            ].compactMap(\.self), fingerprints: [VICSModel.photoDNA: "AAECAwQF"], category: "1", note: "seen twice",
            tags: ["series:Harbour", "victim-identified", "beach"], lastSeen: Instant(milliseconds: 1_780_000_000_000)),
        HashEntry(
            entry: "e-2", digests: [Digest(.md5, bytes: [UInt8](repeating: 0x44, count: 16))].compactMap(\.self),
            category: "2"),
    ]
}
