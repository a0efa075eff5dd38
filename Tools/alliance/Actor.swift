import AllianceKit
import Glibc

/// Who acts: `--actor`, else `$ALLIANCE_ACTOR`, else the login name.
enum Actor {
    static func name(_ option: String?, _ environment: [String: String]) throws -> String {
        let given = option ?? environment["ALLIANCE_ACTOR"].flatMap { $0.isEmpty ? nil : $0 }
        guard let given else { return login ?? "unknown" }
        guard isName(given) else {
            throw AllianceError(
                "actor.name", "\"\(given)\" cannot be an actor's name",
                hint: "1 to 64 letters, digits, and . _ - (no e-mail address: the ledger keeps it for ever)",
                exit: .usage)
        }
        return given
    }

    /// What the ledger keeps for ever is short and plain.
    static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return 1...64 ~= bytes.count && bytes[0] != UInt8(ascii: "-")
            && bytes.allSatisfy {
                48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || [0x2e, 0x5f, 0x2d].contains($0)
            }
    }

    private static var login: String? {
        guard let entry = unsafe getpwuid(geteuid()), let name = unsafe entry.pointee.pw_name else { return nil }
        let text = unsafe String(cString: name)
        return isName(text) ? text : nil
    }
}
