import AllianceKit
import CommandLineKit

/// Finds the command that words name, and runs it. Everything it touches is injected, so tests run it in their own process.
struct Driver {
    /// The plugins of this build.
    let plugins: [any Plugin.Type]
    /// Clock, randomness, environment, terminal.
    let surroundings: Surroundings
    /// The generator behind the surroundings when a seed was injected.
    let seeded: SeededRandomness?
    /// Takes what goes to standard output.
    let output: ([UInt8]) throws -> Void
    /// Takes what goes to standard error.
    let errors: (String) -> Void
    /// Becomes another program; returns only when that failed.
    let execute: (ExternalCommand.Call) -> AllianceError

    /// Runs the words after the tool's name.
    func run(_ words: [String]) async -> ExitCode {
        let globals = GlobalOptions()
        func talk() -> Talk {
            Talk(
                quiet: globals.quiet, isTerminal: surroundings.terminal.errorIsTerminal, now: surroundings.now,
                sink: errors)
        }
        do {
            return try await dispatch(words, globals, talk)
        } catch {
            return talk().explain(error, help: "alliance help")
        }
    }

    private func dispatch(_ words: [String], _ globals: GlobalOptions, _ talk: () -> Talk) async throws -> ExitCode {
        let registry = try Registry(plugins)
        var path: [String] = []
        var rest = words
        while true {
            rest = try globals.takeLeading(rest)
            if globals.version, path.isEmpty { return try say("alliance \(Version.number)\n") }
            if globals.help { return try help(for: path + rest, registry) }
            guard let word = rest.first, word != "--" else { return incomplete(path, registry) }
            path.append(word)
            rest.removeFirst()
            switch registry.resolve(path) {
            case .command(let command):
                if rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
                    return try help(for: path, registry)
                }
                return await run(command, path, rest, globals, registry, talk)
            case .incomplete: continue
            case .unknown(let candidates):
                if path.count == 1, let call = try external(word, rest, globals) {
                    return talk().explain(execute(call))
                }
                throw unknown(path, candidates, registry)
            }
        }
    }

    private func run<Declaration: Command>(
        _ type: Declaration.Type, _ path: [String], _ words: [String], _ globals: GlobalOptions, _ registry: Registry,
        _ talk: () -> Talk
    ) async -> ExitCode {
        do {
            let parsed = try Declaration.parse(words, sharing: globals)
            let actor = try Actor.name(globals.actor, surroundings.environment)
            let request = (path + parsed.words.filter { $0.name != "key" }.map(\.text)).joined(separator: " ")
            seeded?.mix(request)
            let opener = WorkspaceOpener(
                option: globals.workspace, surroundings: surroundings, registry: registry, seeded: seeded)
            let location = WorkspaceLocation(option: globals.workspace, environment: surroundings.environment)
            let context = CommandContext(
                surroundings: surroundings, actor: actor, registry: registry,
                output: OutputWriter(format: globals.format, width: surroundings.terminal.width, sink: output),
                talk: talk(), request: request,
                workspaceFolder: location.find(), readConfiguration: { try ConfigurationFile.read(in: location) },
                openWorkspace: opener.open)
            return await parsed.command.execute(context)
        } catch {
            return talk().explain(error, help: "alliance \(path.joined(separator: " ")) --help")
        }
    }

    private func external(_ name: String, _ words: [String], _ globals: GlobalOptions) throws -> ExternalCommand.Call? {
        guard let path = ExternalCommand.path(of: name, surroundings.environment) else { return nil }
        let opener = WorkspaceLocation(option: globals.workspace, environment: surroundings.environment)
        var environment = surroundings.environment
        if let folder = opener.find() { environment["ALLIANCE_WORKSPACE"] = WorkspaceLocation.absolute(folder) }
        environment["ALLIANCE_ACTOR"] = try Actor.name(globals.actor, surroundings.environment)
        environment["ALLIANCE_FORMAT"] = globals.format.rawValue
        environment["ALLIANCE_BIN"] = ExternalCommand.ownPath ?? "alliance"
        return ExternalCommand.Call(path: path, words: words, environment: environment)
    }

    private func help(for words: [String], _ registry: Registry) throws -> ExitCode {
        let (path, rest) = Self.tree(registry).follow(words.filter { !$0.hasPrefix("-") })
        // Words after a command are its arguments; words after a module must lead somewhere.
        if let word = rest.first, let last = path.last, !last.isCommand {
            throw unknown(path.dropFirst().map(\.name) + [word], last.children.map(\.name), registry)
        }
        return try say(HelpPage(path: path).text)
    }

    private func say(_ text: String) throws -> ExitCode {
        try output(Array(text.utf8))
        return .done
    }

    /// A module without a command: its help is said, but on standard error and as a mistake, so that a script notices.
    private func incomplete(_ words: [String], _ registry: Registry) -> ExitCode {
        errors(HelpPage(path: Self.tree(registry).follow(words).path).text)
        return .usage
    }

    private func unknown(_ path: [String], _ candidates: [String], _ registry: Registry) -> UsageError {
        let word = path[path.count - 1]
        var near = Suggestion.text(for: word, among: candidates)
        if near.isEmpty { near = Suggestion.question(Array(registry.commands(named: word).prefix(3))) }
        let what = path.count == 1 ? "module or command" : "command"
        return UsageError("unknown \(what) \"\(path.joined(separator: " "))\"" + near)
    }

    /// All commands of a registry, with the global options at the root.
    static func tree(_ registry: Registry) -> CommandNode {
        CommandNode(
            tool: "alliance",
            summary: "The toolkit of an alliance against child sexual abuse online.",
            discussion: """
                For hotlines, trust-and-safety teams, police liaison and national coordinators. It stores hashes, URLs and \
                case facts, never pictures. Standard output is data, standard error is talk.
                """,
            globals: GlobalOptions.argumentSpecs, registry: registry)
    }
}
