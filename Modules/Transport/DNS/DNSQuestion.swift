/// One question to a name server (RFC 1035).
struct DNSQuestion: Hashable {
    /// What is asked for.
    enum Kind: UInt16 {
        case a = 1
        case aaaa = 28
    }

    let id: UInt16
    let name: String
    let kind: Kind

    /// The message; nil for names that cannot be asked for.
    var bytes: [UInt8]? {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= 253, labels.allSatisfy({ 1...63 ~= $0.utf8.count }) else { return nil }
        // Recursion wanted, one question.
        var bytes: [UInt8] = [UInt8(id >> 8), UInt8(id & 255), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        for label in labels {
            bytes.append(UInt8(label.utf8.count))
            bytes += label.utf8
        }
        return bytes + [0, UInt8(kind.rawValue >> 8), UInt8(kind.rawValue & 255), 0, 1]
    }
}
