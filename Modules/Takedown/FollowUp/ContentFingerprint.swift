/// What the header fields of an answer say of the content, without a byte of it.
///
/// It cannot tell a re-encoded copy from the original: a strong difference is a reason for an analyst to look, never more.
public struct ContentFingerprint: Sendable, Hashable, Codable {
    /// The media type without parameters, in lower case.
    public var type: String?
    /// The length of the whole content in bytes.
    public var length: Int64?
    /// The entity tag, weak ones left out.
    public var tag: String?
    /// A digest that the server states (`Repr-Digest`, `Content-Digest` of a whole answer, `Digest`, `Content-MD5`).
    public var digest: String?
    /// The host that answered, where redirects of the site led to another name of it.
    public var host: String?

    /// Nothing known.
    public init() {}

    /// Reads the header fields of an answer; names in lower case. Values longer than 200 bytes count as not there.
    public init(status: Int, headers: [(name: String, value: String)]) {
        func field(_ name: String) -> String? {
            headers.last { $0.name == name }.map { Self.trimmed($0.value) }.flatMap { text in
                1...200 ~= text.utf8.count && text.utf8.allSatisfy { 0x20...0x7e ~= $0 } ? text : nil
            }
        }
        type = field("content-type")?.split(separator: ";").first.map { Self.trimmed($0).lowercased() }
        if let tag = field("etag"), !tag.hasPrefix("W/") { self.tag = tag }
        digest = field("repr-digest") ?? field("digest") ?? (status == 200 ? field("content-md5") : nil)
        if status == 206 {
            length = field("content-range")?.split(separator: "/").last.flatMap { Self.number($0) }
        } else if status == 200 {
            length = field("content-length").flatMap { Self.number($0) }
        }
    }

    /// Whether the two cannot well be of the same content; false whenever too little is known.
    ///
    /// A stated digest decides; else the kind of medium; else, for anything but pages, length together with the entity tag. Pages change
    /// their length with every visit, so it says nothing of them.
    public func differsStrongly(from other: ContentFingerprint) -> Bool {
        if let digest, let before = other.digest, Self.algorithm(digest) == Self.algorithm(before) {
            return digest != before
        }
        if let tag, tag == other.tag { return false }
        guard let type, let before = other.type else { return false }
        if Self.family(type) != Self.family(before) { return true }
        guard Self.family(type) != "page", let length, let earlier = other.length else { return false }
        return length != earlier
    }

    /// `image`, `video`, `page`, …; types that servers use for anything count as no type of their own.
    private static func family(_ type: String) -> String {
        if type.hasPrefix("text/") || type == "application/xhtml+xml" { return "page" }
        return type.hasPrefix("application/") ? "file" : String(type.prefix { $0 != "/" })
    }

    private static func algorithm(_ digest: String) -> Substring { digest.prefix { $0 != "=" } }

    private static func number(_ text: some StringProtocol) -> Int64? {
        let text = trimmed(text)
        return 1...18 ~= text.utf8.count && text.utf8.allSatisfy { 48...57 ~= $0 } ? Int64(text) : nil
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = Substring(text)
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
