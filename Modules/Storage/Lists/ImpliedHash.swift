import AllianceKit

/// The hash that a key without a body stands for.
enum ImpliedHash: UInt8 {
    case pdq = 1
    case md5 = 2
    case sha1 = 3
    case sha256 = 4

    /// What an entry is that has a key and no body. Plain digits are a PDQ hash when they could be that or a SHA-256.
    init?(key: [UInt8]) {
        switch (key.first.flatMap(ListKey.Form.init), key.count) {
        case (.digits, 33), (.pdq, _): self = .pdq
        case (.digits, 17), (.md5, _): self = .md5
        case (.digits, 21), (.sha1, _): self = .sha1
        case (.sha256, _): self = .sha256
        default: return nil
        }
    }

    init(_ algorithm: DigestAlgorithm) {
        switch algorithm {
        case .md5: self = .md5
        case .sha1: self = .sha1
        case .sha256: self = .sha256
        }
    }

    var algorithm: DigestAlgorithm? {
        switch self {
        case .pdq: nil
        case .md5: .md5
        case .sha1: .sha1
        case .sha256: .sha256
        }
    }

    var byteCount: Int { algorithm?.byteCount ?? 32 }

    /// Whether a key is this hash in digits.
    func isKey(_ key: [UInt8], _ hash: [UInt8]) -> Bool {
        guard let form = key.first.flatMap(ListKey.Form.init), key.count == hash.count + 1 else { return false }
        let fits =
            switch form {
            case .text: false
            case .digits: true
            case .md5: self == .md5
            case .pdq: self == .pdq
            case .sha1: self == .sha1
            case .sha256: self == .sha256
            }
        return fits && key.dropFirst().elementsEqual(hash)
    }
}
