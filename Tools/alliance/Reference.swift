import AllianceKit
import CommandLineKit

/// `docs/cli.md`: every command with its options and JSON shapes, exit codes, formats and event kinds, as Markdown.
struct Reference {
    let root: CommandNode
    let registry: Registry

    var markdown: String {
        var text = """
            # The command line

            <!-- Made by `alliance help --markdown`; a test fails when it is stale. Do not edit. -->

            \(root.summary) \(root.discussion)

                alliance [GLOBAL OPTIONS] MODULE [GROUP] COMMAND [OPTIONS] [ARGUMENTS]

            The JSON shapes below are a contract: members are added, never renamed or removed. A member that does not apply is
            null or absent. Times are RFC 3339 UTC, durations seconds, hashes lower-case hexadecimal. `--format json` prints one
            array (or one object where a command gives exactly one record), `ndjson` one object a line, `csv` a heading and the
            same fields with lists and objects as JSON.


            """
        text += "## Global options\n\n" + table(of: root.specs) + "\n"
        text += "## Exit codes\n\n| code | meaning |\n|---|---|\n"
        for code in ExitCode.allCases { text += "| \(code.rawValue) | \(cell(code.summary)) |\n" }
        text += "\n## Commands\n\n"
        root.forEach { node, path in
            guard node.isCommand else { return }
            let words = path.joined(separator: " ")
            text += "- [`\(words)`](#\(anchor(words))): \(node.summary)\n"
        }
        root.forEach { node, path in
            if path.count > 1 { text += "\n" + section(node, path) }
        }
        return text + formats + events
    }

    private func section(_ node: CommandNode, _ path: [String]) -> String {
        let words = path.joined(separator: " ")
        var text = "\(path.count == 2 && !node.isCommand ? "##" : "###") \(words)\n\n\(node.summary)\n"
        guard node.isCommand else { return text }
        text += "\n    \(UsageLine.text(for: root.follow(path.dropFirst()).path))\n"
        if !node.discussion.isEmpty { text += "\n\(node.discussion)\n" }
        if !node.specs.isEmpty { text += "\n" + table(of: node.specs) }
        if case .command(let command) = registry.resolve(Array(path.dropFirst())) { text += shape(command.output) }
        if !node.examples.isEmpty {
            text +=
                "\n"
                + node.examples.map { "\(Wording.capitalized($0.purpose)):\n\n    \($0.line)\n" }.joined(
                    separator: "\n")
        }
        return text
    }

    private func table(of specs: [ArgumentSpec]) -> String {
        "| option or argument | meaning |\n|---|---|\n"
            + specs.map { "| `\($0.term)` | \(cell($0.fullHelp)) |\n" }.joined()
    }

    private func shape(_ output: OutputShape) -> String {
        switch output.kind {
        case .nothing: return "\nPrints nothing on standard output.\n"
        case .document: return "\nPrints a document of its own; `--format` does not apply.\n"
        case .record, .records:
            let heading = output.kind == .record ? "Prints one record" : "Prints a record each"
            return "\n\(heading):\n\n| member | kind | meaning |\n|---|---|---|\n"
                + output.fields.map {
                    "| `\($0.key)` | \($0.kind.phrase) | \(cell(Wording.capitalized($0.summary))) |\n"
                }.joined()
        }
    }

    private var formats: String {
        var text =
            "\n## Formats\n\n| subject | name | direction | title | endings | defined in |\n|---|---|---|---|---|---|\n"
        let read = registry.importers.map { ($0.format, "read") } + registry.exporters.map { ($0.format, "written") }
        let rows = read.sorted { ($0.0.subject, $0.0.name, $0.1) < ($1.0.subject, $1.0.name, $1.1) }
        for (format, direction) in rows {
            let endings = format.fileExtensions.map { ".\($0)" }.joined(separator: ", ")
            text += "| \(cell(format.subject)) | `\(format.name)` | \(direction) | \(cell(format.title)) | \(endings)"
            text += " | \(cell(format.specification)) |\n"
        }
        return rows.isEmpty ? "" : text
    }

    private var events: String {
        let kinds = registry.eventKinds.sorted { $0.name < $1.name }
        guard !kinds.isEmpty else { return "" }
        var text = """

            ## Events

            What the ledger keeps. Facts hold no personal data, no URLs, no content.

            | kind | when | facts |
            |---|---|---|

            """
        for kind in kinds {
            let facts = kind.facts.sorted { $0.key < $1.key }.map { "`\($0.key)`: \($0.value)" }.joined(separator: "; ")
            text += "| `\(kind.name)` | \(cell(kind.summary)) | \(cell(facts)) |\n"
        }
        return text
    }

    /// A heading's anchor as GitHub makes it.
    private func anchor(_ heading: String) -> String {
        heading.lowercased().split(separator: " ").joined(separator: "-")
    }

    /// Text that stays in its table cell.
    private func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
            .split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
