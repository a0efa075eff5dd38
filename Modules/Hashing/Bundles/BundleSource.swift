import AllianceKit

/// Where a partner's bundle is read from: a folder, or a web server.
protocol BundleSource {
    /// Its name in messages.
    var name: String { get }
    /// The bytes of `manifest`.
    func manifest() async throws -> [UInt8]
    /// The bytes of a segment, not checked yet.
    func bytes(of segment: BundleSegment) async throws -> [UInt8]
}

/// A bundle in a folder: a stick, a share, a copy made by rsync.
struct FolderBundleSource: BundleSource {
    let name: String

    func manifest() throws -> [UInt8] {
        guard Files.exists("\(name)/manifest") else {
            throw AllianceError(
                "bundle.missing", "there is no list bundle here", at: SourcePlace(file: name),
                hint: "name the folder that holds the file manifest")
        }
        return try Files.read("\(name)/manifest", limit: BundleManifest.byteLimit)
    }

    func bytes(of segment: BundleSegment) throws -> [UInt8] { try BundleFolder(path: name).read(segment) }
}

/// A bundle on a web server, read with plain GET requests through the address guard.
struct WebBundleSource: BundleSource {
    let name: String
    let client: any HTTPClient

    /// Throws `bundle.url` unless the URL is https, or http with loopback allowed, for tests.
    init(_ url: String, _ client: any HTTPClient, allowsHTTP: Bool) throws {
        guard url.hasPrefix("https://") || (allowsHTTP && url.hasPrefix("http://")), !url.contains("?"),
            !url.contains("#")
        else {
            throw AllianceError(
                "bundle.url", "\(url) is no https address of a folder", hint: "use https://HOST/PATH", exit: .usage)
        }
        name = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.client = client
    }

    func manifest() async throws -> [UInt8] { try await get("manifest", limit: BundleManifest.byteLimit) }

    func bytes(of segment: BundleSegment) async throws -> [UInt8] {
        try await get(segment.path, limit: segment.bytes + 1)
    }

    private func get(_ path: String, limit: Int) async throws -> [UInt8] {
        let answer = try await client.send(
            HTTPRequest("GET", "\(name)/\(path)", redirects: 3, bodyLimit: limit, timeout: 300))
        guard answer.status == 200 else {
            throw AllianceError(
                "bundle.unavailable", "the server answered \(answer.status)", at: SourcePlace(file: "\(name)/\(path)"),
                hint: answer.status == 404 ? "the publisher may just have changed the bundle: fetch again" : nil,
                exit: .unavailable)
        }
        return answer.body
    }
}
