import AllianceKit
import Glibc
import Transport

/// Clock and randomness of the process: the system's, or those that `ALLIANCE_CLOCK` and `ALLIANCE_RANDOM_SEED` fix for tests
/// and demonstrations. `alliance doctor` warns when they do.
struct Injection {
    let surroundings: Surroundings
    let seeded: SeededRandomness?

    init(_ environment: [String: String]) throws {
        let clock = try Self.value("ALLIANCE_CLOCK", environment, "an RFC 3339 time") { Instant($0) }
        let seeded = try Self.value("ALLIANCE_RANDOM_SEED", environment, "a whole number") { UInt64($0) }
            .map(SeededRandomness.init)
        self.seeded = seeded
        let random: @Sendable (Int) -> [UInt8] =
            if let seeded { { seeded.bytes($0) } } else { { Injection.randomBytes($0) } }
        let now: @Sendable () -> Instant = { clock ?? Injection.systemTime() }
        var surroundings = Surroundings(
            now: now, randomBytes: random, environment: environment,
            terminal: Self.terminal(environment),
            http: Self.http, isInjected: clock != nil || seeded != nil, workerExecutable: "/proc/self/exe")
        surroundings.mail = { route in
            switch route {
            case .server(let relay): SMTPMailSender(relay, now: now)
            case .program(let path): ProgramMailSender(path, now: now)
            }
        }
        surroundings.names = Self.names
        self.surroundings = surroundings
    }

    /// Chosen name servers are asked for addresses only; names of addresses come from the system's resolver when none is chosen.
    private static func names(_ permission: NetworkPermission) -> any NameLookup {
        SystemNames(resolver(permission), reverses: permission.nameServers.isEmpty)
    }

    private static func resolver(_ permission: NetworkPermission) -> NameResolver {
        guard !permission.nameServers.isEmpty else { return .system }
        do throws(AllianceError) {
            return try .servers(permission.nameServers)
        } catch {
            return NameResolver { [error] _ in throw error }
        }
    }

    /// A client behind the address guard, with what the permission names and nothing else.
    private static func http(_ permission: NetworkPermission) -> any HTTPClient {
        let ports = permission.ports.intersection(NetworkPermission.otherPorts)
        return CurlHTTPClient(
            guard: AddressGuard(ports: ports.union([80, 443]), allowingLoopbackOn: permission.loopbackPorts),
            resolver: resolver(permission), userAgent: "alliance/\(Version.number)")
    }

    private static func value<Value>(
        _ name: String, _ environment: [String: String], _ what: String, _ read: (String) -> Value?
    ) throws -> Value? {
        guard let text = environment[name], !text.isEmpty else { return nil }
        if let value = read(text) { return value }
        throw AllianceError(
            "surroundings.injected", "\(name) is not \(what): \"\(text)\"", hint: "unset it, or mend it", exit: .usage)
    }

    static func systemTime() -> Instant {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private static func terminal(_ environment: [String: String]) -> Surroundings.Terminal {
        var size = winsize()
        let known = unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20
        let width =
            known ? Int(size.ws_col) : environment["COLUMNS"].flatMap { Int($0) }.flatMap { 20...1000 ~= $0 ? $0 : nil }
        return Surroundings.Terminal(
            outputIsTerminal: isatty(1) == 1, errorIsTerminal: isatty(2) == 1,
            width: width ?? (isatty(1) == 1 ? 80 : Surroundings.Terminal.unlimited))
    }
}
