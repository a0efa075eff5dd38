// Lists and three-valued answers may be left out of a referral's JSON: what is not there is empty or not stated. These
// overloads are more special than the standard library's, so the synthesised initialisers of this module use them.

extension KeyedDecodingContainer {
    func decode<Element: Decodable>(_ type: [Element].Type, forKey key: Key) throws -> [Element] {
        try decodeIfPresent(type, forKey: key) ?? []
    }

    func decode(_ type: ThreeValued.Type, forKey key: Key) throws -> ThreeValued {
        try decodeIfPresent(type, forKey: key) ?? .notStated
    }

    func decode(_ type: Sourced<ThreeValued>.Type, forKey key: Key) throws -> Sourced<ThreeValued> {
        try decodeIfPresent(type, forKey: key) ?? .notStated
    }

    func decode(_ type: Person.Type, forKey key: Key) throws -> Person {
        try decodeIfPresent(type, forKey: key) ?? Person()
    }

    func decode(_ type: Account.Type, forKey key: Key) throws -> Account {
        try decodeIfPresent(type, forKey: key) ?? Account()
    }
}
