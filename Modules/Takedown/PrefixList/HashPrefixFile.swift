public import AllianceKit

/// A list of hash prefixes as a file for partners: a line that names the format, a line of JSON that says everything about the
/// list, then the numbers. `docs/takedown.md` describes it for those who read it without us.
public struct HashPrefixFile: Sendable, Hashable {
    /// What the file carries.
    public enum Content: Sendable, Hashable {
        /// The complete list.
        case complete(HashPrefixList)
        /// What changed since an earlier state.
        case update(HashPrefixUpdate)
    }

    /// What it says about itself.
    public var header: HashPrefixHeader
    /// The list, or what changed.
    public var content: Content

    /// The first line.
    public static let magic = "alliance-hash-prefixes 1"
    /// The most bytes of the header line.
    static let headerLimit = 4096

    /// Makes one.
    public init(_ header: HashPrefixHeader, _ content: Content) {
        self.header = header
        self.content = content
    }

    /// The complete list; nil of an update.
    public var list: HashPrefixList? { if case .complete(let list) = content { list } else { nil } }
    /// What changed; nil of a complete list.
    public var update: HashPrefixUpdate? { if case .update(let update) = content { update } else { nil } }

    /// Writes a complete list. The same list and header give the same bytes.
    public static func encode(_ list: HashPrefixList, _ header: HashPrefixHeader) -> [UInt8] {
        encode(HashPrefixFile(header, .complete(list)))
    }

    /// Writes a list or an update.
    public static func encode(_ file: HashPrefixFile) -> [UInt8] {
        var head = file.header.json
        let (additions, checksum): (HashPrefixList, Digest)
        var data: [UInt8] = []
        switch file.content {
        case .complete(let list): (additions, checksum) = (list, list.checksum)
        case .update(let update):
            (additions, checksum) = (update.additions, update.checksum)
            head["base"] = .string(update.base.hex)
        }
        head["prefixBytes"] = .int(additions.prefixLength)
        head["checksum"] = .string(checksum.hex)
        if let update = file.update {
            let scheme = file.header.profile == .v4 ? RiceScheme.v4 : .v5Bits32
            head["removals"] = part(RiceCoded(indices: update.removals, scheme), &data)
        }
        head["prefixes"] = part(additions, file.header.profile, &data)
        return Array("\(magic)\n\(JSONText.encode(.object(head)))\n".utf8) + data
    }

    /// Reads a file.
    ///
    /// Errors: `takedown.prefixes.format` (no such file), `.header`, `.limit`, `.length`, `.order`, `.checksum`, `.trailing`, and
    /// those of `takedown.rice.…`.
    public static func decode(_ bytes: [UInt8]) throws(AllianceError) -> HashPrefixFile {
        let start = Array((magic + "\n").utf8)
        guard bytes.starts(with: start) else { throw failure("format", "not a file of hash prefixes") }
        let rest = bytes[start.count...]
        guard let end = rest.prefix(headerLimit).firstIndex(of: 0x0a) else {
            throw failure("header", "the header has no end within \(headerLimit) bytes")
        }
        let json: JSONValue
        do {
            json = try JSONText.decode(Array(rest[..<end]), limits: JSONLimits(bytes: headerLimit, depth: 4))
        } catch {
            throw failure("header", "the header is not JSON")
        }
        let header = try HashPrefixHeader(json)
        guard let length = json["prefixBytes"]?.integerValue.flatMap({ Int(exactly: $0) }),
            HashPrefixList.lengths.contains(length),
            let checksum = json["checksum"]?.stringValue.flatMap({ Digest(.sha256, hex: $0) })
        else { throw failure("header", "the header lacks prefixBytes or checksum") }
        var data = rest[(end + 1)...]
        var removals: [UInt32] = []
        var base: Digest?
        if let word = json["base"]?.stringValue {
            guard let digest = Digest(.sha256, hex: word) else { throw failure("header", "the base is no checksum") }
            base = digest
            removals = try indices(json["removals"] ?? .null, header.profile == .v4 ? .v4 : .v5Bits32, &data)
        }
        let list = try prefixes(json["prefixes"] ?? .null, header.profile, length, &data)
        guard data.isEmpty else { throw failure("trailing", "\(data.count) bytes follow the list") }
        if let base {
            return HashPrefixFile(
                header, .update(HashPrefixUpdate(removals: removals, additions: list, base: base, checksum: checksum)))
        }
        guard list.checksum == checksum else { throw wrongChecksum }
        return HashPrefixFile(header, .complete(list))
    }

    static var wrongChecksum: AllianceError {
        failure("checksum", "the prefixes are not those that the checksum was made of")
    }

    static func failure(_ problem: String, _ message: String) -> AllianceError {
        AllianceError("takedown.prefixes.\(problem)", message, hint: "get the list again from where it came")
    }
}
