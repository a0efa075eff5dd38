import AllianceKit
import Synchronization

/// The twin of a resolver: answers from tables, in the order given for each name.
final class TableNames: NameLookup {
    private let table: Mutex<[String: [[String]]]>
    private let reverse: [String: String]

    /// Addresses a look, the last again and again; `!` for a resolver that fails. Names of addresses.
    init(_ table: [String: [[String]]], reverse: [String: String] = [:]) {
        self.table = Mutex(table)
        self.reverse = reverse
    }

    func addresses(of name: String) async throws -> [IPAddress] {
        let look = table.withLock { table -> [String]? in
            guard var looks = table[name], let first = looks.first else { return nil }
            if looks.count > 1 {
                looks.removeFirst()
                table[name] = looks
            }
            return first
        }
        guard let look else { throw AllianceError("transport.name.unresolved", "no such name", exit: .unavailable) }
        if look == ["!"] { throw AllianceError("transport.name.failed", "the server failed", exit: .unavailable) }
        guard !look.isEmpty else { throw AllianceError("transport.name.empty", "no address", exit: .unavailable) }
        return look.compactMap { IPAddress($0) }
    }

    func name(of address: IPAddress) async -> String? { reverse[address.description] }
}
