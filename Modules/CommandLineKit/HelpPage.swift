/// The text of `--help`, 80 columns wide unless said otherwise.
public struct HelpPage {
    private let node: CommandNode
    private let words: [String]
    private let shared: [ArgumentSpec]
    private let width: Int

    /// The page of the last node of a path that starts at the root. Options of the root stand anywhere, so they are named on
    /// the pages below it too.
    public init(path: [CommandNode], width: Int = 80) {
        node = path[path.count - 1]
        words = path.map(\.name)
        shared = path.count > 1 ? path[0].specs : []
        self.width = width
    }

    /// The text, ending with a line feed.
    public var text: String {
        var parts = [TextLayout.body(node.summary, width: width) + "\n", usage]
        if !node.discussion.isEmpty { parts.append(TextLayout.body(node.discussion, width: width) + "\n") }
        let positional = node.specs.filter { $0.kind == .positional }
        let named = node.specs.filter { $0.kind != .positional }
        if !positional.isEmpty { parts.append("Arguments\n" + definitions(positional)) }
        parts += childLists
        if !named.isEmpty { parts.append("\(node.isCommand ? "Options" : "Global options")\n" + definitions(named)) }
        for section in node.sections { parts.append(text(of: section)) }
        if !node.examples.isEmpty { parts.append(examples) }
        if !shared.isEmpty { parts.append(sharedLine) }
        return parts.joined(separator: "\n")
    }

    /// `alliance hashing match [OPTION]... FILE...`
    var usage: String {
        let start = "Usage: " + words.joined(separator: " ")
        let rest = UsageLine.rest(of: node)
        guard !rest.isEmpty else { return start + "\n" }
        return TextLayout.wrap(rest, width: max(20, width - start.count - 1)).enumerated()
            .map {
                $0.offset == 0 ? "\(start) \($0.element)" : String(repeating: " ", count: start.count + 1) + $0.element
            }
            .joined(separator: "\n") + "\n"
    }

    private var childLists: [String] {
        let groups = node.children.filter { !$0.isCommand }
        let commands = node.children.filter(\.isCommand)
        var parts: [String] = []
        if !groups.isEmpty {
            parts.append("\(words.count == 1 ? "Modules" : "Groups")\n" + list(groups))
        }
        if !commands.isEmpty { parts.append("Commands\n" + list(commands)) }
        return parts
    }

    private func list(_ nodes: [CommandNode]) -> String {
        TextLayout.definitions(nodes.map { ($0.name, $0.summary) }, width: width)
    }

    private func definitions(_ specs: [ArgumentSpec]) -> String {
        // Long names line up whether or not there is a short one before them.
        let anyShort = specs.contains { $0.short != nil }
        return TextLayout.definitions(
            specs.map { spec in
                let space = anyShort && spec.kind != .positional && spec.short == nil ? "    " : ""
                return (space + spec.term, spec.fullHelp)
            }, width: width)
    }

    private func text(of section: HelpSection) -> String {
        var text = section.title + "\n"
        if !section.text.isEmpty {
            text += TextLayout.wrap(section.text, width: width - 2).map { "  \($0)\n" }.joined()
        }
        return text + TextLayout.definitions(section.items.map { ($0.term, $0.text) }, width: width)
    }

    private var examples: String {
        "Examples\n"
            + node.examples.map { "  \(Wording.capitalized($0.purpose)):\n    \($0.line)\n" }.joined()
    }

    private var sharedLine: String {
        let names = shared.map { "--\($0.name)" }.joined(separator: ", ")
        return TextLayout.wrap("Global options, anywhere: \(names). See: \(words[0]) help", width: width)
            .joined(separator: "\n") + "\n"
    }
}
