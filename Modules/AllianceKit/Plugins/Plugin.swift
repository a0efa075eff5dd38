/// What one module adds to the toolkit: static lists, all empty by default.
public protocol Plugin: SendableMetatype {
    /// The module's word on the command line, in kebab case; `` for commands without a module (`init`, `doctor`).
    static var name: String { get }
    /// One line: what the module is for.
    static var summary: String { get }
    /// Its commands.
    static var commands: [any Command.Type] { get }
    /// Groups of commands below the module's word: `hashing lists import`.
    static var commandGroups: [CommandGroup] { get }
    /// The kinds of records it stores.
    static var recordTypes: [any StoredRecord.Type] { get }
    /// The kinds of events it logs.
    static var eventKinds: [EventKind] { get }
    /// The formats it reads.
    static var importers: [any Importer.Type] { get }
    /// The formats it writes.
    static var exporters: [any Exporter.Type] { get }
    /// The ways it can deliver messages.
    static var channels: [any Channel] { get }
    /// The indicators it can compute from the ledger.
    static var indicators: [IndicatorDefinition] { get }
    /// Checks that `alliance doctor` runs.
    static var healthChecks: [any HealthCheck.Type] { get }
    /// Its sections of `config.json`.
    static var settings: [any ModuleSettings.Type] { get }
}

extension Plugin {
    /// None.
    public static var commands: [any Command.Type] { [] }
    /// None.
    public static var commandGroups: [CommandGroup] { [] }
    /// None.
    public static var recordTypes: [any StoredRecord.Type] { [] }
    /// None.
    public static var eventKinds: [EventKind] { [] }
    /// None.
    public static var importers: [any Importer.Type] { [] }
    /// None.
    public static var exporters: [any Exporter.Type] { [] }
    /// None.
    public static var channels: [any Channel] { [] }
    /// None.
    public static var indicators: [IndicatorDefinition] { [] }
    /// None.
    public static var healthChecks: [any HealthCheck.Type] { [] }
    /// None.
    public static var settings: [any ModuleSettings.Type] { [] }
}

/// Commands that share a word below their module: `hashing lists …`.
public struct CommandGroup: Sendable {
    /// The word.
    public let name: String
    /// One line.
    public let summary: String
    /// The commands.
    public let commands: [any Command.Type]

    /// Makes a group.
    public init(_ name: String, _ summary: String, _ commands: [any Command.Type]) {
        self.name = name
        self.summary = summary
        self.commands = commands
    }
}

/// One thing that `alliance doctor` looks at.
public protocol HealthCheck: SendableMetatype {
    /// What is checked, in a word or two: `ledger`, `key permissions`.
    static var name: String { get }
    /// Looks, changes nothing, and says what was found. `context.workspace()` throws outside a workspace.
    static func examine(_ context: CommandContext) throws -> [HealthFinding]
}

/// What a health check found.
public struct HealthFinding: Sendable, Hashable {
    /// How it is.
    public enum State: String, Sendable, CaseIterable {
        /// As it should be.
        case ok
        /// Works, but look at it.
        case warning
        /// Does not work.
        case failed
    }

    /// How it is.
    public var state: State
    /// What was looked at.
    public var subject: String
    /// What was found, as a phrase.
    public var detail: String
    /// What to do about it, unless it is as it should be.
    public var hint: String?

    /// Makes a finding.
    public init(_ state: State, _ subject: String, _ detail: String, hint: String? = nil) {
        self.state = state
        self.subject = subject
        self.detail = detail
        self.hint = hint
    }
}
