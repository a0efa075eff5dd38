import AllianceKit
import CommandLineKit

struct PluginsCommand: Command {
    static let name = "plugins"
    static let summary = "List the modules of this build and the external commands on PATH."
    static let discussion = """
        An executable named alliance-NAME in an absolute folder on PATH is run as `alliance NAME`. It gets the workspace in \
        ALLIANCE_WORKSPACE, who acts in ALLIANCE_ACTOR, the output format in ALLIANCE_FORMAT, and the path of this program in \
        ALLIANCE_BIN. A module of this build is never hidden by one on PATH.
        """
    static let examples = [CommandExample("List them", "alliance plugins")]
    static let output = OutputShape.records([
        OutputField("name", .text, "The word typed after alliance"),
        OutputField("kind", .text, "built-in or external"),
        OutputField("summary", .text, "What it is for"),
        OutputField("commands", .integer, "How many commands it has; null for an external one"),
        OutputField("path", .text, "The executable of an external one", inTable: false),
        OutputField("hidden", .flag, "Whether a module of this build takes precedence", inTable: false),
    ])

    init() {}

    func run(_ context: CommandContext) async throws {
        var taken: Set<String> = []
        for plugin in context.registry.plugins {
            let groups = plugin.commandGroups.reduce(0) { $0 + $1.commands.count }
            taken.insert(plugin.name)
            if plugin.name.isEmpty {
                taken.formUnion(plugin.commands.map { $0.name } + plugin.commandGroups.map(\.name))
            }
            try context.output.write(
                [
                    "name": .string(plugin.name), "kind": "built-in", "summary": .string(plugin.summary),
                    "commands": .int(plugin.commands.count + groups), "path": .null, "hidden": false,
                ], as: Self.output)
        }
        for external in ExternalCommand.all(context.surroundings.environment) {
            let hidden = taken.contains(external.name)
            try context.output.write(
                [
                    "name": .string(external.name), "kind": "external",
                    "summary": .string(hidden ? "Hidden by a module of this build: \(external.path)" : external.path),
                    "commands": .null, "path": .string(external.path), "hidden": .bool(hidden),
                ], as: Self.output)
        }
    }
}
