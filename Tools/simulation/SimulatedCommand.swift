import AllianceKit
import CommandLineKit
import Synchronization

/// Runs a command in this process, with the bytes and the exit code that the driver would give.
struct SimulatedCommand {
    let workspace: Workspace
    let registry: Registry
    let surroundings: Surroundings

    /// The records it wrote. Throws when it ended with anything but done or partly done.
    func run<Declaration: Command>(_ type: Declaration.Type, _ words: [String]) async throws -> [JSONObject] {
        let output = Sink()
        let errors = Sink()
        let talk = Talk(quiet: true, isTerminal: false, now: surroundings.now) { errors.append(Array($0.utf8)) }
        let parsed = try Declaration.parse(words, sharing: NoGlobals())
        let workspace = workspace
        let context = CommandContext(
            surroundings: surroundings, actor: "simulated", registry: registry,
            output: OutputWriter(format: .ndjson, width: 80) { output.append($0) }, talk: talk,
            request: ([Declaration.name] + words).joined(separator: " "),
            readConfiguration: { workspace.configuration }, openWorkspace: { _ in workspace })
        let code = await parsed.command.execute(context)
        guard code == .done || code == .partial else {
            throw AllianceError(
                "simulation.command", "\(Declaration.name) \(words.joined(separator: " ")): \(code) \(errors.text)",
                exit: .bug)
        }
        return try output.text.split(separator: "\n").compactMap { try JSONText.decode(Array($0.utf8)).objectValue }
    }

    private struct NoGlobals: ArgumentGroup {}

    private final class Sink: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        func append(_ more: [UInt8]) { bytes.withLock { $0 += more } }
        var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
    }
}
