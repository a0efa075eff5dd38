/// The container of an array.
struct UnkeyedNodes: UnkeyedDecodingContainer {
    private let tape: JSONTape
    private let end: Int
    private var place: Int
    private(set) var currentIndex = 0
    let count: Int?

    init(_ tape: JSONTape, _ array: Int) throws {
        guard tape.nodes[array].kind == .array else { throw JSONTape.damaged() }
        self.tape = tape
        end = Int(tape.nodes[array].next)
        place = array + 1
        var items = 0
        var item = array + 1
        while item < end {
            items += 1
            item = Int(tape.nodes[item].next)
        }
        count = items
    }

    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { place >= end }

    private mutating func next<Result>(_ read: (Int) throws -> Result) throws -> Result {
        guard place < end else { throw JSONTape.damaged() }
        let result = try read(place)
        place = Int(tape.nodes[place].next)
        currentIndex += 1
        return result
    }

    mutating func decodeNil() throws -> Bool {
        guard place < end, tape.nodes[place].kind == .null else { return false }
        return try next { _ in true }
    }
    mutating func decode(_ type: Bool.Type) throws -> Bool { try next(tape.bool) }
    mutating func decode(_ type: String.Type) throws -> String { try next(tape.string) }
    mutating func decode(_ type: Double.Type) throws -> Double { try next(tape.real) }
    mutating func decode(_ type: Float.Type) throws -> Float { Float(try next(tape.real)) }
    mutating func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let tape = tape
        return try next { try tape.value($0, as: type) }
    }

    private mutating func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
        let tape = tape
        return try next { try tape.integer($0, as: type) }
    }

    mutating func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type) throws
        -> KeyedDecodingContainer<NestedKey>
    {
        let tape = tape
        return try next { KeyedDecodingContainer(try KeyedNodes<NestedKey>(tape, $0)) }
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let tape = tape
        return try next { try UnkeyedNodes(tape, $0) }
    }
    mutating func superDecoder() throws -> any Decoder { throw JSONTape.damaged() }
}
