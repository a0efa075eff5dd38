/// Sample material that a deflate stream may refer back to. An immutable row of the store: bodies name it by its number.
struct PackingDictionary: Sendable, Hashable {
    /// Its number in this store, from 1.
    let id: Int64
    /// The material, at most `limit` bytes, the most common last.
    let bytes: [UInt8]

    /// The empty one, for bodies packed without a dictionary.
    static let none = PackingDictionary(id: 0, bytes: [])
    /// More material gains nothing that its cost in time is worth.
    static let limit = 8192
}
