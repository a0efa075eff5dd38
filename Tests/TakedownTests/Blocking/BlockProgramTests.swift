import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Takedown

/// The real programs read what is written: a hostile set of rules in every format.
struct BlockProgramTests {
    /// Names, URLs with every sign that means something to one of the formats, exceptions, addresses.
    static let entries: [BlockEntry] = {
        var matchers: [(BlockMatcher, BlockAction)] = [
            (.domain("dedicated.example.org"), .deny), (.host("ok.a.dedicated.example.org"), .passthru),
            (.host("xn--bcher-kva.example.net"), .deny), (.domain("under_score.example.net"), .stopPage),
            (.ip(IPNetwork("192.0.2.66")!), .deny), (.ip(IPNetwork("2001:db8::1:0:0:1/128")!), .deny),
            (.ip(IPNetwork("2001:db8:5::/48")!), .passthru), (.host("192.0.2.9"), .deny),
            (.host("[2001:db8::9]"), .deny),
            (.host(String(repeating: "l", count: 63) + ".example.org"), .deny),
            (.urlPrefix("www.example.org/album/7/"), .deny), (.url("www.example.org/album/7/ok"), .passthru),
            (.url("www.example.org/A"), .deny), (.url("www.example.org/a"), .deny),
        ]
        let signs = "!\"$&'()*+,-./:;<=>@[\\]^_`{|}~"
        for sign in signs {
            guard let key = try? ListKey(parsing: Array("http://www.example.org/x\(sign)y?q=\(sign)z".utf8)) else {
                continue
            }
            matchers.append((.url(key.text), .deny))
        }
        for path in [
            "/a%20b%20#c", "/%C3%BC", "/%25zz", "/%2523", "/" + String(repeating: "long/", count: 90) + "end",
            "/\\n\\t$1",
        ] {
            guard let key = try? ListKey(parsing: Array("http://www.example.org\(path)".utf8)) else { continue }
            matchers.append((.url(key.text), .deny))
        }
        return matchers.enumerated().map { BlockEntry($1.0, $1.1, line: $0 + 1) }
    }()

    static func write(
        _ format: some BlockListFormat, in folder: TemporaryFolder, stop: [IPAddress] = []
    ) throws {
        let options = BlockListOptions(
            time: BlockRuleTests.now, origin: "rpz.example", stopAddresses: stop,
            stopPage: stop.isEmpty ? nil : "https://stop.example/?a=b", folder: folder.path)
        _ = try BlockListWriter(folder: folder.path, options: options).write(BlockList.make(entries).list, format)
    }

    private func run(_ program: String, _ words: [String]) throws -> ExternalTool.Result {
        try ExternalTool.run(try #require(Self.path(program)), words)
    }

    static func path(_ name: String) -> String? {
        ExternalTool.path(name)
            ?? ["/usr/sbin/\(name)", "/sbin/\(name)"].first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static let stops: [[IPAddress]] = [
        [], [IPAddress("192.0.2.53")!], [IPAddress("192.0.2.53")!, IPAddress("2001:db8::53")!],
    ]

    @Test(.enabled(if: path("named-checkzone") != nil, "needs bind9-utils (Scripts/setup --tools)"), arguments: stops)
    func bindReadsTheZone(_ stop: [IPAddress]) throws {
        let folder = try TemporaryFolder()
        try Self.write(RPZFormat(), in: folder, stop: stop)
        let result = try run("named-checkzone", ["-i", "local", "rpz.example", folder.file("rpz.zone")])
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(!result.output.lowercased().contains("warning"), "\(result.output)")
    }

    @Test(.enabled(if: path("kzonecheck") != nil, "needs knot-dnssecutils (Scripts/setup --tools)"), arguments: stops)
    func knotReadsTheZone(_ stop: [IPAddress]) throws {
        let folder = try TemporaryFolder()
        try Self.write(RPZFormat(), in: folder, stop: stop)
        let result = try run("kzonecheck", ["-o", "rpz.example", folder.file("rpz.zone")])
        #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    }

    @Test(.enabled(if: path("unbound-checkconf") != nil, "needs unbound (Scripts/setup --tools)"), arguments: stops)
    func unboundReadsTheZones(_ stop: [IPAddress]) throws {
        let folder = try TemporaryFolder()
        try Self.write(UnboundFormat(), in: folder, stop: stop)
        let result = try run("unbound-checkconf", [folder.file("unbound.conf")])
        #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
        #expect(!result.errors.contains("warning"), "\(result.errors)")
    }

    @Test(.enabled(if: path("dnsmasq") != nil, "needs dnsmasq-base (Scripts/setup --tools)"), arguments: stops)
    func dnsmasqReadsTheLines(_ stop: [IPAddress]) throws {
        let folder = try TemporaryFolder()
        try Self.write(DnsmasqFormat(), in: folder, stop: stop)
        let result = try run("dnsmasq", ["--test", "-C", folder.file("dnsmasq.conf")])
        #expect(result.exitCode == 0, "\(result.errors)")
    }

    @Test(.enabled(if: path("nginx") != nil, "needs nginx-light (Scripts/setup --tools)"), arguments: stops)
    func nginxReadsTheMaps(_ stop: [IPAddress]) throws {
        let folder = try TemporaryFolder()
        try Self.write(NginxFormat(), in: folder, stop: stop)
        let file = try folder.write("nginx.conf", NginxServer.configuration(folder, port: 1))
        let result = try run("nginx", ["-t", "-q", "-c", file, "-p", folder.path, "-e", folder.file("start.log")])
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(!result.errors.contains("["), "\(result.errors)")
    }

    @Test(.enabled(if: path("squid") != nil, "needs squid (Scripts/setup --tools)"), arguments: stops)
    func squidReadsTheLists(_ stop: [IPAddress]) throws {
        let folder = try TemporaryFolder()
        try Self.write(SquidFormat(), in: folder, stop: stop)
        let file = try folder.write(
            "main.conf",
            "include \(folder.file("squid.conf"))\nhttp_access allow all\nhttp_port 127.0.0.1:1\ncache_log /dev/null\n")
        let result = try run("squid", ["-k", "parse", "-f", file])
        #expect(result.exitCode == 0, "\(result.errors)")
        for word in ["WARNING", "ERROR", "FATAL"] { #expect(!result.errors.contains(word), "\(result.errors)") }
    }
}

/// The lines around our maps in nginx's configuration.
enum NginxServer {
    static func configuration(_ folder: TemporaryFolder, port: UInt16) -> String {
        """
        daemon off;
        worker_processes 1;
        pid \(folder.file("nginx.pid"));
        error_log \(folder.file("error.log"));
        events {}
        http {
            access_log off;
            client_body_temp_path \(folder.path); proxy_temp_path \(folder.path); fastcgi_temp_path \(folder.path);
            uwsgi_temp_path \(folder.path); scgi_temp_path \(folder.path);
            large_client_header_buffers 4 16k;
            include \(folder.file("nginx-map.conf"));
            server {
                listen 127.0.0.1:\(port);
                include \(folder.file("nginx-server.conf"));
                return 200 "passed";
            }
        }

        """
    }
}
