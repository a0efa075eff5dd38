/// The outside world as commands see it: injected, so that months pass in milliseconds in tests.
public struct Surroundings: Sendable {
    /// The current moment.
    public var now: @Sendable () -> Instant
    /// So many random bytes; from the system's generator unless injected.
    public var randomBytes: @Sendable (Int) -> [UInt8]
    /// The environment's variables.
    public var environment: [String: String]
    /// The terminal behind standard output and standard error.
    public var terminal: Terminal
    /// Makes the client that a command which was asked to goes to the network with; it refuses whatever its permission does not name.
    public var http: @Sendable (NetworkPermission) -> any HTTPClient
    /// Makes what a command that was asked to go to the network looks names up with.
    public var names: @Sendable (NetworkPermission) -> any NameLookup = { _ in NoNames() }
    /// Makes what sends mail on a route; it may keep its connection from one message to the next.
    public var mail: @Sendable (MailRoute) -> any MailSender = { _ in NoMail() }
    /// Waits so many seconds, for what is worth trying again.
    public var sleep: @Sendable (Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    /// Whether the clock or the randomness is not the system's.
    public var isInjected: Bool
    /// The program that commands start to work on hostile bytes in a process of its own; nil has them worked on in this process.
    public var workerExecutable: String?

    /// What is known of the terminal.
    public struct Terminal: Sendable, Hashable {
        /// Whether standard output is a terminal.
        public var outputIsTerminal: Bool
        /// Whether standard error is a terminal.
        public var errorIsTerminal: Bool
        /// Columns; `unlimited` when the output goes to a file or another program.
        public var width: Int

        /// Wide enough for anything: a table that nobody sees in a window is not wrapped.
        public static let unlimited = 1 << 20

        /// Makes one.
        public init(outputIsTerminal: Bool, errorIsTerminal: Bool, width: Int) {
            self.outputIsTerminal = outputIsTerminal
            self.errorIsTerminal = errorIsTerminal
            self.width = width
        }
    }

    /// Makes surroundings.
    public init(
        now: @escaping @Sendable () -> Instant, randomBytes: @escaping @Sendable (Int) -> [UInt8],
        environment: [String: String] = [:],
        terminal: Terminal = Terminal(outputIsTerminal: false, errorIsTerminal: false, width: 80),
        http: @escaping @Sendable (NetworkPermission) -> any HTTPClient = { _ in NoNetwork() },
        isInjected: Bool = false,
        workerExecutable: String? = nil
    ) {
        self.now = now
        self.randomBytes = randomBytes
        self.environment = environment
        self.terminal = terminal
        self.http = http
        self.isInjected = isInjected
        self.workerExecutable = workerExecutable
    }

    /// A new identity, of now and fresh random bytes.
    public func makeID(_ prefix: String) -> EntityID { EntityID(prefix: prefix, at: now(), random: randomBytes(10)) }
}
