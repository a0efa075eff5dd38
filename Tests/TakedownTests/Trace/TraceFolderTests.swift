import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Folders of local data, good and bad.
struct TraceFolderTests {
    @Test func aFolderWithoutHostsIsNone() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: AllianceError.self) { try TraceFolder(path: folder.path) }
        #expect(error?.code == "takedown.trace.folder")
        #expect(throws: AllianceError.self) { try TraceFolder(path: folder.file("none")) }
    }

    @Test func badFilesAndLinesAreNamedAndTheRestWorks() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.write(
            "hosts.tsv",
            "note\thost\taddresses\nx\ta.test\t192.0.2.1, 2001:db8::1\nshort\n\n\tb.test\t1.2.3\n\tB\u{fc}cher.test.\t\n"
                + "\t\u{301}x\t192.0.2.2\n" + String(repeating: "x", count: 70_000) + "\nx\tc.test\t192.0.2.9\n")
        _ = try folder.write(
            "providers.tsv",
            "match\tkind\tname\tnote\nAS64499\tcdn\tExample\tx\n192.0.2.0/28\tanycast\tAny\nASx\tcdn\tBad\t\nAS1\tx\ty\n"
        )
        _ = try folder.write("broken.mmdb", "nothing")
        try Files.makeFolder(folder.file("rdap"))
        _ = try folder.write("rdap/bad.json", "{\"objectClassName\":")
        _ = try folder.write("rdap/list.json", "[]")
        _ = try folder.write(
            "rdap/good.json",
            #"{"objectClassName":"ip network","startAddress":"192.0.2.0","endAddress":"192.0.2.255","country":"XA"}"#)
        let loaded = try TraceFolder(path: folder.path)
        #expect(
            loaded.problems.map(\.code) == [
                "takedown.hosts.columns", "takedown.hosts.address", "takedown.url.host.idna", "file.line.too-long",
                "takedown.mmdb.corrupt",
                "takedown.providers.match", "takedown.providers.line", "json.truncated", "takedown.rdap.shape",
            ])
        #expect(loaded.problems.first?.place?.line == 3)
        #expect(loaded.problems.allSatisfy { $0.place != nil })
        #expect(loaded.sources.answers.count == 1)
        let resolver = loaded.sources.resolver
        #expect(
            try await resolver.resolve("A.test.")
                == .addresses(["192.0.2.1", "2001:db8::1"].compactMap { IPAddress($0) }))
        #expect(try await resolver.resolve("xn--bcher-kva.test") == .noSuchName)
        #expect(try await resolver.resolve("other.test") == .unknown)
        #expect(try await resolver.resolve("c.test") != .unknown)
        let result = try await Tracer(loaded.sources).trace(URLIdentity(parsing: "http://a.test/"))
        #expect(result.outcome == .originUnknown)
    }

    @Test func hostsNeedAHeading() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("hosts.tsv", "a.test\t192.0.2.1\n")
        let error = #expect(throws: AllianceError.self) { try TraceFolder(path: folder.path) }
        #expect(error?.code == "takedown.hosts.heading")
    }
}
