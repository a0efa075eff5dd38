public import AllianceKit

/// A reported URL under its three identities, which are never mixed.
public struct URLIdentity: Sendable, Codable {
    /// The text exactly as it was received: what notices and evidence show. Never altered.
    public let evidence: String
    /// The serialisation of the URL Standard without fragment: equal for the same resource, however it was spelt. Duplicates and
    /// follow-up go by it.
    public let resource: String
    /// Safe Browsing's canonical form (version 4) without scheme: what lists hold. Different resources can share it.
    public let listKey: String
    /// The host.
    public let host: URLHost
    /// The port, nil for the scheme's own.
    public let port: UInt16?
    /// The domain that someone registered (`example.co.uk`); nil for addresses and for public suffixes themselves.
    public let registrableDomain: String?

    /// The most bytes that a reported URL may have: 64 KiB.
    public static let limit = 65536

    /// Reads a reported URL.
    ///
    /// Errors: `takedown.url.empty`, `.too-long`, `.control` (a NUL), `.relative`, `.scheme` (neither http nor https), `.port`,
    /// and `.host.missing|forbidden|encoding|ipv4|ipv6|idna|length`.
    public init(parsing evidence: String, suffixes: PublicSuffixList = .builtin) throws(AllianceError) {
        guard evidence.utf8.count <= Self.limit else { throw Self.tooLong }
        guard !evidence.utf8.contains(0) else {
            throw AllianceError("takedown.url.control", "the URL contains a NUL character")
        }
        let url = try WebURL(parsing: evidence)
        guard url.scheme != "ftp" else {
            throw AllianceError("takedown.url.scheme", "the scheme \"ftp\" is not supported", hint: "use http or https")
        }
        self.evidence = evidence
        resource = url.description
        var buffer = ListKeyBuffer()
        try buffer.read(Array(resource.utf8), suffixes: suffixes)
        listKey = String(decoding: buffer.text, as: UTF8.self)
        host = url.host
        port = url.port
        registrableDomain = url.host.domain.flatMap(suffixes.registrableDomain)
    }

    /// The resource, parsed.
    public var url: WebURL {
        get throws(AllianceError) { try WebURL(parsing: resource) }
    }

    /// Host-suffix/path-prefix expressions of the resource.
    public func expressions(
        _ profile: ListProfile = .v4, suffixes: PublicSuffixList = .builtin
    ) throws(AllianceError) -> [String] {
        var buffer = ListKeyBuffer()
        try buffer.read(Array(resource.utf8), profile, suffixes: suffixes)
        return buffer.expressions
    }

    static let tooLong = AllianceError(
        "takedown.url.too-long", "the URL has more than \(limit) bytes", hint: "keep it aside for an analyst")
}

extension URLIdentity: Hashable {
    /// Compares evidence by its bytes, because Swift's texts are equal when only their Unicode normalisation differs.
    public static func == (left: URLIdentity, right: URLIdentity) -> Bool {
        left.evidence.utf8.elementsEqual(right.evidence.utf8) && left.resource == right.resource
    }

    /// Feeds the resource.
    public func hash(into hasher: inout Hasher) { hasher.combine(resource) }
}
