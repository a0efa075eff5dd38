import AllianceKit
import Glibc

extension Driver {
    /// The driver of the real process: system clock and randomness unless the environment injects others, standard output and
    /// standard error.
    static func system() throws -> Driver {
        let environment = processEnvironment()
        let injected = try Injection(environment)
        return Driver(
            plugins: Plugins.all, surroundings: injected.surroundings, seeded: injected.seeded, output: writeOutput,
            errors: writeError, execute: ExternalCommand.execute)
    }

    /// Writes to standard output, all of it; throws `output.closed` when its reader went away.
    static func writeOutput(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            let number = errno
            if number == EPIPE { throw AllianceError.outputClosed }
            if number != EINTR { throw Files.failure("output.write", "cannot write standard output", number) }
        }
    }

    /// Writes to standard error. There is nowhere to report that this failed.
    static func writeError(_ text: String) {
        try? Files.writeAll(Array(text.utf8), to: 2, name: "standard error")
    }

    private static func processEnvironment() -> [String: String] {
        var variables: [String: String] = [:]
        guard var entry = unsafe Optional(environ) else { return variables }
        while let text = unsafe entry.pointee {
            let parts = unsafe String(cString: text).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            unsafe entry += 1
        }
        return variables
    }
}
