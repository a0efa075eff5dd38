import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Takedown

/// Running resolvers on loopback answer as the rules say: for every name of a small world, whatever the rules in it.
@Suite(.serialized) struct BlockResolverTests {
    /// What the world outside answers.
    static let outside = DNSQuestion.Answer.address("198.51.100.1")
    static let unbound = BlockProgramTests.path("unbound")

    /// Random rules over names of up to four labels below example.org.
    static func rules(_ seed: UInt64, hostExceptions: Bool) -> [BlockEntry] {
        var generator = Seeded(state: seed)
        var entries: [BlockEntry] = []
        for line in 1...60 {
            let name =
                (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                    String("abc".randomElement(using: &generator)!)
                }.joined(separator: ".") + ".example.org"
            let isDomain = Bool.random(using: &generator)
            let passes = Int.random(in: 0..<3, using: &generator) == 0
            if passes && !isDomain && !hostExceptions { continue }
            entries.append(BlockEntry(isDomain ? .domain(name) : .host(name), passes ? .passthru : .deny, line: line))
        }
        return entries
    }

    /// Every name of up to five labels of the world, some beside it.
    static let names: [String] = {
        var level = [""]
        var all: [String] = []
        for _ in 0..<4 {
            level = level.flatMap { end in ["a", "b", "c"].map { "\($0).\(end)" } }
            all += level
        }
        return all.map { $0 + "example.org" } + [
            "example.org", "z.a.b.example.org", "A.B.example.org", "xa.example.org",
        ]
    }()

    static func expected(_ name: String, _ list: BlockList, stop: Bool) -> DNSQuestion.Answer {
        let name = name.lowercased()
        switch list.index.verdict(forName: name) {
        case nil, .passthru?: return outside
        case .deny?, .stopPage?:
            if stop { return .address("192.0.2.53") }
            let byDomain = BlockName.parents(name).contains {
                list.index.domains[String($0)].map { $0 != .passthru } == true
            }
            return byDomain ? .nxdomain : .nodata
        }
    }

    static func base(_ port: UInt16) -> String {
        """
        server:
            interface: 127.0.0.1@\(port)
            access-control: 127.0.0.0/8 allow
            chroot: ""
            username: ""
            pidfile: ""
            use-syslog: no
            logfile: ""
            do-ip6: no
            do-tcp: no
            num-threads: 1
            do-not-query-localhost: no
            hide-identity: yes

        """
    }

    /// A resolver of its own for each set, behind it one that answers for the world.
    private func check(
        _ folder: TemporaryFolder, _ lines: String, _ body: (UInt16) throws -> Void
    ) throws {
        let program = try #require(Self.unbound)
        let (upstream, port) = (LoopbackServer.freePort(), LoopbackServer.freePort())
        let world = try folder.write(
            "world.conf",
            Self.base(upstream) + """
                    module-config: "iterator"
                    local-zone: "." redirect
                    local-data: ". 60 IN A 198.51.100.1"
                    local-zone: "listed.example.com." redirect
                    local-data: "listed.example.com. 60 IN A 192.0.2.66"

                """)
        let first = try LoopbackServer(program, ["-d", "-c", world], log: folder.file("world.log"))
        let file = try folder.write(
            "resolver.conf",
            Self.base(port) + lines + "\nforward-zone:\n    name: \".\"\n    forward-addr: 127.0.0.1@\(upstream)\n")
        let second = try LoopbackServer(program, ["-d", "-c", file], log: folder.file("resolver.log"))
        let ready = second.waitFor { DNSQuestion.ask("ready.example.com", port: port, milliseconds: 300) }
        let log = (try? String(contentsOfFile: folder.file("resolver.log"), encoding: .utf8)) ?? ""
        try #require(ready == Self.outside, "the resolver does not answer: \(log)")
        try body(port)
        #expect(first.isRunning && second.isRunning)
    }

    @Test(.enabled(if: unbound != nil, "needs unbound (Scripts/setup --tools)"), arguments: [1, 2, 3] as [UInt64])
    func policyZone(_ seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let stop = seed == 3 ? [IPAddress("192.0.2.53")!] : []
        let options = BlockListOptions(time: BlockRuleTests.now, origin: "rpz.example", stopAddresses: stop)
        let entries =
            Self.rules(seed, hostExceptions: true) + [BlockEntry(.ip(IPNetwork("192.0.2.66")!), .deny, line: 99)]
        let whole = BlockList.make(entries).list
        let written = try BlockListWriter(folder: folder.path, options: options).write(whole, RPZFormat())
        #expect(written.remarks.allSatisfy { $0.weight == .folded })
        let lines =
            "    module-config: \"respip iterator\"\nrpz:\n    name: rpz.example\n    zonefile: \(folder.file("rpz.zone"))\n"
        try check(folder, lines) { port in
            for name in Self.names {
                #expect(
                    DNSQuestion.ask(name, port: port) == Self.expected(name, written.kept, stop: !stop.isEmpty),
                    "\(name)")
            }
            #expect(
                DNSQuestion.ask("listed.example.com", port: port) == (stop.isEmpty ? .nxdomain : .address("192.0.2.53"))
            )
            if let name = Self.names.first(where: { whole.index.verdict(forName: $0) == .deny }), !stop.isEmpty {
                #expect(DNSQuestion.ask(name, type: 28, port: port) == .nodata)
            }
        }
    }

    @Test(.enabled(if: unbound != nil, "needs unbound (Scripts/setup --tools)"), arguments: [4, 5] as [UInt64])
    func localZones(_ seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let stop = seed == 5 ? [IPAddress("192.0.2.53")!] : []
        let options = BlockListOptions(time: BlockRuleTests.now, stopAddresses: stop)
        let whole = BlockList.make(Self.rules(seed, hostExceptions: false)).list
        let written = try BlockListWriter(folder: folder.path, options: options).write(whole, UnboundFormat())
        #expect(written.remarks.allSatisfy { $0.weight == .folded })
        try check(folder, "    module-config: \"iterator\"\ninclude: \(folder.file("unbound.conf"))\n") { port in
            for name in Self.names {
                #expect(
                    DNSQuestion.ask(name, port: port) == Self.expected(name, written.kept, stop: !stop.isEmpty),
                    "\(name)")
            }
        }
    }

    static let dnsmasq = BlockProgramTests.path("dnsmasq")

    @Test(
        .enabled(if: unbound != nil && dnsmasq != nil, "needs unbound and dnsmasq-base (Scripts/setup --tools)"),
        arguments: [6, 7] as [UInt64])
    func dnsmasqDomains(_ seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let stop = seed == 7 ? [IPAddress("192.0.2.53")!] : []
        let options = BlockListOptions(time: BlockRuleTests.now, stopAddresses: stop)
        let whole = BlockList.make(Self.rules(seed, hostExceptions: false).filter { $0.matcher.kind == .domain }).list
        let written = try BlockListWriter(folder: folder.path, options: options).write(whole, DnsmasqFormat())
        try check(folder, "    module-config: \"iterator\"\n") { behind in
            let port = LoopbackServer.freePort()
            let program = try #require(Self.dnsmasq)
            let server = try LoopbackServer(
                program,
                [
                    "--keep-in-foreground", "--no-resolv", "--no-hosts", "--server=127.0.0.1#\(behind)",
                    "--port=\(port)",
                    "--listen-address=127.0.0.1", "--bind-interfaces", "--user=root", "--group=root", "--pid-file",
                    "-C", folder.file("dnsmasq.conf"),
                ], log: folder.file("dnsmasq.log"))
            try #require(
                server.waitFor { DNSQuestion.ask("ready.example.com", port: port, milliseconds: 300) } == Self.outside)
            for name in Self.names {
                #expect(
                    DNSQuestion.ask(name, port: port) == Self.expected(name, written.kept, stop: !stop.isEmpty),
                    "\(name)")
            }
            if let name = Self.names.first(where: { written.kept.index.verdict(forName: $0) == .deny }), !stop.isEmpty {
                #expect(DNSQuestion.ask(name, type: 28, port: port)?.data == [])
            }
        }
    }
}

/// The same numbers in every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }
}
