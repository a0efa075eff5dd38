import CommandLineKit

/// A small tool with a module, a group and commands, for help, manual pages and completions.
enum SampleTree {
    static let root = CommandNode(
        group: "sample", summary: "Do sample things.", discussion: "For tests.\n\n    displayed  as it is",
        specs: Globals.argumentSpecs,
        sections: [HelpSection("Exit codes", items: [.init("0", "done"), .init("64", "not understood")])],
        children: [
            CommandNode(
                group: "module", summary: "Things of a module.",
                children: [
                    CommandNode(group: "group", summary: "Grouped things.", children: [CommandNode(Everything.self)]),
                    CommandNode(Reading.self),
                ]),
            CommandNode(Shell.self),
        ])

    struct Reading: CommandDeclaration {
        static let name = "reading"
        static let summary = "Read it's files."
        static let discussion = ".dots and 'quotes' at a line's start, and back\\slashes stay."
        static let examples = [CommandExample("Read one", "sample module reading --depth 3 'a b'")]
        @Option("How deep, in a sentence that is long enough to need more than a single line of help.") var depth = 2
        @Option("Where to write.", placeholder: "DIR") var out: String?
        @Argument("What to read.", placeholder: "FILE") var files: [String]
    }

    struct Shell: CommandDeclaration {
        static let name = "shell"
        static let summary = "Choose a shell."
        @Argument("The shell.") var shell: CompletionShell
    }
}
