/// What a command is given: the world, the workspace, who acts, and where output goes.
public final class CommandContext {
    /// Clock, randomness, environment, terminal.
    public let surroundings: Surroundings
    /// Who acts; `--actor`, else `$ALLIANCE_ACTOR`, else the login name.
    public let actor: String
    /// The plugins of this build.
    public let registry: Registry
    /// Standard output, in the format asked for.
    public let output: OutputWriter
    /// Standard error: talk, warnings, progress.
    public let talk: Talk
    /// The command's words as typed, without global options; the request an idempotency key stands for.
    public let request: String

    /// The folder of the workspace asked for, whether or not there is a workspace in it yet; nil when none is named or found.
    public let workspaceFolder: String?

    private let openWorkspace: (String?) throws -> Workspace
    private let readConfiguration: () throws -> Configuration?
    private var opened: Workspace?
    private var failures = 0

    /// Makes a context; the driver does, and tests.
    public init(
        surroundings: Surroundings, actor: String, registry: Registry, output: OutputWriter, talk: Talk,
        request: String, workspaceFolder: String? = nil,
        readConfiguration: @escaping () throws -> Configuration? = { nil },
        openWorkspace: @escaping (String?) throws -> Workspace
    ) {
        self.surroundings = surroundings
        self.actor = actor
        self.registry = registry
        self.output = output
        self.talk = talk
        self.request = request
        self.workspaceFolder = workspaceFolder
        self.readConfiguration = readConfiguration
        self.openWorkspace = openWorkspace
    }

    /// The workspace, opened on first use. Throws `workspace.missing` where there is none.
    public func workspace() throws -> Workspace {
        if let opened { return opened }
        let workspace = try openWorkspace(nil)
        opened = workspace
        return workspace
    }

    /// The configuration of the workspace, without opening its databases; nil where there is no workspace, for commands that need none.
    public func configuration() throws -> Configuration? {
        if let opened { return opened.configuration }
        return try readConfiguration()
    }

    /// The workspace in another folder, opened afresh: for commands that verify a copy before it counts.
    public func workspace(at folder: String) throws -> Workspace { try openWorkspace(folder) }

    /// Names an item that failed, on standard error; the command goes on and ends with exit code 1.
    public func report(_ error: AllianceError) {
        failures += 1
        talk.error(error)
    }

    /// How many items failed so far.
    public var failureCount: Int { failures }

    /// Changes state once per idempotency key. With a key that was used for the same request, nothing changes and the remembered
    /// answer comes back; with one that was used for another request, it throws `key.reused`.
    public func mutate<Answer: Codable>(
        _ key: String?, _ body: (any StoreTransaction) throws -> Answer
    ) throws -> Answer {
        let store = try workspace().store
        return try store.write { transaction in
            guard let key else { return try body(transaction) }
            if let remembered = try transaction.rememberedAnswer(for: key) {
                guard remembered.request == request else {
                    throw AllianceError(
                        "key.reused", "the key \(key) was used for another command: \(remembered.request)",
                        hint: "use a fresh key for each request", exit: .usage)
                }
                return try JSONBytes.decode(Answer.self, from: remembered.answer)
            }
            let answer = try body(transaction)
            try transaction.remember(
                RememberedAnswer(request: request, answer: try JSONBytes.encode(answer), time: surroundings.now()),
                for: key)
            return answer
        }
    }
}
