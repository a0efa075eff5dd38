/// How a command is typed, in one line.
public enum UsageLine {
    /// `alliance hashing match [OPTION]... FILE...`, for the last node of a path that starts at the root.
    public static func text(for path: [CommandNode]) -> String {
        (path.map(\.name) + (path.last.map { [rest(of: $0)] } ?? [])).joined(separator: " ")
    }

    /// What follows the words.
    static func rest(of node: CommandNode) -> String {
        guard node.isCommand else {
            let below = node.children.contains { !$0.children.isEmpty } ? "[GROUP] COMMAND" : "COMMAND"
            return node.specs.isEmpty ? below : "[OPTION]... [MODULE] \(below)"
        }
        var parts: [String] = []
        let optional = node.specs.filter { $0.kind != .positional && !$0.isRequired }
        if optional.count > 3 {
            parts.append("[OPTION]...")
        } else {
            for spec in optional {
                let value = spec.kind == .option ? " \(spec.placeholder)" : ""
                parts.append(
                    "[--\(spec.isInvertible ? "[no-]" : "")\(spec.name)\(value)]" + (spec.isRepeated ? "..." : ""))
            }
        }
        for spec in node.specs where spec.kind == .option && spec.isRequired {
            parts.append("--\(spec.name) \(spec.placeholder)")
        }
        for spec in node.specs where spec.kind == .positional {
            parts.append(spec.isRequired ? spec.term : "[\(spec.term)]")
        }
        return parts.joined(separator: " ")
    }
}
