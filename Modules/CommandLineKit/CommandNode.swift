/// All commands of a tool as one tree; help, manual pages, completions and documentation walk it.
public struct CommandNode: Sendable {
    /// The word typed; for the root, the tool's name.
    public var name: String
    /// One line: what it does or is for.
    public var summary: String
    /// Paragraphs separated by blank lines.
    public var discussion: String
    /// Options, flags and arguments; empty for a node that only holds others.
    public var specs: [ArgumentSpec]
    /// Command lines to try.
    public var examples: [CommandExample]
    /// What there is to know beyond the declaration, such as the fields of the output.
    public var sections: [HelpSection]
    /// What comes below its word; empty for a command.
    public var children: [CommandNode]
    /// Whether it is a command rather than a word before commands.
    public let isCommand: Bool

    /// Makes the node of a command.
    public init(_ command: any CommandDeclaration.Type, sections: [HelpSection] = []) {
        name = command.name
        summary = command.summary
        discussion = command.discussion
        specs = command.argumentSpecs
        examples = command.examples
        children = []
        isCommand = true
        self.sections = sections
    }

    /// Makes a node of a word before commands, or of the tool itself; `specs` of the root are options that stand anywhere.
    public init(
        group name: String, summary: String, discussion: String = "", specs: [ArgumentSpec] = [],
        examples: [CommandExample] = [], sections: [HelpSection] = [], children: [CommandNode]
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.specs = specs
        self.examples = examples
        self.sections = sections
        self.children = children
        isCommand = false
    }

    /// The child of a name.
    public func child(_ name: String) -> CommandNode? { children.first { $0.name == name } }

    /// Calls `body` with the node and everything below it, each with the words that lead to it, parents first.
    public func forEach(path: [String] = [], _ body: (CommandNode, [String]) throws -> Void) rethrows {
        let own = path + [name]
        try body(self, own)
        for child in children { try child.forEach(path: own, body) }
    }

    /// The node that words lead to from here, as far as they lead, and the words left over.
    public func follow(_ words: some Sequence<String>) -> (path: [CommandNode], rest: [String]) {
        var path = [self]
        var rest = Array(words)[...]
        while let word = rest.first, let next = path[path.count - 1].child(word) {
            path.append(next)
            rest.removeFirst()
        }
        return (path, Array(rest))
    }
}

/// A part of a help page beyond the declaration.
public struct HelpSection: Sendable, Hashable {
    /// Its heading.
    public var title: String
    /// Paragraphs separated by blank lines; may be empty.
    public var text: String
    /// Terms and what they mean.
    public var items: [Item]

    /// A term and what it means.
    public struct Item: Sendable, Hashable {
        /// The term.
        public var term: String
        /// What it means.
        public var text: String

        /// Makes an item.
        public init(_ term: String, _ text: String) {
            self.term = term
            self.text = text
        }
    }

    /// Makes a section.
    public init(_ title: String, text: String = "", items: [Item] = []) {
        self.title = title
        self.text = text
        self.items = items
    }
}

extension ArgumentSpec {
    /// How it is written in help: `-d, --max-distance N`, `--[no-]record`, `FILE...`.
    public var term: String {
        switch kind {
        case .positional: placeholder + (isRepeated ? "..." : "")
        case .flag: shortTerm + (isInvertible ? "--[no-]\(name)" : "--\(name)")
        case .option: shortTerm + "--\(name) \(placeholder)"
        }
    }

    private var shortTerm: String { short.map { "-\($0), " } ?? "" }

    /// Help text with choices, default and repetition.
    public var fullHelp: String {
        var text = help
        if !choices.isEmpty { text += " One of: \(choices.joined(separator: ", "))." }
        if kind == .option, isRepeated, !["repeat", "several times"].contains(where: { help.contains($0) }) {
            text += " May be repeated."
        }
        if kind == .option, isRequired { text += " Required." }
        if let defaultText { text += " Default: \(defaultText)." }
        return text
    }
}
