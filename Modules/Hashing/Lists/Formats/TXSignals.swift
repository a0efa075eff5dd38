import AllianceKit

/// What the kinds of signal are called by `tx` and by ThreatExchange, and what they are here.
enum TXSignals {
    /// What a kind of signal is here.
    enum Kind: Equatable {
        case pdq
        case digest(DigestAlgorithm)
        /// Kept and handed on, never matched.
        case fingerprint(String)
    }

    /// By the names that `tx` uses, and those of ThreatExchange's indicator types in lower case.
    private static let kinds: [String: Kind] = [
        "pdq": .pdq, "hash_pdq": .pdq,
        "video_md5": .digest(.md5), "md5": .digest(.md5), "photo_md5": .digest(.md5), "hash_md5": .digest(.md5),
        "hash_video_md5": .digest(.md5), "hash_photo_md5": .digest(.md5),
        "sha1": .digest(.sha1), "hash_sha1": .digest(.sha1), "sha256": .digest(.sha256),
        "hash_sha256": .digest(.sha256),
        "photodna": .fingerprint("pdna"), "hash_photodna": .fingerprint("pdna"),
        "video_tmk": .fingerprint("tmk-pdqf"), "tmk": .fingerprint("tmk-pdqf"), "hash_tmk": .fingerprint("tmk-pdqf"),
        "vpdq": .fingerprint("vpdq"), "hash_vpdq": .fingerprint("vpdq"),
        "pdq_ocr": .fingerprint("pdq-ocr"), "hash_pdq_ocr": .fingerprint("pdq-ocr"),
    ]

    /// The kind of a name, in any case; nil for what is no hash of a file (texts, addresses).
    static func kind(_ name: some StringProtocol) -> Kind? { kinds[name.lowercased()] }

    /// Sets a signal in an entry.
    static func set(_ type: String, _ signal: ArraySlice<UInt8>, in draft: inout EntryDraft, _ path: String) {
        switch kind(type) {
        case .pdq?: draft.setPDQ(hex: signal, path)
        case .digest(let algorithm)?: draft.set(algorithm, hex: signal, path)
        case .fingerprint(let name)?: draft.setFingerprint(name, signal, path)
        case nil:
            draft.fail("hashing.list.type", "a kind of signal that is no hash of a file", path)
        }
    }
}
