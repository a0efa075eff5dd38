import AllianceKit

/// All of an entry but its name, as the bytes of one column: a byte of flags, then fields in a fixed order, each a tag and a value.
/// Equal entries have equal bytes.
enum EntryBody {
    /// In the first byte: the entry does not match, being withdrawn, disputed or denied.
    static let silent: UInt8 = 1

    /// The fields, in the order in which they are written. The first four are hashes; 0x10 more says that the key is the hash.
    enum Tag: UInt8 {
        case pdq = 0x01
        case md5 = 0x02
        case sha1 = 0x03
        case sha256 = 0x04
        case keyPDQ = 0x11
        case keyMD5 = 0x12
        case keySHA1 = 0x13
        case keySHA256 = 0x14
        case full = 0x20
        case ref512 = 0x21
        case fast = 0x22
        case category = 0x30
        case source = 0x31
        case note = 0x32
        case tag = 0x33
        case fingerprint = 0x34
        case opinion = 0x35
        case firstSeen = 0x40
        case lastSeen = 0x41
        case expires = 0x42
        case withdrawal = 0x50
    }

    /// Whether an entry says nothing but one hash.
    static func isPlain(_ entry: HashEntry) -> Bool {
        (entry.pdq != nil ? entry.digests.isEmpty : entry.digests.count == 1) && entry.pdqProfile == nil
            && entry.withdrawal == nil && entry.category == nil && entry.source == nil && entry.note == nil
            && entry.firstSeen == nil && entry.lastSeen == nil && entry.expires == nil && entry.tags.isEmpty
            && entry.opinions.isEmpty && entry.fingerprints.isEmpty
    }

    /// The bytes; none at all when the key says everything. Of several digests of an algorithm the first counts.
    static func bytes(of entry: HashEntry, key: [UInt8]) -> [UInt8] {
        if isPlain(entry), let implied = ImpliedHash(key: key), let hash = hash(implied, of: entry),
            implied.isKey(key, hash)
        {
            return []
        }
        var body = BodyWriter()
        body.bytes.append(entry.isActive ? 0 : silent)
        for kind in [ImpliedHash.pdq, .md5, .sha1, .sha256] {
            guard let hash = hash(kind, of: entry) else { continue }
            if kind.isKey(key, hash) {
                body.bytes.append(kind.rawValue | 0x10)
            } else {
                body.bytes.append(kind.rawValue)
                body.bytes += hash
            }
        }
        switch entry.pdqProfile {
        case .full: body.tag(.full)
        case .ref512: body.tag(.ref512)
        case .fast: body.tag(.fast)
        case nil: break
        }
        body.text(.category, entry.category)
        body.text(.source, entry.source)
        body.text(.note, entry.note)
        for tag in entry.tags { body.text(.tag, tag) }
        for (name, value) in entry.fingerprints.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            body.tag(.fingerprint)
            body.text(name)
            body.text(value)
        }
        for opinion in entry.opinions { body.opinion(opinion) }
        body.time(.firstSeen, entry.firstSeen)
        body.time(.lastSeen, entry.lastSeen)
        body.time(.expires, entry.expires)
        if let withdrawal = entry.withdrawal {
            body.time(.withdrawal, withdrawal.time)
            body.text(withdrawal.reason)
        }
        return body.bytes
    }

    /// One of an entry's hashes.
    static func hash(_ kind: ImpliedHash, of entry: HashEntry) -> [UInt8]? {
        guard let algorithm = kind.algorithm else { return entry.pdq?.bytes }
        return entry.digests.first { $0.algorithm == algorithm }?.bytes
    }
}

/// Builds a body.
private struct BodyWriter {
    var bytes: [UInt8] = []

    mutating func tag(_ tag: EntryBody.Tag) { bytes.append(tag.rawValue) }

    mutating func number(_ value: UInt64) {
        var rest = value
        while rest > 0x7f {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func text(_ text: String) {
        number(UInt64(text.utf8.count))
        bytes += text.utf8
    }

    mutating func text(_ tag: EntryBody.Tag, _ text: String?) {
        guard let text else { return }
        self.tag(tag)
        self.text(text)
    }

    /// Before 1970 the sign goes into the lowest bit.
    mutating func time(_ time: Instant) {
        let value = time.milliseconds
        number(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    mutating func time(_ tag: EntryBody.Tag, _ time: Instant?) {
        guard let time else { return }
        self.tag(tag)
        self.time(time)
    }

    mutating func opinion(_ opinion: HashOpinion) {
        tag(.opinion)
        let verdict = UInt8(HashOpinion.Verdict.allCases.firstIndex(of: opinion.verdict) ?? 0)
        bytes.append(
            verdict | (opinion.isOwn ? 0x80 : 0) | (opinion.source == nil ? 0 : 0x40) | (opinion.time == nil ? 0 : 0x20)
        )
        if let source = opinion.source { text(source) }
        if let time = opinion.time { self.time(time) }
        number(UInt64(opinion.reasons.count))
        for reason in opinion.reasons { text(reason) }
    }
}
