import AllianceKit
import Glibc

/// Seals bytes to a receiver's key with the `age` command (age-encryption.org/v1), so that stock tools open them.
struct AgeCommand {
    private let path: String

    /// Looks for `age` on the PATH of the surroundings.
    init(_ surroundings: Surroundings) throws {
        guard let found = ChildProcess.find("age", surroundings) else {
            throw AllianceError(
                "referrals.age.missing", "the age command is not installed",
                hint: "apt-get install age, or leave out --recipient", exit: .unavailable)
        }
        path = found
    }

    /// Throws unless a text has the form of an age recipient (Bech32, `age1…`); that also keeps options out of the
    /// command line.
    static func check(recipient text: String) throws {
        guard text.hasPrefix("age1"), 40...200 ~= text.utf8.count,
            text.utf8.allSatisfy({ 97...122 ~= $0 || 48...57 ~= $0 })
        else {
            throw AllianceError(
                "referrals.recipient.invalid", "\"\(text)\" is not an age recipient",
                hint: "a public key that starts with age1", exit: .usage)
        }
    }

    /// Writes the sealed bytes to a file that must not exist, synced and renamed. The plain bytes never touch the disk.
    func seal(_ bytes: [UInt8], to recipient: String, file: String) throws {
        try Self.check(recipient: recipient)
        guard !Files.exists(file) else { throw Bag.taken(file) }
        let partial = "\(file).partial-\(getpid())"
        try Files.remove(partial)
        do {
            let result = try ChildProcess.run(path, ["age", "-e", "-r", recipient, "-o", partial], input: bytes)
            guard result.code == 0 else {
                let said = result.errors.split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
                throw AllianceError(
                    "referrals.age.failed", "age did not seal the package\(said)",
                    hint: "is the recipient's key complete?")
            }
            try sync(partial)
            guard unsafe rename(partial, file) == 0 else {
                throw Files.failure("file.rename", "cannot write \(file)", errno, exit: .cannotWrite)
            }
        } catch {
            try? Files.remove(partial)
            throw error
        }
    }

    /// The sealed bytes, by way of a file in a folder.
    func sealed(_ bytes: [UInt8], to recipient: String, through folder: String, name: String) throws -> [UInt8] {
        try Files.makeFolder(folder, mode: 0o700)
        let file = "\(folder)/\(name).sealing"
        try Files.remove(file)
        try seal(bytes, to: recipient, file: file)
        defer { try? Files.remove(file) }
        return try Files.read(file)
    }

    private func sync(_ file: String) throws {
        let descriptor = unsafe open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Files.failure("referrals.age.failed", "age wrote nothing to \(file)", errno, exit: .inputOutput)
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Files.failure("file.sync", "cannot write \(file)", errno) }
    }
}
