import AllianceKit
import CommandLineKit

/// What commands that write block lists take besides the rules.
struct BlockListArguments: ArgumentGroup {
    @Option("The name of the policy zone (rpz).", placeholder: "NAME") var origin = "rpz.invalid"
    @Option("Seconds that resolvers may keep an answer, 60 to 300.", placeholder: "SECONDS") var ttl = 300
    @Option("Address of the server with the stop page; once for each family.", placeholder: "ADDRESS") var stopAddress:
        [String]
    @Option("The stop page's own URL (squid, nginx).", placeholder: "URL") var stopPage: String?
    @Option("The list's name (adblock, prefix lists).", placeholder: "NAME") var listName = "alliance"
    @Option("A file with the recipient's key of 32 to 64 bytes (prefixes-hmac).", placeholder: "FILE") var keyFile:
        String?
    @Option("The folder in which Squid will find the files.", placeholder: "DIR") var installFolder =
        "/etc/alliance/blocklist"
    @Option("A newer public_suffix_list.dat than the system's.", placeholder: "FILE") var suffixList: String?

    init() {}

    /// Throws a usage error for what cannot be.
    func check() throws {
        guard 60...300 ~= ttl else {
            throw UsageError("--ttl must be 60 to 300 seconds: delisting has to take effect soon")
        }
        guard (try? BlockName.read(origin)) == origin, BlockName.address(origin) == nil else {
            throw UsageError("--origin is the name of a zone in lower case, such as rpz.example")
        }
        for text in stopAddress where IPAddress(text) == nil {
            throw UsageError("--stop-address \(text) is not an address")
        }
        if let stopPage, !BlockStopPage.isUsable(stopPage) {
            throw UsageError("--stop-page is an http or https URL without blanks and quotes")
        }
        guard listName.utf8.allSatisfy({ 0x21...0x7e ~= $0 }), 1...60 ~= listName.utf8.count else {
            throw UsageError("--list-name is a word of at most 60 characters")
        }
        guard installFolder.utf8.allSatisfy({ 0x21...0x7e ~= $0 && $0 != 0x22 && $0 != 0x24 }) else {
            throw UsageError("--install-folder is a path without blanks, quotes and dollar signs")
        }
    }

    /// The options of a build at a moment.
    func options(at time: Instant) throws -> BlockListOptions {
        BlockListOptions(
            time: time, origin: origin, timeToLive: ttl, stopAddresses: stopAddress.compactMap { IPAddress($0) },
            stopPage: stopPage, name: listName, key: try keyFile.map { try Files.read($0, limit: 64) },
            folder: installFolder)
    }

    /// The safeguards of a build; says so when the system has no list of what lies below a name.
    func safeguards(at now: Instant, never: String?, _ context: CommandContext) throws -> BlockSafeguards {
        let path = suffixList ?? SuffixParents.systemPath
        var parents = SuffixParents()
        if suffixList != nil || Files.exists(path) {
            parents = try SuffixParents(path: path)
        } else {
            context.talk.warn("no \(path): domains below which others hold names cannot be told; install publicsuffix")
        }
        return BlockSafeguards(
            now: now, suffixes: try suffixList.map { try PublicSuffixList(path: $0) } ?? .builtin, parents: parents,
            never: try never.map { try NeverBlockList(path: $0) } ?? NeverBlockList())
    }
}
