import AllianceKit
import CommandLineKit
import Hashing
import TestKit

/// A workspace in memory with the commands of the hashing plugin.
struct HashingWorkspace {
    let store: MemoryStore
    let lists = MemoryHashListStore()
    let clock = TestClock(CommandRun.start)
    var configuration = Configuration.initial

    /// One for all commands, so that identities differ.
    let surroundings: Surroundings

    /// The folder, where index files go.
    private let folder: String

    init(folder: String = "/nowhere") {
        surroundings = .test(clock: clock)
        store = MemoryStore()
        self.folder = folder
    }

    var workspace: Workspace {
        Workspace(folder: folder, configuration: configuration, store: store, lists: lists)
    }

    func run(
        _ command: any Command.Type, _ words: [String], actor: String = "analyst-1", format: OutputFormat = .ndjson
    ) async -> CommandRun {
        await CommandRun.run(
            command, words, in: workspace, surroundings: surroundings, actor: actor, plugins: [HashingPlugin.self],
            format: format)
    }

    /// What a health check is given.
    func context() throws -> CommandContext {
        let workspace = workspace
        return CommandContext(
            surroundings: surroundings, actor: "analyst-1", registry: try Registry([HashingPlugin.self]),
            output: OutputWriter(format: .ndjson, width: 100) { _ in },
            talk: Talk(quiet: true, isTerminal: false, now: surroundings.now) { _ in }, request: "doctor",
            readConfiguration: { workspace.configuration }
        ) { _ in workspace }
    }

    /// The commands by name: the types are the module's own.
    static func command(_ name: String) -> any Command.Type {
        let all = HashingPlugin.commands + HashingPlugin.commandGroups.flatMap(\.commands)
        return all.first { $0.name == name }!
    }

    func callAsFunction(_ command: String, _ words: String..., actor: String = "analyst-1") async -> CommandRun {
        await run(Self.command(command), words, actor: actor)
    }

    func events(_ kind: String) throws -> [Event] {
        var found: [Event] = []
        try store.read { reader in
            try reader.forEachEvent(from: 0) {
                if $0.event.kind == kind { found.append($0.event) }
                return true
            }
        }
        return found
    }

    static let pictures = Fixtures.package + "/Examples/pictures"
    static let list = Fixtures.package + "/Examples/known-hashes.csv"
    static let listWithErrors = Fixtures.package + "/Examples/known-hashes-with-errors.csv"
}
