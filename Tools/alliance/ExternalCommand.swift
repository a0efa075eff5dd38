import AllianceKit
import Glibc

/// Executables named `alliance-NAME` on PATH: how other people add commands in any language.
enum ExternalCommand {
    /// A program about to take this process's place.
    struct Call: Sendable, Equatable {
        /// The executable.
        var path: String
        /// The words after the command's name, as they were typed.
        var words: [String]
        /// Its environment: ours, and ALLIANCE_WORKSPACE, ALLIANCE_ACTOR, ALLIANCE_FORMAT, ALLIANCE_BIN.
        var environment: [String: String]
    }

    /// Only lower-case letters, digits and dashes, so that a name is never a path.
    static func isName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        return 1...64 ~= bytes.count && bytes[0] != 0x2d
            && bytes.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 0x2d }
    }

    /// The first executable of a name on PATH. Folders that are not absolute are passed over: what runs must not depend on
    /// where one stands.
    static func path(of name: String, _ environment: [String: String]) -> String? {
        guard isName(name) else { return nil }
        return folders(environment).map { "\($0)/alliance-\(name)" }.first(where: isProgram)
    }

    /// All of them, by name, the first on PATH of each.
    static func all(_ environment: [String: String]) -> [(name: String, path: String)] {
        var found: [String: String] = [:]
        for folder in folders(environment) {
            for entry in (try? Files.names(in: folder)) ?? [] where entry.hasPrefix("alliance-") {
                let name = String(entry.dropFirst("alliance-".count))
                guard isName(name), found[name] == nil, isProgram("\(folder)/\(entry)") else { continue }
                found[name] = "\(folder)/\(entry)"
            }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func folders(_ environment: [String: String]) -> [String] {
        (environment["PATH"] ?? "").split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }

    private static func isProgram(_ path: String) -> Bool {
        unsafe access(path, X_OK) == 0 && !Files.isFolder(path)
    }

    /// The path of the running program, for external commands that call back.
    static var ownPath: String? {
        var space = [UInt8](repeating: 0, count: 4096)
        let count = unsafe readlink("/proc/self/exe", &space, space.count)
        return count > 0 ? String(decoding: space.prefix(count), as: UTF8.self) : nil
    }

    /// Becomes the program. Returns only when that failed.
    static func execute(_ call: Call) -> AllianceError {
        // An ignored SIGPIPE would be inherited, and few programs expect that.
        signal(SIGPIPE, SIG_DFL)
        var words: [UnsafeMutablePointer<CChar>?] = unsafe ([call.path] + call.words).map { unsafe strdup($0) }
        unsafe words.append(nil)
        var variables: [UnsafeMutablePointer<CChar>?] = unsafe call.environment.sorted { $0.key < $1.key }
            .map { unsafe strdup("\($0.key)=\($0.value)") }
        unsafe variables.append(nil)
        unsafe execve(call.path, words, variables)
        let number = errno
        signal(SIGPIPE, SIG_IGN)
        unsafe (words + variables).forEach { unsafe free($0) }
        return Files.failure("plugin.execute", "cannot run \(call.path)", number, exit: .unavailable)
    }
}
