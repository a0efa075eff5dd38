public import CommandLineKit

extension CommandNode {
    /// The whole tool as a tree: modules with their groups and commands, and the commands without a module.
    public init(tool: String, summary: String, discussion: String, globals: [ArgumentSpec], registry: Registry) {
        var modules: [CommandNode] = []
        var commands: [CommandNode] = []
        for plugin in registry.plugins {
            let own = plugin.commands.map { CommandNode(command: $0) }
            let groups = plugin.commandGroups.map { group in
                CommandNode(
                    group: group.name, summary: group.summary, children: group.commands.map { CommandNode(command: $0) }
                )
            }
            if plugin.name.isEmpty {
                commands += groups + own
            } else if !(own + groups).isEmpty {
                modules.append(CommandNode(group: plugin.name, summary: plugin.summary, children: groups + own))
            }
        }
        self.init(
            group: tool, summary: summary, discussion: discussion, specs: globals,
            sections: [Self.exitCodes], children: modules + commands)
    }

    /// A command with the fields it prints.
    init(command: any Command.Type) {
        let shape = command.output
        var sections: [HelpSection] = []
        if !shape.fields.isEmpty {
            sections.append(
                HelpSection(
                    shape.kind == .record ? "Output, one record" : "Output, a record each",
                    items: shape.fields.map { .init($0.key, "\(Wording.capitalized($0.summary)) (\($0.kind.phrase))") })
            )
        }
        self.init(command, sections: sections)
    }

    private static let exitCodes = HelpSection(
        "Exit codes", items: ExitCode.allCases.map { .init(String($0.rawValue), $0.summary) })
}

extension ExitCode {
    /// What it says to a script, as a phrase.
    public var summary: String {
        switch self {
        case .done: "done"
        case .partial: "done, but something was found wrong or some items failed; each is named"
        case .usage: "the words on the command line cannot be understood"
        case .unusableInput: "the input cannot be used at all"
        case .unavailable: "something outside (a service, a network) is unavailable"
        case .bug: "a fault of this program"
        case .cannotWrite: "an output file cannot be created"
        case .inputOutput: "reading or writing failed, or the reader of standard output went away"
        case .busy: "busy; the same command can be tried again"
        case .notAllowed: "not allowed: an approval is missing, a hold lives, or the role does not permit it"
        }
    }
}

extension OutputField.Kind {
    /// How the value looks in JSON.
    public var phrase: String {
        switch self {
        case .text: "text"
        case .integer: "whole number"
        case .number: "number"
        case .flag: "true or false"
        case .time: "RFC 3339 UTC"
        case .seconds: "seconds"
        case .list: "list"
        case .object: "object"
        }
    }
}
