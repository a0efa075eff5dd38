/// What a value's `encode(to:)` is given; also its own container of a single value.
final class FragmentEncoder: Encoder, SingleValueEncodingContainer {
    let state: EncodingState
    private(set) var result: EncodedFragment?

    init(_ state: EncodingState) { self.state = state }

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        // A second container of one value goes on with the first, as for a class and the one above it.
        if case .object(let object)? = result { return KeyedEncodingContainer(KeyedFragments(state, object)) }
        let object = EncodedObject()
        result = .object(object)
        return KeyedEncodingContainer(KeyedFragments(state, object))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .array(let array)? = result { return UnkeyedFragments(state, array) }
        let array = EncodedArray()
        result = .array(array)
        return UnkeyedFragments(state, array)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() throws { result = state.plain("null") }
    func encode(_ value: Bool) throws { result = state.plain(value ? "true" : "false") }
    func encode(_ value: String) throws { result = state.string(value) }
    func encode(_ value: Double) throws { result = try state.real(value) }
    func encode(_ value: Float) throws { result = try state.real(value) }
    func encode(_ value: Int) throws { result = state.integer(value) }
    func encode(_ value: Int8) throws { result = state.integer(value) }
    func encode(_ value: Int16) throws { result = state.integer(value) }
    func encode(_ value: Int32) throws { result = state.integer(value) }
    func encode(_ value: Int64) throws { result = state.integer(value) }
    func encode(_ value: UInt) throws { result = state.integer(value) }
    func encode(_ value: UInt8) throws { result = state.integer(value) }
    func encode(_ value: UInt16) throws { result = state.integer(value) }
    func encode(_ value: UInt32) throws { result = state.integer(value) }
    func encode(_ value: UInt64) throws { result = state.integer(value) }
    func encode(_ value: some Encodable) throws { result = try state.fragment(of: value) }
}

/// The container of an object.
struct KeyedFragments<Key: CodingKey>: KeyedEncodingContainerProtocol {
    private let state: EncodingState
    private let object: EncodedObject

    init(_ state: EncodingState, _ object: EncodedObject) {
        self.state = state
        self.object = object
    }

    var codingPath: [any CodingKey] { [] }

    private func put(_ key: some CodingKey, _ value: EncodedFragment) {
        let name = key.stringValue
        // A key that is encoded twice keeps its last value. Looking is cheap for the few members that records have.
        if let place = object.members.firstIndex(where: { $0.key == name }) {
            object.members[place].value = value
        } else {
            object.members.append((name, value))
        }
    }

    func encodeNil(forKey key: Key) throws { put(key, state.plain("null")) }
    func encode(_ value: Bool, forKey key: Key) throws { put(key, state.plain(value ? "true" : "false")) }
    func encode(_ value: String, forKey key: Key) throws { put(key, state.string(value)) }
    func encode(_ value: Double, forKey key: Key) throws { put(key, try state.real(value)) }
    func encode(_ value: Float, forKey key: Key) throws { put(key, try state.real(value)) }
    func encode(_ value: Int, forKey key: Key) throws { put(key, state.integer(value)) }
    func encode(_ value: Int8, forKey key: Key) throws { put(key, state.integer(value)) }
    func encode(_ value: Int16, forKey key: Key) throws { put(key, state.integer(value)) }
    func encode(_ value: Int32, forKey key: Key) throws { put(key, state.integer(value)) }
    func encode(_ value: Int64, forKey key: Key) throws { put(key, state.integer(value)) }
    func encode(_ value: UInt, forKey key: Key) throws { put(key, state.integer(value)) }
    func encode(_ value: UInt8, forKey key: Key) throws { put(key, state.integer(value)) }
    func encode(_ value: UInt16, forKey key: Key) throws { put(key, state.integer(value)) }
    func encode(_ value: UInt32, forKey key: Key) throws { put(key, state.integer(value)) }
    func encode(_ value: UInt64, forKey key: Key) throws { put(key, state.integer(value)) }
    func encode(_ value: some Encodable, forKey key: Key) throws { put(key, try state.fragment(of: value)) }

    func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type, forKey key: Key)
        -> KeyedEncodingContainer<NestedKey>
    {
        let nested = EncodedObject()
        put(key, .object(nested))
        return KeyedEncodingContainer(KeyedFragments<NestedKey>(state, nested))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        let nested = EncodedArray()
        put(key, .array(nested))
        return UnkeyedFragments(state, nested)
    }

    // Classes that inherit are left to Foundation's encoder.
    func superEncoder() -> any Encoder { state.giveUp() }
    func superEncoder(forKey key: Key) -> any Encoder { state.giveUp() }
}

/// The container of an array.
struct UnkeyedFragments: UnkeyedEncodingContainer {
    private let state: EncodingState
    private let array: EncodedArray

    init(_ state: EncodingState, _ array: EncodedArray) {
        self.state = state
        self.array = array
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int { array.items.count }

    private func put(_ value: EncodedFragment) { array.items.append(value) }

    func encodeNil() throws { put(state.plain("null")) }
    func encode(_ value: Bool) throws { put(state.plain(value ? "true" : "false")) }
    func encode(_ value: String) throws { put(state.string(value)) }
    func encode(_ value: Double) throws { put(try state.real(value)) }
    func encode(_ value: Float) throws { put(try state.real(value)) }
    func encode(_ value: Int) throws { put(state.integer(value)) }
    func encode(_ value: Int8) throws { put(state.integer(value)) }
    func encode(_ value: Int16) throws { put(state.integer(value)) }
    func encode(_ value: Int32) throws { put(state.integer(value)) }
    func encode(_ value: Int64) throws { put(state.integer(value)) }
    func encode(_ value: UInt) throws { put(state.integer(value)) }
    func encode(_ value: UInt8) throws { put(state.integer(value)) }
    func encode(_ value: UInt16) throws { put(state.integer(value)) }
    func encode(_ value: UInt32) throws { put(state.integer(value)) }
    func encode(_ value: UInt64) throws { put(state.integer(value)) }
    func encode(_ value: some Encodable) throws { put(try state.fragment(of: value)) }

    func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
        let nested = EncodedObject()
        put(.object(nested))
        return KeyedEncodingContainer(KeyedFragments<NestedKey>(state, nested))
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        let nested = EncodedArray()
        put(.array(nested))
        return UnkeyedFragments(state, nested)
    }

    func superEncoder() -> any Encoder { state.giveUp() }
}
