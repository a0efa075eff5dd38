/// One manual page in the man(7) macro language, section 1.
public struct ManualPage {
    private let path: [CommandNode]
    private var node: CommandNode { path[path.count - 1] }

    /// The page of the last node of a path that starts at the root.
    public init(path: [CommandNode]) { self.path = path }

    /// `alliance-hashing-compute`, the page's name without `.1`.
    public var name: String { path.map(\.name).joined(separator: "-") }

    /// The source, ending with a line feed. It holds no date, so the same build makes the same page.
    public var source: String {
        var lines = [
            ".TH \(Self.quoted(name.uppercased())) 1 \"\" \(Self.quoted(path[0].name)) \"User Commands\"", ".SH NAME",
            "\(Self.escaped(name)) \\- \(Self.escaped(Self.phrase(node.summary)))", ".SH SYNOPSIS",
            ".B \(Self.escaped(path.map(\.name).joined(separator: " ")))", Self.escaped(UsageLine.rest(of: node)),
        ]
        if !node.discussion.isEmpty { lines += [".SH DESCRIPTION"] + Self.paragraphs(node.discussion) }
        section("ARGUMENTS", node.specs.filter { $0.kind == .positional }, &lines)
        let groups = node.children.filter { !$0.isCommand }
        list(path.count == 1 ? "MODULES" : "GROUPS", groups, &lines)
        list("COMMANDS", node.children.filter(\.isCommand), &lines)
        section(node.isCommand ? "OPTIONS" : "GLOBAL OPTIONS", node.specs.filter { $0.kind != .positional }, &lines)
        for extra in node.sections {
            lines.append(".SH \(Self.quoted(extra.title.uppercased()))")
            if !extra.text.isEmpty { lines += Self.paragraphs(extra.text) }
            for item in extra.items { lines += Self.item(item.term, item.text) }
        }
        if !node.examples.isEmpty {
            lines.append(".SH EXAMPLES")
            for example in node.examples {
                lines += [".PP", Self.escaped("\(Wording.capitalized(example.purpose)):"), ".PP", ".RS 4", ".nf"]
                lines += [Self.escaped(example.line), ".fi", ".RE"]
            }
        }
        if path.count > 1 {
            lines += [".SH SEE ALSO", ".BR \(Self.quoted(path.dropLast().map(\.name).joined(separator: "-"))) (1)"]
        }
        // A heading starts a paragraph of its own.
        let needed = lines.enumerated().filter { place, line in
            line != ".PP" || place == 0 || !lines[place - 1].hasPrefix(".SH")
        }
        return needed.map(\.element).joined(separator: "\n") + "\n"
    }

    private func section(_ title: String, _ specs: [ArgumentSpec], _ lines: inout [String]) {
        guard !specs.isEmpty else { return }
        lines.append(".SH \"\(title)\"")
        for spec in specs { lines += Self.item(spec.term, spec.fullHelp) }
    }

    private func list(_ title: String, _ nodes: [CommandNode], _ lines: inout [String]) {
        guard !nodes.isEmpty else { return }
        lines.append(".SH \"\(title)\"")
        for child in nodes { lines += Self.item("\(name)-\(child.name)(1)", child.summary) }
    }

    private static func item(_ term: String, _ text: String) -> [String] {
        [".TP", ".B \(escaped(term))", escaped(text)]
    }

    private static func paragraphs(_ text: String) -> [String] {
        TextLayout.paragraphs(text).flatMap { paragraph -> [String] in
            let lines = paragraph.split(separator: "\n").map { escaped(String($0)) }
            return TextLayout.isDisplay(paragraph) ? [".PP", ".nf"] + lines + [".fi"] : [".PP"] + lines
        }
    }

    /// A summary as the phrase that `whatis` shows: no capital at its start, no full stop.
    private static func phrase(_ summary: String) -> String {
        let text = summary.hasSuffix(".") ? summary.dropLast() : summary[...]
        // An acronym keeps its capitals.
        let second = text.dropFirst().first
        guard let first = text.first, second?.isUppercase != true else { return String(text) }
        return first.lowercased() + text.dropFirst()
    }

    /// Text that troff prints as it is: backslashes and hyphens escaped, control characters at a line's start defused.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "\n": result += " "
            default: result.append(character)
            }
        }
        return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.filter { $0 != "\"" && $0 != "\\" } + "\""
    }
}
