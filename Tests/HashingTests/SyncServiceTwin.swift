import AllianceKit
import TestKit

@testable import Hashing

/// A hash-sharing service made of tables, and a workspace that synchronises with it.
struct SyncServiceTwin {
    static let base = "https://hashsharing.example.org/test"
    let house = HashingWorkspace()
    let client: TableHTTPClient

    init(_ pages: [String: [TableHTTPClient.Answer]] = [:]) {
        var table = ["\(Self.base)/v2/status": [TableHTTPClient.Answer.ok(Self.status)]]
        for (path, answers) in pages { table[Self.base + path] = answers }
        client = TableHTTPClient(table)
    }

    static let status = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes" ?>
        <status xmlns="\(NCMECModel.namespace)"><ipAddress>192.0.2.1</ipAddress><username>house</username>
        <member id="42">Example House</member></status>
        """

    /// The address of the first page of the window from the start of time to the test's clock.
    static let first = "/v2/entries?from=1970-01-01T00%3A00%3A00Z&to=2026-11-23T09%3A00%3A00Z"
    static func page(_ number: Int) -> String { "\(first)&start=\(number)001&size=1000&max=9000" }

    /// A page with these entries and a link.
    static func xml(_ entries: [String], next: String? = nil) -> TableHTTPClient.Answer {
        let link = next.map { "<paging><next>\($0.replacing("&", with: "&amp;"))</next></paging>" } ?? ""
        return .ok(
            "<queryResult xmlns=\"\(NCMECModel.namespace)\"><images count=\"\(entries.count)\" maxTimestamp=\"2026-11-23T08:00:00Z\">"
                + entries.joined() + "</images>\(link)</queryResult>")
    }

    static func image(_ id: String, at time: String = "2026-01-01T00:00:00Z", md5: UInt8 = 0xa1) -> String {
        let hex = Hex.encode([UInt8](repeating: md5, count: 16))
        return "<image><member id=\"7\">Source</member><timestamp>\(time)</timestamp><id>\(id)</id>"
            + "<classification>A1</classification><fingerprints><md5>\(hex)</md5></fingerprints></image>"
    }

    static func deleted(_ id: String, at time: String = "2026-02-01T00:00:00Z") -> String {
        "<deletedImage><member id=\"7\">Source</member><id>\(id)</id><timestamp>\(time)</timestamp></deletedImage>"
    }

    func sync(_ words: String..., fromURL: String = base) async -> CommandRun {
        let client = client
        var surroundings = Surroundings.test(clock: house.clock)
        surroundings.http = { _ in client }
        return await CommandRun.run(
            HashingWorkspace.command("sync"), ["ncmec", "--from-url", fromURL] + words, in: house.workspace,
            surroundings: surroundings, plugins: [HashingPlugin.self])
    }

    func entries() throws -> [String: HashEntry] {
        var all: [String: HashEntry] = [:]
        try house.lists.forEachEntry(of: "ncmec") {
            all[$0.entry] = $0
            return true
        }
        return all
    }

    /// The addresses asked for, without the base.
    var asked: [String] { client.requests.map { String($0.url.dropFirst(Self.base.count)) } }
}
