/// The container of an object.
struct KeyedNodes<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let tape: JSONTape
    private let object: Int

    init(_ tape: JSONTape, _ object: Int) throws {
        guard tape.nodes[object].kind == .object else { throw JSONTape.damaged() }
        self.tape = tape
        self.object = object
    }

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { tape.names(of: object).compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { tape.member(key.stringValue, of: object) != nil }

    private func index(_ key: some CodingKey) throws -> Int {
        guard let index = tape.member(key.stringValue, of: object) else { throw JSONTape.damaged() }
        return index
    }

    /// The member if it is there and not null.
    private func present(_ key: Key) -> Int? {
        guard let index = tape.member(key.stringValue, of: object), tape.nodes[index].kind != .null else { return nil }
        return index
    }

    func decodeNil(forKey key: Key) throws -> Bool { tape.nodes[try index(key)].kind == .null }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try tape.bool(index(key)) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try tape.string(index(key)) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try tape.real(index(key)) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { Float(try tape.real(index(key))) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try tape.integer(index(key), as: type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try tape.integer(index(key), as: type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try tape.integer(index(key), as: type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try tape.integer(index(key), as: type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try tape.integer(index(key), as: type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try tape.integer(index(key), as: type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try tape.integer(index(key), as: type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try tape.integer(index(key), as: type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try tape.integer(index(key), as: type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try tape.integer(index(key), as: type) }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try tape.value(index(key), as: type)
    }

    // The frequent optional ones, with one look-up instead of three.
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try present(key).map(tape.string) }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try present(key).map(tape.bool) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try present(key).map(tape.real) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try present(key).map { try tape.integer($0, as: type) }
    }
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        try present(key).map { try tape.value($0, as: type) }
    }

    func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type, forKey key: Key) throws
        -> KeyedDecodingContainer<NestedKey>
    {
        KeyedDecodingContainer(try KeyedNodes<NestedKey>(tape, index(key)))
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try UnkeyedNodes(tape, index(key))
    }
    // Classes that inherit are left to Foundation's decoder.
    func superDecoder() throws -> any Decoder { throw JSONTape.damaged() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw JSONTape.damaged() }
}
