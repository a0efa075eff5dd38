import AllianceKit
import Glibc

/// Which folder is the workspace: `--workspace`, else `$ALLIANCE_WORKSPACE`, else the current folder if it is one.
struct WorkspaceLocation {
    let option: String?
    let environment: [String: String]

    /// The folder named or found, whether or not it is a workspace; nil when none is named and the current folder is none.
    func find() -> String? {
        if let option { return option }
        if let named = environment["ALLIANCE_WORKSPACE"], !named.isEmpty { return named }
        return Files.exists(Workspace.storeFile) ? "." : nil
    }

    /// The folder, which must be a workspace.
    func require() throws -> String {
        guard let folder = find() else {
            throw AllianceError(
                "workspace.missing", "this command needs a workspace, and the current folder is none",
                hint: "give --workspace DIR, set ALLIANCE_WORKSPACE, or make one with: alliance init DIR", exit: .usage)
        }
        guard Files.exists("\(folder)/\(Workspace.storeFile)") else {
            throw AllianceError(
                "workspace.missing", "\(folder) is no workspace: it holds no \(Workspace.storeFile)",
                hint: "make one with: alliance init \(folder)")
        }
        return folder
    }

    /// The path from the root, for programs that may stand elsewhere.
    static func absolute(_ folder: String) -> String {
        guard let real = unsafe realpath(folder, nil) else { return folder }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }
}
