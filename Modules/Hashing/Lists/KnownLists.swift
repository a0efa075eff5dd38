import AllianceKit
import Cryptography

/// Names and versions of known-hash lists.
enum KnownLists {
    /// Checks a list's name: 1…64 lower-case letters, digits, `-` and `.`, so that it fits in identities, file names and shells.
    static func check(_ name: String) throws {
        let fits = name.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 0x2d || $0 == 0x2e }
        guard fits, 1...64 ~= name.utf8.count, name.utf8.first != 0x2d, name.utf8.first != 0x2e else {
            throw AllianceError(
                "hashing.list.name", "\"\(name)\" cannot be the name of a list",
                hint: "use up to 64 lower-case letters, digits, - and .", exit: .usage)
        }
    }

    /// The list of a name, or a clear error.
    static func require(_ name: String, in store: any HashListStore) throws -> HashListSummary {
        let lists = try store.lists()
        guard let list = lists.first(where: { $0.name == name }) else { throw unknown(name, among: lists) }
        return list
    }

    /// The error for a name that is no list.
    static func unknown(_ name: String, among lists: [HashListSummary]) -> AllianceError {
        let shown = 8
        let more = lists.count > shown ? " and \(lists.count - shown) more (alliance hashing lists ls)" : ""
        let names = lists.prefix(shown).map(\.name).joined(separator: ", ") + more
        return AllianceError(
            "hashing.list.unknown", "there is no list \"\(name)\"",
            hint: names.isEmpty ? "import one: alliance hashing lists import NAME FILE" : "there are: \(names)")
    }

    /// The entries of a list that carry a hash, and the one that is named so; by name, tombstones too.
    static func entries(of list: String, carrying hash: String, in store: any HashListStore) throws -> [HashEntry] {
        var found = try store.entries(carrying: hash, of: list)
        if let named = try store.entry(hash, of: list), !found.contains(where: { $0.entry == hash }) {
            found.insert(named, at: 0)
        }
        return found
    }

    /// The error for a hash or name that no entry has.
    static func unknownEntry(_ hash: String, of list: String) -> AllianceError {
        AllianceError("hashing.entry.unknown", "no entry of \(list) carries \(hash)")
    }

    /// The identity events about a list have.
    static func id(_ name: String) -> EntityID { EntityID(prefix: "list", name: name) }

    /// 16 digits of the digest of names and versions.
    static func version(of lists: [HashListSummary]) -> String {
        let text = lists.map { "\($0.name) \($0.version)\n" }.sorted().joined()
        return String(Digester.digest(.sha256, of: Array(text.utf8)).hex.prefix(16))
    }
}
