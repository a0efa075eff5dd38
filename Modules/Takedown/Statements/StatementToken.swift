import AllianceKit

/// The API token in the workspace's keys folder.
enum StatementToken {
    /// Reads it. Errors: `takedown.statement.token` (missing, or not one line of visible ASCII), `.token-permissions` (others may
    /// read it).
    static func load(_ workspace: Workspace, _ settings: StatementSettings) throws -> String {
        let path = "\(workspace.keysFolder)/\(settings.tokenFile)"
        let place = SourcePlace(file: path)
        guard let mode = Files.permissions(path) else {
            throw AllianceError(
                "takedown.statement.token", "the API token is missing", at: place,
                hint: "write the token from the database's profile page into this file and chmod 600 it")
        }
        guard mode & 0o077 == 0 else {
            throw AllianceError(
                "takedown.statement.token-permissions", "others may read the API token", at: place,
                hint: "chmod 600 \(path); if someone may have read it, have the database make a new one",
                exit: .notAllowed)
        }
        var bytes = try Files.read(path, limit: 4096)[...]
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        guard !bytes.isEmpty, bytes.allSatisfy({ 0x21...0x7e ~= $0 }) else {
            throw AllianceError("takedown.statement.token", "the file does not hold one token", at: place)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
