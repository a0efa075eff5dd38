import Foundation

/// A real mail server on loopback (aiosmtpd), whose behaviour follows from the recipient's name: see Tests/Fixtures/mail/smtp_server.py.
public final class MailServer {
    /// The Python that can run it, or nil.
    public static let python = ExternalTool.python(importing: "aiosmtpd")
    /// The port it listens on.
    public private(set) var port: UInt16
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var rest = Data()

    /// Starts it; with `count` it prints one line when so many messages were accepted, else a line for each.
    public init(count: Int? = nil) throws {
        guard let python = Self.python else { throw CocoaError(.fileNoSuchFile) }
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [Fixtures.path("mail/smtp_server.py")] + (count.map { ["--count", "\($0)"] } ?? [])
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        port = 0
        guard let line = readLine(), let port = UInt16(line) else { throw CocoaError(.fileReadUnknown) }
        self.port = port
    }

    /// The next line it prints; waits for it.
    public func line() -> String? { readLine() }

    private func readLine() -> String? {
        while true {
            if let end = rest.firstIndex(of: 0x0a) {
                let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
                rest = Data(rest[rest.index(after: end)...])
                return line
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            rest += more
        }
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
