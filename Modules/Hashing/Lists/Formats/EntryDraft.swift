import AllianceKit

/// An entry while a reader gathers it. The first thing that is wrong with it keeps the whole entry out: a half understood entry would
/// match other files than the list's maker meant.
struct EntryDraft {
    /// What is known so far; without a name it gets one of its strongest hash.
    var entry = HashEntry(entry: "")
    private var fault: (code: String, message: String, path: String)?

    /// Bytes of a text; longer ones are an error of their entry.
    static let textLimit = 4096
    /// Bytes of an entry's name.
    static let nameLimit = 256
    /// Bytes of a fingerprint that is kept and not matched; longer ones are an error of their entry.
    static let fingerprintLimit = 1 << 16
    /// Tags, opinions or fingerprints of one entry.
    static let countLimit = 256

    /// Notes what is wrong, unless something was before.
    mutating func fail(_ code: String, _ message: String, _ path: String = "") {
        if fault == nil { fault = (code, message, path) }
    }

    /// Whether something is wrong already.
    var isFaulty: Bool { fault != nil }

    /// Sets a digest; an empty text is none.
    mutating func set(_ algorithm: DigestAlgorithm, hex: ArraySlice<UInt8>, _ path: String) {
        guard !hex.isEmpty else { return }
        guard let digest = ListHex.digest(algorithm, hex) else {
            return fail("hashing.list.hash", "not a hash of \(algorithm.byteCount * 2) hexadecimal digits", path)
        }
        if let other = entry.digests.first(where: { $0.algorithm == algorithm }) {
            if other != digest { fail("hashing.list.repeated", "two different hashes of one kind", path) }
            return
        }
        entry.digests.append(digest)
    }

    /// Sets the perceptual hash; an empty text is none.
    mutating func setPDQ(hex: ArraySlice<UInt8>, _ path: String) {
        guard !hex.isEmpty else { return }
        guard let hash = ListHex.hash256(hex) else {
            return fail("hashing.list.hash", "not a hash of 64 hexadecimal digits", path)
        }
        if let other = entry.pdq, other != hash {
            return fail("hashing.list.repeated", "two different hashes of one kind", path)
        }
        entry.pdq = hash
    }

    /// Keeps a fingerprint of another kind; an empty text is none.
    mutating func setFingerprint(_ name: String, _ value: ArraySlice<UInt8>, _ path: String) {
        guard !value.isEmpty else { return }
        guard value.count <= Self.fingerprintLimit, !Self.hasControl(value), Self.isWord(name) else {
            return fail(
                "hashing.list.fingerprint", "a fingerprint that is too long or holds control characters", path)
        }
        guard entry.fingerprints.count < Self.countLimit else {
            return fail("hashing.list.too-many", "more than \(Self.countLimit) fingerprints", path)
        }
        entry.fingerprints[name] = String(decoding: value, as: UTF8.self)
    }

    /// A text as an entry may keep it, without white space around; nil for empty ones and for what is kept out.
    mutating func text(_ bytes: ArraySlice<UInt8>, _ path: @autoclosure () -> String) -> String? {
        if bytes.isEmpty { return nil }
        guard bytes.count <= Self.textLimit, !Self.hasControl(bytes, lines: true) else {
            fail("hashing.list.text", "text that is too long or holds control characters", path())
            return nil
        }
        let trimmed = ListLines.trimmed(bytes)
        return trimmed.isEmpty ? nil : String(decoding: trimmed, as: UTF8.self)
    }

    /// The same of a text.
    mutating func text(_ text: String?, _ path: String) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return self.text(Array(text.utf8)[...], path)
    }

    /// Adds a tag unless it is there; empty ones are none.
    mutating func add(tag: String?, _ path: String) {
        guard let tag = text(tag, path), !entry.tags.contains(tag) else { return }
        guard entry.tags.count < Self.countLimit else {
            return fail("hashing.list.too-many", "more than \(Self.countLimit) tags", path)
        }
        entry.tags.append(tag)
    }

    /// Adds an opinion.
    mutating func add(_ opinion: HashOpinion, _ path: String) {
        guard entry.opinions.count < Self.countLimit else {
            return fail("hashing.list.too-many", "more than \(Self.countLimit) opinions", path)
        }
        entry.opinions.append(opinion)
    }

    /// A moment in RFC 3339; nil for empty texts and for what is kept out.
    mutating func time(_ text: String?, _ path: String) -> Instant? {
        guard let text, !text.isEmpty else { return nil }
        return time(Array(text.utf8)[...], path)
    }

    /// The same of bytes.
    mutating func time(_ bytes: ArraySlice<UInt8>, _ path: String) -> Instant? {
        if bytes.isEmpty { return nil }
        if let time = ListTime.read(bytes) ?? Instant(String(decoding: bytes, as: UTF8.self)) { return time }
        fail("hashing.list.time", "not a time of the form 2026-11-23T09:00:00Z", path)
        return nil
    }

    /// The entry, or what is wrong with it. `place` is asked for only then.
    consuming func result(at place: @autoclosure () -> SourcePlace) -> Result<HashEntry, AllianceError> {
        if fault == nil, !entry.hasHash, entry.withdrawal == nil {
            fail("hashing.list.no-hash", "an entry without any hash that files can be matched by")
        }
        if entry.entry.isEmpty { entry.entry = Self.name(of: entry) ?? "" }
        if fault == nil, entry.entry.isEmpty { fail("hashing.list.name-missing", "a withdrawal that names no entry") }
        if entry.entry.utf8.count > Self.nameLimit || entry.entry.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
            fail("hashing.list.text", "a name of more than \(Self.nameLimit) bytes or with control characters")
        }
        guard let fault else { return .success(entry) }
        var located = place()
        if !fault.path.isEmpty {
            located.path =
                located.path.map { "\($0)\(fault.path.hasPrefix("[") ? "" : "/")\(fault.path)" } ?? fault.path
        }
        return .failure(
            AllianceError(fault.code, fault.message, at: located, hint: "the entry is kept out"))
    }

    /// The name of an entry that has none of its own: its strongest hash.
    static func name(of entry: HashEntry) -> String? {
        for algorithm in [DigestAlgorithm.sha256, .sha1, .md5] {
            if let digest = entry.digests.first(where: { $0.algorithm == algorithm }) { return digest.description }
        }
        return entry.pdq.map { "pdq:\($0)" }
    }

    /// A remark that is not worth an entry: bytes that are not UTF-8 and control characters are replaced, and it is cut when too long.
    static func remark(_ bytes: ArraySlice<UInt8>) -> String? {
        var text = String(decoding: bytes.prefix(1024), as: UTF8.self)
        if hasControl(bytes) {
            text = String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? "\u{fffd}" : $0 }))
        }
        var draft = EntryDraft()
        return draft.text(text, "")
    }

    /// Whether there are control characters; line feeds and tabs are none where a text may have lines.
    static func hasControl(_ bytes: ArraySlice<UInt8>, lines: Bool = false) -> Bool {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            var found: UInt8 = 0
            for place in 0..<bytes.count {
                let byte = unsafe bytes[place]
                let isLine = lines && (byte == 0x0a || byte == 0x09)
                found |= (byte < 0x20 && !isLine) || byte == 0x7f ? 1 : 0
            }
            return found != 0
        }
    }

    private static func isWord(_ name: String) -> Bool {
        1...64 ~= name.utf8.count && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
    }
}
