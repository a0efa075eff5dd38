import AllianceKit

/// An entry's name as the key of its row: a form byte, then the text, or the bytes of the hash when the name is one in digits.
///
/// Importers name entries without a name of their own by their hash; as bytes it takes half the room, and it is the hash at the same time.
enum ListKey {
    /// How a name is written as a key. The order of the numbers means nothing; names of one form sort as their keys do, except plain
    /// digits of several lengths, which do too because hexadecimal digits sort as the bytes they stand for.
    enum Form: UInt8, CaseIterable {
        case text = 0
        /// 32, 40 or 64 lower-case digits.
        case digits = 1
        /// `md5:` and digits, and so on.
        case md5 = 2
        case pdq = 3
        case sha1 = 4
        case sha256 = 5

        var prefix: StaticString {
            switch self {
            case .text, .digits: ""
            case .md5: "md5:"
            case .pdq: "pdq:"
            case .sha1: "sha1:"
            case .sha256: "sha256:"
            }
        }

        /// The bytes of the hash behind the prefix; 0 when it is not fixed.
        var byteCount: Int {
            switch self {
            case .text, .digits: 0
            case .md5: 16
            case .sha1: 20
            case .pdq, .sha256: 32
            }
        }

        static func of(_ algorithm: DigestAlgorithm) -> Form {
            switch algorithm {
            case .md5: .md5
            case .sha1: .sha1
            case .sha256: .sha256
            }
        }
    }

    /// The key of a name.
    static func bytes(of name: String) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(name.utf8.count + 1)
        append(name, to: &key)
        return key
    }

    /// Writes the key of a name.
    static func append(_ name: String, to target: inout [UInt8]) {
        var name = name
        name.withUTF8 { text in
            let form = unsafe form(of: text)
            let start = target.count
            target.append(form.rawValue)
            if form != .text, unsafe appendDigits(text[form.prefix.utf8CodeUnitCount...], to: &target) { return }
            target.removeSubrange(start...)
            target.append(Form.text.rawValue)
            unsafe target.append(contentsOf: text)
        }
    }

    private static func form(of text: UnsafeBufferPointer<UInt8>) -> Form {
        switch text.count {
        case 32, 40, 64: return .digits
        case 36: return unsafe starts(text, .md5) ? .md5 : .text
        case 68: return unsafe starts(text, .pdq) ? .pdq : .text
        case 45: return unsafe starts(text, .sha1) ? .sha1 : .text
        case 71: return unsafe starts(text, .sha256) ? .sha256 : .text
        default: return .text
        }
    }

    private static func starts(_ text: UnsafeBufferPointer<UInt8>, _ form: Form) -> Bool {
        form.prefix.withUTF8Buffer { prefix in unsafe text.starts(with: prefix) }
    }

    /// Lower-case digits only: others would come back in another spelling.
    private static func appendDigits(_ digits: Slice<UnsafeBufferPointer<UInt8>>, to target: inout [UInt8]) -> Bool {
        var place = unsafe digits.startIndex
        while unsafe place < digits.endIndex {
            let high = unsafe value[Int(digits[place])]
            let low = unsafe value[Int(digits[place + 1])]
            if high | low > 15 { return false }
            target.append(high << 4 | low)
            place += 2
        }
        return true
    }

    private static let value: [UInt8] = (0...255).map { (byte: Int) in
        switch byte {
        case 0x30...0x39: UInt8(byte - 0x30)
        case 0x61...0x66: UInt8(byte - 0x61 + 10)
        default: 0xff
        }
    }

    /// The name behind a key.
    static func name(of key: [UInt8]) -> String {
        guard let first = key.first, let form = Form(rawValue: first) else { return "" }
        if form == .text { return String(decoding: key.dropFirst(), as: UTF8.self) }
        return form.prefix.description + Hex.encode(key.dropFirst())
    }

    /// The keys under which an entry named by this hash stands.
    static func keys(of hash: [UInt8], _ form: Form) -> [[UInt8]] {
        [[Form.digits.rawValue] + hash, [form.rawValue] + hash]
    }
}
