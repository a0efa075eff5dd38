/// What a value's `init(from:)` is given; also its own container of a single value.
struct NodeDecoder: Decoder, SingleValueDecodingContainer {
    private let tape: JSONTape
    private let index: Int

    init(_ tape: JSONTape, _ index: Int) {
        self.tape = tape
        self.index = index
    }

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(try KeyedNodes(tape, index))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try UnkeyedNodes(tape, index) }
    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { tape.nodes[index].kind == .null }
    func decode(_ type: Bool.Type) throws -> Bool { try tape.bool(index) }
    func decode(_ type: String.Type) throws -> String { try tape.string(index) }
    func decode(_ type: Double.Type) throws -> Double { try tape.real(index) }
    func decode(_ type: Float.Type) throws -> Float { Float(try tape.real(index)) }
    func decode(_ type: Int.Type) throws -> Int { try tape.integer(index, as: type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try tape.integer(index, as: type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try tape.integer(index, as: type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try tape.integer(index, as: type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try tape.integer(index, as: type) }
    func decode(_ type: UInt.Type) throws -> UInt { try tape.integer(index, as: type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try tape.integer(index, as: type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try tape.integer(index, as: type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try tape.integer(index, as: type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try tape.integer(index, as: type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try tape.value(index, as: type) }
}
