import AllianceKit
import FoundationEssentials

/// A JSON document as a list of its values in order, each with its place in the bytes: containers know where they end, so that a
/// reader steps over what it does not look at.
final class JSONTape {
    enum Kind: UInt8 {
        case null, yes, no, number, string, escaped, array, object
    }

    /// One value (or one name of a member, which is a string).
    struct Node {
        var kind: Kind
        /// The bytes of a number or of a string without its quotes.
        var start: Int32
        var end: Int32
        /// The value after this one and all it holds.
        var next: Int32
    }

    let bytes: [UInt8]
    private(set) var nodes: [Node] = []
    private var place = 0

    /// Reads a document; throws `DecodingError` for what is not JSON.
    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        guard bytes.count < Int(Int32.max) else { throw Self.damaged() }
        nodes.reserveCapacity(bytes.count / 12 + 4)
        try value(depth: 0)
        skipSpace()
        guard place == bytes.count else { throw Self.damaged() }
    }

    static func damaged() -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: [], debugDescription: "the body cannot be read"))
    }

    private func peek() -> UInt8 { place < bytes.count ? bytes[place] : 0 }

    private func skipSpace() {
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
    }

    private func value(depth: Int) throws {
        guard depth < 128 else { throw Self.damaged() }
        skipSpace()
        switch peek() {
        case UInt8(ascii: "{"): try container(.object, UInt8(ascii: "}"), depth)
        case UInt8(ascii: "["): try container(.array, UInt8(ascii: "]"), depth)
        case 0x22: try string()
        case UInt8(ascii: "t"): try word("true", .yes)
        case UInt8(ascii: "f"): try word("false", .no)
        case UInt8(ascii: "n"): try word("null", .null)
        default: try number()
        }
    }

    private func add(_ kind: Kind, _ start: Int, _ end: Int) {
        nodes.append(Node(kind: kind, start: Int32(start), end: Int32(end), next: Int32(nodes.count + 1)))
    }

    private func container(_ kind: Kind, _ closing: UInt8, _ depth: Int) throws {
        let own = nodes.count
        add(kind, place, place)
        place += 1
        skipSpace()
        if peek() == closing {
            place += 1
            return
        }
        while true {
            if kind == .object {
                skipSpace()
                guard peek() == 0x22 else { throw Self.damaged() }
                try string()
                skipSpace()
                guard peek() == UInt8(ascii: ":") else { throw Self.damaged() }
                place += 1
            }
            try value(depth: depth + 1)
            skipSpace()
            let byte = peek()
            place += 1
            if byte == UInt8(ascii: ",") { continue }
            guard byte == closing else { throw Self.damaged() }
            nodes[own].next = Int32(nodes.count)
            return
        }
    }

    private func string() throws {
        place += 1
        let start = place
        var kind = Kind.string
        while place < bytes.count {
            let byte = bytes[place]
            if byte == 0x22 {
                add(kind, start, place)
                place += 1
                return
            }
            if byte == 0x5c {
                kind = .escaped
                place += 1
            }
            place += 1
        }
        throw Self.damaged()
    }

    private func number() throws {
        let start = place
        while place < bytes.count, bytes[place] > 0x20, bytes[place] != 0x2c, bytes[place] != 0x7d, bytes[place] != 0x5d
        {
            place += 1
        }
        guard place > start else { throw Self.damaged() }
        add(.number, start, place)
    }

    private func word(_ text: StaticString, _ kind: Kind) throws {
        let count = text.utf8CodeUnitCount
        guard place + count <= bytes.count,
            unsafe UnsafeBufferPointer(start: text.utf8Start, count: count).elementsEqual(
                bytes[place..<(place + count)])
        else { throw Self.damaged() }
        add(kind, place, place + count)
        place += count
    }
}
