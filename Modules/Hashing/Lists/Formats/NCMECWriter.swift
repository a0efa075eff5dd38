import AllianceKit
import Formats

/// Gathers entries into groups of a `queryResult`.
final class NCMECWriter {
    private struct Group {
        let name: String
        var bytes: [UInt8] = []
        var count = 0
        var latest = Instant(milliseconds: 0)

        mutating func take() -> [UInt8] {
            guard count > 0 else { return [] }
            let start = "<\(name) count=\"\(count)\" maxTimestamp=\"\(latest)\">\n"
            defer { self = Group(name: name) }
            return Array(start.utf8) + bytes + Array("</\(name)>\n".utf8)
        }
    }

    private static let size = 1000
    private var images = Group(name: "images")
    private var videos = Group(name: "videos")
    private let xml = XMLWriter(indentation: 2, forbidden: .replace)

    func add(_ entry: HashEntry) throws -> [UInt8] {
        let isVideo = entry.tags.contains(NCMECModel.videoTag)
        let time = entry.withdrawal?.time ?? entry.lastSeen ?? Instant(milliseconds: 0)
        guard let element = element(entry, isVideo, time) else { return [] }
        // Without the declaration, which stands once at the start of the file.
        let bytes = try xml.document(element).drop { $0 != 0x0a }.dropFirst()
        if isVideo { Self.append(bytes, time, to: &videos) } else { Self.append(bytes, time, to: &images) }
        if images.count == Self.size { return images.take() }
        return videos.count == Self.size ? videos.take() : []
    }

    func rest() -> [UInt8] { images.take() + videos.take() }

    private static func append(_ bytes: ArraySlice<UInt8>, _ time: Instant, to group: inout Group) {
        group.bytes += bytes
        group.count += 1
        group.latest = max(group.latest, time)
    }

    private func element(_ entry: HashEntry, _ isVideo: Bool, _ time: Instant) -> XMLElement? {
        let (member, id) = NCMECModel.parts(of: entry.entry)
        var parts = [
            XMLElement("member", attributes: [.init("id", member)], content: [.text(entry.source ?? "")]),
            Self.leaf("timestamp", time.description), Self.leaf("id", id),
        ]
        if entry.withdrawal != nil {
            return Self.node(isVideo ? "deletedVideo" : "deletedImage", parts)
        }
        if let category = entry.category { parts.append(Self.leaf("classification", category)) }
        let fingerprints = Self.fingerprints(entry)
        guard !fingerprints.isEmpty else { return nil }
        parts.append(Self.node("fingerprints", fingerprints))
        parts.append(Self.feedback(entry.opinions))
        return Self.node(isVideo ? "video" : "image", parts)
    }

    private static func fingerprints(_ entry: HashEntry) -> [XMLElement] {
        var elements: [XMLElement] = []
        for algorithm in [DigestAlgorithm.md5, .sha1] {
            if let digest = entry.digests.first(where: { $0.algorithm == algorithm }) {
                elements.append(leaf(algorithm.rawValue, digest.hex))
            }
        }
        if let pdq = entry.pdq { elements.append(leaf("pdq", pdq.hex)) }
        for (name, value) in entry.fingerprints.sorted(by: { $0.key < $1.key }) where isName(name) {
            elements.append(
                value.hasPrefix("/")
                    ? XMLElement(name, attributes: [.init("rel", "self"), .init("href", value)]) : leaf(name, value))
        }
        return elements
    }

    private static func feedback(_ opinions: [HashOpinion]) -> XMLElement {
        var latest: Instant?
        let elements = opinions.filter { $0.verdict == .positive || $0.verdict == .negative }.map {
            opinion -> XMLElement in
            var reasons = opinion.reasons
            let stated = reasons.first { $0.hasPrefix(NCMECModel.typeReason) }
            reasons.removeAll { $0 == stated }
            let type = stated.map { String($0.dropFirst(NCMECModel.typeReason.count)) } ?? "Md5"
            let time = opinion.time ?? Instant(milliseconds: 0)
            latest = max(latest ?? time, time)
            let members = XMLElement(
                "members", attributes: [.init("timestamp", time.description)],
                content: opinion.source.map { [.element(leaf("member", $0))] } ?? [])
            let attributes = [
                XMLElement.Attribute("type", type), XMLElement.Attribute("lastUpdateTimestamp", time.description),
            ]
            if opinion.verdict == .positive {
                return XMLElement("affirmativeFeedback", attributes: attributes, content: [.element(members)])
            }
            let inside = reasons.map { reason($0, type) } + [members]
            return XMLElement(
                "negativeFeedback", attributes: attributes, content: [.element(node("reasons", inside))])
        }
        return XMLElement(
            "feedback", attributes: latest.map { [.init("lastUpdateTimestamp", $0.description)] } ?? [],
            content: elements.map { .element($0) })
    }

    /// `Name (guid)`
    private static func reason(_ text: String, _ type: String) -> XMLElement {
        var attributes: [XMLElement.Attribute] = []
        if text.hasSuffix(")"), let open = text.lastIndex(of: "(") {
            attributes.append(.init("guid", String(text[text.index(after: open)...].dropLast())))
            let name = text[..<open]
            attributes.append(.init("name", String(name.last == " " ? name.dropLast() : name)))
        } else {
            attributes.append(.init("name", text))
        }
        return XMLElement("reason", attributes: attributes + [.init("type", type)])
    }

    private static func isName(_ name: String) -> Bool {
        name.utf8.first.map { 97...122 ~= $0 | 0x20 } ?? false
            && name.utf8.allSatisfy { 97...122 ~= $0 | 0x20 || 48...57 ~= $0 || $0 == 0x2d || $0 == 0x5f }
            && !["md5", "sha1", "sha256", "pdq"].contains(name)
    }

    private static func leaf(_ name: String, _ text: String) -> XMLElement {
        XMLElement(name, content: text.isEmpty ? [] : [.text(text)])
    }

    private static func node(_ name: String, _ elements: [XMLElement]) -> XMLElement {
        XMLElement(name, content: elements.map { .element($0) })
    }
}
