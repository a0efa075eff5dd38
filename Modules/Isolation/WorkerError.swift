import AllianceKit
import Glibc

/// What can become of an item in a worker, as errors with stable codes.
enum WorkerError {
    static let malformed = AllianceError("isolation.answer", "the worker gave an answer that cannot be used")

    static func timeout(_ seconds: Int) -> AllianceError {
        AllianceError(
            "isolation.timeout", "the item took longer than \(seconds) seconds and was given up",
            hint: "limits.itemSeconds in config.json")
    }

    /// The error of an item whose worker ended.
    static func death(status: Int32, log: String, seconds: Int) -> AllianceError {
        let signal = status & 0x7f
        // Libraries of C++ and the Swift runtime stop the process when there is no memory, and say so before.
        if ["failed to allocate", "bad_alloc", "out of memory", "Cannot allocate memory"].contains(where: log.contains)
        {
            return AllianceError(
                "isolation.memory", "the item asked for more memory than is allowed",
                hint: "limits.workerMemory in config.json")
        }
        if signal == SIGPROF || signal == SIGXCPU { return timeout(seconds) }
        if signal != 0 {
            let name = names[signal].map { " (\($0))" } ?? ""
            return AllianceError("isolation.crashed", "the decoder was ended by signal \(signal)\(name) at this item")
        }
        return AllianceError(
            "isolation.ended", "the worker ended with exit code \(status >> 8 & 0xff) at this item")
    }

    private static let names: [Int32: String] = [
        SIGILL: "SIGILL", SIGTRAP: "SIGTRAP", SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE",
        SIGKILL: "SIGKILL", SIGSEGV: "SIGSEGV", SIGTERM: "SIGTERM", SIGSYS: "SIGSYS",
    ]

    /// An error as it travels.
    private struct Wire: Codable {
        var code: String
        var message: String
        var hint: String?
        var exit: ExitCode
    }

    static func encode(_ error: any Error) -> [UInt8] {
        let known = error as? AllianceError ?? AllianceError("isolation.bug", "\(error)", exit: .bug)
        let wire = Wire(code: known.code, message: known.message, hint: known.hint, exit: known.exitCode)
        return (try? JSONBytes.encode(wire)) ?? []
    }

    /// The item's error. A worker that was taken over may say anything, so what it says is made short and plain.
    static func decode(_ body: [UInt8]) -> AllianceError {
        guard body.count < 1 << 16, let wire = try? JSONBytes.decode(Wire.self, from: body),
            1...100 ~= wire.code.utf8.count,
            wire.code.utf8.allSatisfy({ 97...122 ~= $0 || 48...57 ~= $0 || $0 == 0x2d || $0 == 0x2e })
        else { return malformed }
        return AllianceError(wire.code, plain(wire.message), hint: wire.hint.map(plain), exit: wire.exit)
    }

    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(500).map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
