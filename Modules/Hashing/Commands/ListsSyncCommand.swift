import AllianceKit
import CommandLineKit

/// `alliance hashing lists sync`
struct ListsSyncCommand: Command {
    static let name = "sync"
    static let summary = "Bring a list in step with a hash-sharing service (NCMEC's interface, version 2)."
    static let discussion = """
        Takes what the service has changed since the last time, page by page, deletions too. After every page it is noted in the workspace how \
        far it came, so a sync that was cut, or that --pages ended, goes on there when it is run again. Taking a page twice \
        changes nothing. Entries that cannot be used are named and kept out (exit code 1).

        What the source deleted is withdrawn here and lives again when the source gives it anew; what was withdrawn here stays withdrawn.

        The password comes from a file that only you can read, or from a descriptor, never from the command line. It is sent to the \
        service's address only, over https. Requests are repeated with growing pauses while the service is busy or out of reach (69).
        """
    static let examples = [
        CommandExample(
            "a service at any address",
            "alliance hashing lists sync ncmec --from-url https://hashsharing.example.org/exploitative --user house --password-file ~/.ncmec"
        ),
        CommandExample(
            "a known environment, the password from a program",
            "pass ncmec | alliance hashing lists sync ncmec --environment exploitative --user house --password-fd 0"),
    ]
    static let output = OutputShape.record([
        OutputField("list", .text, "the list's name"),
        OutputField("member", .text, "who the service takes us for"),
        OutputField("pages", .integer, "pages that were taken"),
        OutputField("added", .integer, "entries that were new"),
        OutputField("updated", .integer, "entries that were there with other content"),
        OutputField("unchanged", .integer, "entries that were there, the same"),
        OutputField("withdrawn", .integer, "entries that the source deleted"),
        OutputField("stale", .integer, "older words on an entry than what was known", inTable: false),
        OutputField("rejected", .integer, "entries that could not be used"),
        OutputField("complete", .flag, "whether everything up to now is here; if not, run it again"),
        OutputField("since", .time, "where the next sync starts"),
    ])

    @Option("The service's address, up to what stands before /v2.", placeholder: "URL") var fromUrl: String?
    @Option("A known environment instead of an address.", placeholder: "NAME") var environment: NCMECEnvironment?
    @Option("The user name.", placeholder: "NAME") var user: String?
    @Option("A file that holds the password.", placeholder: "FILE") var passwordFile: String?
    @Option("A descriptor that gives the password.", placeholder: "N") var passwordFd: Int?
    @Option("Where the first sync starts; everything unless given.", placeholder: "TIME") var since: Instant?
    @Option("Take at most so many pages now.", placeholder: "N") var pages: Int?
    @Option("Allow http to this port of this machine; for tests.", placeholder: "PORT") var allowLoopback: Int?
    @Argument("The list's name.", placeholder: "NAME") var list: String

    mutating func validate() throws {
        guard (fromUrl == nil) != (environment == nil) else {
            throw UsageError("give either --from-url or --environment")
        }
        if let allowLoopback, !(1...65535 ~= allowLoopback) { throw UsageError("--allow-loopback takes a port") }
        if let pages, pages < 1 { throw UsageError("--pages must be at least 1") }
        if passwordFile != nil, passwordFd != nil { throw UsageError("give one of --password-file and --password-fd") }
        if let passwordFd, !(0...1023 ~= passwordFd) { throw UsageError("--password-fd takes a descriptor's number") }
        guard (user == nil) == (passwordFile == nil && passwordFd == nil) else {
            throw UsageError("--user needs --password-file or --password-fd, and they need --user")
        }
    }

    func run(_ context: CommandContext) async throws {
        try KnownLists.check(list)
        let workspace = try context.workspace()
        let ports = allowLoopback.map { [UInt16($0)] } ?? []
        var service = try NCMECService(
            base: fromUrl ?? environment?.base ?? "", credentials: try credentials(context),
            client: context.surroundings.http(NetworkPermission(loopbackPorts: Set(ports))),
            surroundings: context.surroundings, allowsHTTP: allowLoopback != nil)
        service.waiting = { context.talk.say($0) }
        let member: String
        do { member = try await service.status() } catch let refusal as SyncRefusal { throw refusal.error }
        let synchronizer = HashSynchronizer(service: service, workspace: workspace, context: context)
        let outcome = try await synchronizer.run(
            list, since: since ?? Instant(milliseconds: 0), limit: pages ?? .max)
        IndexKeeper.refresh(context)
        try context.output.write(
            [
                "list": .string(list), "member": .string(member), "pages": .int(outcome.pages),
                "added": .int(outcome.tally.added), "updated": .int(outcome.tally.updated),
                "unchanged": .int(outcome.tally.unchanged), "withdrawn": .int(outcome.tally.withdrawn),
                "stale": .int(outcome.tally.stale), "rejected": .int(outcome.rejected),
                "complete": .bool(outcome.isComplete), "since": .text(outcome.sync.since),
            ], as: Self.output)
    }

    private func credentials(_ context: CommandContext) throws -> (user: String, password: String)? {
        guard let user else { return nil }
        let path = passwordFile ?? "/dev/fd/\(passwordFd ?? 0)"
        if let passwordFile, let mode = Files.permissions(passwordFile), mode & 0o077 != 0 {
            context.talk.warn("\(passwordFile) can be read by others; restrict it with: chmod 600 \(passwordFile)")
        }
        var bytes = try Files.read(path, limit: 4096)
        while let last = bytes.last, last == 0x0a || last == 0x0d { bytes.removeLast() }
        guard !bytes.isEmpty, let password = String(validating: bytes, as: UTF8.self),
            !EntryDraft.hasControl(bytes[...]),
            !user.isEmpty, !user.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: ":") })
        else {
            throw AllianceError(
                "sync.credentials", "the user name or the password cannot be sent",
                hint: "one line of text each, no colon in the name",
                exit: .usage)
        }
        return (user, password)
    }
}
