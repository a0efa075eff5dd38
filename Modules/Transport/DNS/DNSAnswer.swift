public import AllianceKit

/// What a name server answered to a question for addresses. Reads hostile bytes: every length and pointer is checked.
public struct DNSAnswer: Sendable, Hashable {
    /// The answer's code: 0 fine, 2 the server failed, 3 the name does not exist, 5 refused.
    public let code: Int
    /// Whether it was cut off and has to be asked for over TCP.
    public let isTruncated: Bool
    /// The addresses of the name, aliases followed.
    public let addresses: [IPAddress]
    /// The names that aliases led to, in order.
    public let aliases: [String]

    /// The most aliases that are followed.
    public static let aliasLimit = 16

    /// Reads an answer to a question with this id for this name; `kind` is 1 (A) or 28 (AAAA). Nil when the bytes are no answer to it.
    public init?(_ bytes: [UInt8], id: UInt16, name: String, kind: UInt16) {
        var reader = DNSReader(bytes)
        guard let found = reader.number(), found == id, let flags = reader.number(), flags & 0xf800 == 0x8000,
            let questions = reader.number(), questions == 1, let answers = reader.number(), reader.skip(4),
            let asked = reader.name(), asked == name.lowercased(), reader.number() == kind, reader.number() == 1
        else { return nil }
        code = Int(flags & 15)
        isTruncated = flags & 0x0200 != 0
        var owners: [String: [IPAddress]] = [:]
        var next: [String: String] = [:]
        for _ in 0..<answers {
            guard let record = reader.record() else {
                // What was cut off ends anywhere.
                if isTruncated { break }
                return nil
            }
            switch record.value {
            case .address(let address)?: owners[record.owner, default: []].append(address)
            case .alias(let target)?: next[record.owner] = target
            case nil: break
            }
        }
        var current = asked
        var passed: [String] = []
        while let target = next[current], passed.count < Self.aliasLimit {
            passed.append(target)
            current = target
        }
        aliases = passed
        // A chain that does not end leads nowhere.
        addresses = next[current] == nil ? owners[current] ?? [] : []
    }
}

/// Reads the parts of a message.
private struct DNSReader {
    enum Value {
        case address(IPAddress)
        case alias(String)
    }

    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func skip(_ count: Int) -> Bool {
        guard bytes.count - place >= count else { return false }
        place += count
        return true
    }

    mutating func number() -> UInt16? {
        guard bytes.count - place >= 2 else { return nil }
        defer { place += 2 }
        return UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
    }

    /// A name in lower case without a dot at its end.
    mutating func name() -> String? {
        guard let (text, end) = name(at: place) else { return nil }
        place = end
        return text
    }

    /// Pointers only lead backwards, so that they come to an end.
    private func name(at start: Int) -> (String, end: Int)? {
        var labels: [String] = []
        var length = 0
        var position = start
        var end: Int?
        var limit = start
        while position < bytes.count {
            let size = Int(bytes[position])
            if size == 0 { return (labels.joined(separator: ".").lowercased(), end ?? position + 1) }
            if size >= 0xc0 {
                guard position + 1 < bytes.count else { return nil }
                let target = (size & 0x3f) << 8 | Int(bytes[position + 1])
                guard target < limit else { return nil }
                end = end ?? position + 2
                limit = target
                position = target
                continue
            }
            guard size < 64, position + 1 + size <= bytes.count else { return nil }
            let label = bytes[(position + 1)...(position + size)]
            length += size + 1
            // Dots and signs inside labels are no host names.
            guard length <= 254, label.allSatisfy({ 0x21...0x7e ~= $0 && $0 != 0x2e }) else { return nil }
            labels.append(String(decoding: label, as: UTF8.self))
            position += size + 1
        }
        return nil
    }

    mutating func record() -> (owner: String, value: Value?)? {
        guard let owner = name(), let kind = number(), let group = number(), skip(4), let length = number(),
            bytes.count - place >= Int(length)
        else { return nil }
        let end = place + Int(length)
        defer { place = end }
        guard group == 1 else { return (owner, nil) }
        let data = bytes[place..<end]
        switch (kind, length) {
        case (1, 4): return (owner, .address(.v4(data.reduce(0) { $0 << 8 | UInt32($1) })))
        case (28, 16): return (owner, .address(.v6(data.reduce(0) { $0 << 8 | UInt128($1) })))
        case (5, _): return (owner, name(at: place).map { .alias($0.0) })
        default: return (owner, nil)
        }
    }
}
