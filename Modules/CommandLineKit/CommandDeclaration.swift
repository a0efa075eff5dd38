/// A set of options, flags and arguments, found by reflection in a fresh value.
public protocol ArgumentGroup {
    /// Makes a value in which nothing is set yet.
    init()
}

/// What a command declares of itself; help, manual page, completions and documentation are generated from it.
public protocol CommandDeclaration: ArgumentGroup, SendableMetatype {
    /// The word typed, in kebab case.
    static var name: String { get }
    /// One line: what the command does, as an imperative sentence with a full stop.
    static var summary: String { get }
    /// Paragraphs separated by blank lines: when to use it and what to know.
    static var discussion: String { get }
    /// Command lines a reader can try.
    static var examples: [CommandExample] { get }
    /// Checks what the parser cannot know; throws `UsageError`.
    mutating func validate() throws
}

extension CommandDeclaration {
    /// No paragraphs.
    public static var discussion: String { "" }
    /// No examples.
    public static var examples: [CommandExample] { [] }
    /// Nothing to check.
    public mutating func validate() throws {}
}

/// A command line to try, and what it does.
public struct CommandExample: Sendable, Hashable {
    /// What it does, as a phrase.
    public let purpose: String
    /// The words, as typed, starting with the tool's name.
    public let line: String

    /// Makes an example.
    public init(_ purpose: String, _ line: String) {
        self.purpose = purpose
        self.line = line
    }
}

/// A mistake on the command line, said so that the user can mend it.
public struct UsageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// One sentence without a full stop.
    public let message: String

    /// Makes an error.
    public init(_ message: String) { self.message = message }

    /// The message.
    public var description: String { message }
}
