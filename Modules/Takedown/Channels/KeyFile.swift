import AllianceKit
import Glibc

/// Secrets in the workspace's folder `keys`: read only when nobody else can read them, made once where that is wanted.
enum KeyFile {
    /// The first line of a file. Throws `takedown.key.missing` or `takedown.key.permissions`.
    static func text(_ name: String, in workspace: Workspace) throws -> String {
        let bytes = try read(name, in: workspace)
        let line = String(decoding: bytes.prefix { $0 != 0x0a && $0 != 0x0d }, as: UTF8.self)
        guard !line.isEmpty else {
            throw AllianceError("takedown.key.empty", "keys/\(name) is empty", exit: .unusableInput)
        }
        return line
    }

    /// The key of a name, 32 random bytes, made at first use with mode 0600.
    static func key(_ name: String, in workspace: Workspace, _ surroundings: Surroundings) throws -> [UInt8] {
        let path = "\(workspace.keysFolder)/\(name)"
        if !Files.exists(path) {
            try Files.makeFolder(workspace.keysFolder, mode: 0o700)
            try create(surroundings.randomBytes(32), at: path)
        }
        let bytes = try read(name, in: workspace)
        guard bytes.count >= 32 else {
            throw AllianceError("takedown.key.short", "keys/\(name) has fewer than 32 bytes")
        }
        return bytes
    }

    /// Another process may make it at the same time: whoever is first wins, and both read the same key.
    private static func create(_ bytes: [UInt8], at path: String) throws {
        let temporary = "\(path).new-\(getpid())"
        try Files.write(bytes, to: temporary, mode: 0o600)
        defer { unsafe unlink(temporary) }
        guard unsafe link(temporary, path) == 0 || errno == EEXIST else {
            throw Files.failure("takedown.key.create", "cannot create \(path)", errno, exit: .cannotWrite)
        }
    }

    private static func read(_ name: String, in workspace: Workspace) throws -> [UInt8] {
        let path = "\(workspace.keysFolder)/\(name)"
        guard let mode = Files.permissions(path) else {
            throw AllianceError(
                "takedown.key.missing", "there is no keys/\(name)", hint: "write it there with mode 0600")
        }
        guard mode & 0o077 == 0 else {
            throw AllianceError(
                "takedown.key.permissions", "keys/\(name) can be read by others", hint: "chmod 600 keys/\(name)")
        }
        return try Files.read(path, limit: 65536)
    }
}
