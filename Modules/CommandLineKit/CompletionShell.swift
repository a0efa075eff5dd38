/// A shell for which completions can be made.
public enum CompletionShell: String, Sendable, CaseIterable, ArgumentValue {
    /// GNU bash 4.2 or later.
    case bash
    /// The Z shell.
    case zsh
    /// fish 3 or later.
    case fish

    /// The completion script of a tool, ending with a line feed.
    public func script(for root: CommandNode) -> String {
        let table = CompletionTable(root)
        return switch self {
        case .bash: BashCompletion(table).script
        case .zsh: ZshCompletion(table).script
        case .fish: FishCompletion(table).script
        }
    }
}

/// What completion scripts know: for each path of words what may follow, and what kind of value each option takes.
struct CompletionTable {
    /// What stands in a value's place.
    enum Values: Hashable {
        case choices([String])
        case files
        case folders
        /// Something the shell cannot know.
        case unknown
    }

    /// A path of words with what is below it.
    struct Place {
        /// `alliance hashing match`
        var path: String
        var children: [(name: String, summary: String)]
        var options: [Option]
        /// The values of the arguments, if they are all of one kind the shell knows.
        var arguments: Values
    }

    /// An option as it is typed.
    struct Option {
        var long: String
        var short: Character?
        var isInvertible: Bool
        var help: String
        /// What its value may be; nil for a flag.
        var values: Values?
    }

    let tool: String
    let places: [Place]

    init(_ root: CommandNode) {
        tool = root.name
        let shared = root.specs
        var places: [Place] = []
        root.forEach { node, path in
            let specs = node.specs + (path.count > 1 ? shared : [])
            let positional = specs.filter { $0.kind == .positional }
            places.append(
                Place(
                    path: path.joined(separator: " "), children: node.children.map { ($0.name, $0.summary) },
                    options: specs.filter { $0.kind != .positional }.map(Self.option),
                    arguments: positional.map(Self.values).first ?? .unknown))
        }
        self.places = places
    }

    private static func option(_ spec: ArgumentSpec) -> Option {
        Option(
            long: spec.name, short: spec.short, isInvertible: spec.isInvertible, help: spec.help,
            values: spec.kind == .flag ? nil : values(spec))
    }

    private static func values(_ spec: ArgumentSpec) -> Values {
        if !spec.choices.isEmpty { return .choices(spec.choices) }
        if spec.placeholder.contains("DIR") || spec.placeholder.contains("FOLDER") { return .folders }
        return spec.placeholder.contains("FILE") || spec.placeholder.contains("PATH") ? .files : .unknown
    }
}

extension CompletionTable.Option {
    /// All forms: `--record`, `--no-record`, `-r`.
    var words: [String] {
        ["--\(long)"] + (isInvertible ? ["--no-\(long)"] : []) + (short.map { ["-\($0)"] } ?? [])
    }
}

extension CompletionTable.Values {
    /// One word for a table in a shell script: the choices, or `@files`, `@folders`, `@unknown`.
    var text: String {
        switch self {
        case .choices(let choices): choices.joined(separator: " ")
        case .files: "@files"
        case .folders: "@folders"
        case .unknown: "@unknown"
        }
    }
}
