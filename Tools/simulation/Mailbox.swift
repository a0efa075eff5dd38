import AllianceKit
import Glibc

/// Where the provider writes down which letters came: a line each, appended in one write, so that a killed sender leaves no half line.
struct Mailbox {
    private let path: String

    init(folder: String) { path = "\(folder)/mailbox.txt" }

    /// A letter came.
    func note(_ letter: EntityID) throws {
        let line = Array("\(letter)\n".utf8)
        let file = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Files.failure("simulation.mailbox", path, errno) }
        defer { close(file) }
        guard unsafe line.withUnsafeBytes({ unsafe write(file, $0.baseAddress, $0.count) }) == line.count else {
            throw Files.failure("simulation.mailbox", path, errno)
        }
    }

    /// The letters that came, in order.
    func letters() throws -> [String] {
        guard Files.exists(path) else { return [] }
        let text = String(decoding: try Files.read(path, limit: 1 << 28), as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }
}
