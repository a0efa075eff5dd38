import AllianceKit
import CommandLineKit
import Cryptography
import Hashing
import Synchronization
import TestKit

/// A publisher or a partner: a workspace in memory with a real folder for keys and caches.
struct BundleHouse {
    let store = MemoryStore()
    let lists = MemoryHashListStore()
    let folder: TemporaryFolder
    let clock = TestClock(CommandRun.start)
    let configuration: Configuration
    let surroundings: Surroundings

    init(_ domain: String, onePerson: Bool = true, http: (any HTTPClient)? = nil) throws {
        folder = try TemporaryFolder()
        var configuration = Configuration.initial
        configuration.organisation.domain = domain
        if onePerson { configuration.onePersonVerbs = ["lists.publish": "a test", "lists.withdraw": "a test"] }
        self.configuration = configuration
        var surroundings = Surroundings.test(clock: clock, seed: UInt64(domain.utf8.count))
        if let http { surroundings.http = { _ in http } }
        self.surroundings = surroundings
    }

    var workspace: Workspace {
        Workspace(folder: folder.path, configuration: configuration, store: store, lists: lists)
    }

    func callAsFunction(_ command: String, _ words: String..., actor: String = "analyst-1") async -> CommandRun {
        await CommandRun.run(
            HashingWorkspace.command(command), words, in: workspace, surroundings: surroundings, actor: actor,
            plugins: [HashingPlugin.self])
    }

    func events(_ kind: String) throws -> [Event] {
        try store.read { reader in
            var found: [Event] = []
            try reader.forEachEvent(from: 0) {
                if $0.event.kind == kind { found.append($0.event) }
                return true
            }
            return found
        }
    }

    /// Entries `e000000`… with made-up hashes.
    func fill(_ list: String, _ numbers: Range<Int>, category: String = "a") throws {
        var numbers = numbers.makeIterator()
        _ = try lists.add(to: list, at: clock.now) { numbers.next().map { Self.entry($0, category: category) } }
    }

    static func entry(_ number: Int, category: String = "a") -> HashEntry {
        let name = "e" + String(String(1_000_000 + number).dropFirst())
        let digest = Digester.digest(.sha256, of: name)
        return HashEntry(
            entry: name, pdq: Hash256(bytes: digest.bytes), pdqProfile: .full, digests: [digest], category: category)
    }

    func entries(_ list: String) throws -> [HashEntry] {
        var found: [HashEntry] = []
        try lists.forEachEntry(of: list) {
            found.append($0)
            return true
        }
        return found
    }

    /// Publishes to a folder and returns what the command printed.
    @discardableResult func publish(_ list: String, to out: String, _ more: String...) async throws -> JSONObject {
        if !Files.exists(folder.file("keys/lists.key")) {
            _ = await self("key", "--create", "\(configuration.organisation.domain)/lists")
        }
        let run = await CommandRun.run(
            HashingWorkspace.command("publish"), [list, "--out", out] + more, in: workspace, surroundings: surroundings,
            plugins: [HashingPlugin.self])
        return try run.record()
    }

    var verifier: String { folder.file("keys/lists.pub") }
}

/// A web server that serves folders and counts what it gave.
final class FolderServer: HTTPClient {
    private let root: String
    private let given = Mutex<[String]>([])
    private let tampered = Mutex<[String: [UInt8]]>([:])

    init(_ root: String) { self.root = root }

    var paths: [String] { given.withLock { $0 } }
    /// Answers a path with other bytes from now on; nil ends that.
    func answer(_ path: String, with bytes: [UInt8]?) { tampered.withLock { $0[path] = bytes } }
    func forget() { given.withLock { $0 = [] } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let path = String(request.url.dropFirst("https://example.org/".count))
        given.withLock { $0.append(path) }
        if let bytes = tampered.withLock({ $0[path] }) {
            return HTTPResponse(status: 200, url: request.url, body: bytes)
        }
        guard Files.exists("\(root)/\(path)") else { return HTTPResponse(status: 404, url: request.url) }
        let bytes = try Files.read("\(root)/\(path)")
        return HTTPResponse(status: 200, url: request.url, body: Array(bytes.prefix(request.bodyLimit)))
    }
}
