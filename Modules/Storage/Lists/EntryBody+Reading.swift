import AllianceKit

extension EntryBody {
    /// The entry of a row; nil when the bytes are not what was written.
    static func entry(key: [UInt8], body: [UInt8]) -> HashEntry? {
        var entry = HashEntry(entry: ListKey.name(of: key))
        guard !body.isEmpty else {
            guard let implied = ImpliedHash(key: key), key.count == implied.byteCount + 1 else { return nil }
            set(implied, Array(key.dropFirst()), in: &entry)
            return entry
        }
        do {
            var reader = BodyReader(bytes: body)
            let flags = try reader.byte()
            while !reader.isAtEnd { try read(&reader, key, into: &entry) }
            return entry.isUsable && flags == (entry.isActive ? 0 : silent) ? entry : nil
        } catch {
            return nil
        }
    }

    /// Whether the body of an entry that is named by its PDQ hash leaves it matching by that hash.
    static func hasActivePDQ(_ body: RawSpan) -> Bool {
        guard body.byteCount > 1 else { return body.isEmpty }
        let flags = unsafe body.unsafeLoad(as: UInt8.self)
        let first = unsafe body.unsafeLoad(fromByteOffset: 1, as: UInt8.self)
        return flags & silent == 0 && first == Tag.keyPDQ.rawValue
    }

    private static func set(_ kind: ImpliedHash, _ hash: [UInt8], in entry: inout HashEntry) {
        if let algorithm = kind.algorithm {
            if let digest = Digest(algorithm, bytes: hash) { entry.digests.append(digest) }
        } else {
            entry.pdq = Hash256(bytes: hash)
        }
    }

    private static func read(
        _ reader: inout BodyReader, _ key: [UInt8], into entry: inout HashEntry
    ) throws(BodyReader.Broken) {
        guard let tag = Tag(rawValue: try reader.byte()) else { throw BodyReader.Broken() }
        switch tag {
        case .pdq, .md5, .sha1, .sha256:
            guard let kind = ImpliedHash(rawValue: tag.rawValue) else { throw BodyReader.Broken() }
            set(kind, try reader.take(kind.byteCount), in: &entry)
        case .keyPDQ, .keyMD5, .keySHA1, .keySHA256:
            guard let kind = ImpliedHash(rawValue: tag.rawValue & 0x0f), key.count == kind.byteCount + 1 else {
                throw BodyReader.Broken()
            }
            set(kind, Array(key.dropFirst()), in: &entry)
        case .full: entry.pdqProfile = .full
        case .ref512: entry.pdqProfile = .ref512
        case .fast: entry.pdqProfile = .fast
        case .category: entry.category = try reader.text()
        case .source: entry.source = try reader.text()
        case .note: entry.note = try reader.text()
        case .tag: entry.tags.append(try reader.text())
        case .fingerprint:
            let name = try reader.text()
            entry.fingerprints[name] = try reader.text()
        case .opinion: entry.opinions.append(try reader.opinion())
        case .firstSeen: entry.firstSeen = try reader.time()
        case .lastSeen: entry.lastSeen = try reader.time()
        case .expires: entry.expires = try reader.time()
        case .withdrawal:
            let time = try reader.time()
            entry.withdrawal = HashEntry.Withdrawal(reason: try reader.text(), time: time)
        }
    }
}

/// Takes a body apart; every step checks that there are bytes left.
private struct BodyReader {
    /// The bytes are not a body.
    struct Broken: Error {}

    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func byte() throws(Broken) -> UInt8 {
        guard place < bytes.count else { throw Broken() }
        place += 1
        return bytes[place - 1]
    }

    mutating func take(_ count: Int) throws(Broken) -> [UInt8] {
        guard count >= 0, count <= bytes.count - place else { throw Broken() }
        place += count
        return Array(bytes[place - count..<place])
    }

    mutating func number() throws(Broken) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try byte()
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        throw Broken()
    }

    mutating func text() throws(Broken) -> String {
        guard let count = Int(exactly: try number()) else { throw Broken() }
        return String(decoding: try take(count), as: UTF8.self)
    }

    mutating func time() throws(Broken) -> Instant {
        let value = try number()
        return Instant(milliseconds: Int64(bitPattern: value >> 1) ^ -Int64(value & 1))
    }

    mutating func opinion() throws(Broken) -> HashOpinion {
        let flags = try byte()
        guard Int(flags & 0x1f) < HashOpinion.Verdict.allCases.count else { throw Broken() }
        let verdict = HashOpinion.Verdict.allCases[Int(flags & 0x1f)]
        var opinion = HashOpinion(verdict, isOwn: flags & 0x80 != 0)
        if flags & 0x40 != 0 { opinion.source = try text() }
        if flags & 0x20 != 0 { opinion.time = try time() }
        let count = try number()
        guard count <= UInt64(bytes.count) else { throw Broken() }
        for _ in 0..<count { opinion.reasons.append(try text()) }
        return opinion
    }
}
