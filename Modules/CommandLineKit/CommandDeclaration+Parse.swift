extension CommandDeclaration {
    /// Reads the words after the command's name. Throws `UsageError`.
    public static func parse(_ words: some Sequence<String>) throws -> Self {
        try parse(words, sharing: NoOptions()).command
    }

    /// Reads the words after the command's name; options of `globals` may stand anywhere among them and are filled in there.
    /// Throws `UsageError`.
    public static func parse(
        _ words: some Sequence<String>, sharing globals: some ArgumentGroup
    ) throws -> ParsedCommand<Self> {
        var command = Self()
        var parser = Parser(Schema(of: command), shared: Schema(of: globals))
        try parser.parse(Array(words))
        try command.validate()
        return ParsedCommand(
            command: command, words: parser.taken.map { ParsedWord(name: $0.slot.spec.name, text: $0.text) })
    }
}

/// A command with the words it took, in a form that does not depend on how they were typed.
public struct ParsedCommand<Declaration> {
    /// The command, filled.
    public let command: Declaration
    /// The words it took itself, in the order typed; those that went to shared options are not among them.
    public let words: [ParsedWord]
}

/// One option, flag or argument as it was given.
public struct ParsedWord: Sendable, Hashable {
    /// The long name of the option or flag, or the name of the argument.
    public let name: String
    /// `--max-distance=31`, `--record`, or the word of an argument.
    public let text: String
}

extension ArgumentGroup {
    /// Fills options from the front of the words, up to the first word that is none, and returns what is left. Throws
    /// `UsageError`.
    public func takeLeading(_ words: [String]) throws -> [String] {
        var parser = Parser(Schema(of: self))
        return try parser.parseLeading(words)
    }
}

private struct NoOptions: ArgumentGroup {}
