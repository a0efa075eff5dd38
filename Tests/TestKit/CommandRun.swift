public import AllianceKit
import CommandLineKit
import Synchronization
import Testing

/// What running a command in this process gave: the same bytes and exit code as the built driver would.
public struct CommandRun: Sendable {
    /// Standard output.
    public let output: String
    /// Standard error.
    public let errors: String
    /// The exit code.
    public let exitCode: ExitCode

    /// The moment tests start at unless they say otherwise: 2026-11-23T09:00:00Z.
    public static let start = Instant(year: 2026, month: 11, day: 23, hour: 9)!

    /// Runs a command with the words after its name. Without a workspace, asking for one throws `workspace.missing`.
    public static func run<Declaration: Command>(
        _ type: Declaration.Type, _ words: [String] = [], in workspace: Workspace? = nil,
        clock: TestClock = TestClock(CommandRun.start), surroundings: Surroundings? = nil, actor: String = "analyst-1",
        plugins: [any Plugin.Type] = [], format: OutputFormat = .ndjson, quiet: Bool = false, width: Int = 100
    ) async -> CommandRun {
        let world = surroundings ?? .test(clock: clock, seed: seed(Declaration.name, words, workspace))
        let output = TextSink()
        let errors = TextSink()
        let talk = Talk(quiet: quiet, isTerminal: false, now: world.now) { errors.append(Array($0.utf8)) }
        let code: ExitCode
        do {
            let parsed = try Declaration.parse(words, sharing: NoGlobals())
            let context = CommandContext(
                surroundings: world, actor: actor, registry: try Registry(plugins),
                output: OutputWriter(format: format, width: width) { output.append($0) }, talk: talk,
                request: ([Declaration.name] + parsed.words.filter { $0.name != "key" }.map(\.text))
                    .joined(separator: " "), readConfiguration: { workspace?.configuration }
            ) { _ in
                guard let workspace else {
                    throw AllianceError("workspace.missing", "this test has no workspace", exit: .usage)
                }
                return workspace
            }
            code = await parsed.command.execute(context)
        } catch {
            code = talk.explain(error)
        }
        let result = CommandRun(output: output.text, errors: errors.text, exitCode: code)
        if format == .ndjson { result.checkShape(Declaration.name, Declaration.output) }
        return result
    }

    /// Identities must not repeat in one workspace, yet be the same in every run: they follow from the words and the number of
    /// events so far, as with the driver's `ALLIANCE_RANDOM_SEED`.
    private static func seed(_ name: String, _ words: [String], _ workspace: Workspace?) -> UInt64 {
        let events = (try? workspace?.store.read { try $0.eventCount() }) ?? 0
        let text = "\(name)\u{0}\(words.joined(separator: "\u{0}"))\u{0}\(events)"
        return text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// Every member printed must be declared, because the documentation is made from the declaration.
    private func checkShape(_ name: String, _ shape: OutputShape) {
        guard shape.kind == .record || shape.kind == .records, let records = try? records() else { return }
        let declared = Set(shape.fields.map(\.key))
        let extra = Set(records.flatMap(\.names)).subtracting(declared)
        if !extra.isEmpty { Issue.record("\(name) prints members its output does not declare: \(extra.sorted())") }
    }

    /// The records on standard output, when the format is `ndjson` (the default) or `json`.
    public func records() throws -> [JSONObject] {
        let bytes = Array(output.utf8)
        if output.hasPrefix("[") {
            return try JSONText.decode(bytes).arrayValue?.compactMap(\.objectValue) ?? []
        }
        return try output.split(separator: "\n").compactMap { try JSONText.decode(Array($0.utf8)).objectValue }
    }

    /// The first record on standard output; throws when there is none.
    public func record() throws -> JSONObject {
        guard let first = try records().first else {
            throw AllianceError("test.no-record", "the command printed no record; it said: \(errors)")
        }
        return first
    }
}

private struct NoGlobals: ArgumentGroup {}

/// Gathers bytes.
private final class TextSink: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func append(_ more: [UInt8]) { bytes.withLock { $0 += more } }
    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
