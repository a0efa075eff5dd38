public import AllianceKit

/// Reads list keys one after the other into memory that it keeps, for millions of URLs: nothing is allocated for a usual one.
///
/// The key is one text, `host/path?query`, and each of its expressions is a part of that text without a gap: from the start of a
/// host suffix to the end of a path prefix. Used by one thread at a time.
public struct ListKeyBuffer: Sendable {
    /// The key: `host/path?query`, ASCII.
    public internal(set) var text: [UInt8] = []
    /// `http` where none was written.
    public internal(set) var scheme = "http"
    /// Where the host ends and the path starts.
    public internal(set) var hostEnd = 0
    /// Where the path ends; a `?` stands there when there is a query.
    public internal(set) var pathEnd = 0
    /// Whether the host is an address; such hosts have no suffixes.
    public internal(set) var isAddress = false
    /// Where the host suffixes of expressions start: the exact host, then the longest first; at most five.
    public internal(set) var hostStarts: [Int] = []
    /// Where the path prefixes of expressions end: with query, without it, then up to four that end in a slash.
    public internal(set) var pathEnds: [Int] = []

    // What is read before it is canonical; kept for its memory.
    var input: [UInt8] = []
    var scratch: [UInt8] = []

    /// Nothing read yet.
    public init() {}

    /// Reads any text by the rules ("URLs and Hashing", Canonicalization) and finds its expressions.
    ///
    /// Errors: `takedown.url.too-long`, `.scheme` (one without a host), `.port`, `.host.missing`, `.host.forbidden`. After an error
    /// there is no key.
    public mutating func read(
        _ bytes: Span<UInt8>, _ profile: ListProfile = .v4, suffixes: PublicSuffixList = .builtin
    ) throws(AllianceError) {
        clear()
        guard bytes.count <= URLIdentity.limit else { throw URLIdentity.tooLong }
        let parts = try takeApart(bytes)
        try appendHost(parts.host, profile)
        hostEnd = text.count
        appendRest(parts.rest)
        findExpressions(profile, suffixes)
    }

    /// Reads bytes.
    public mutating func read(
        _ bytes: [UInt8], _ profile: ListProfile = .v4, suffixes: PublicSuffixList = .builtin
    ) throws(AllianceError) {
        try read(bytes.span, profile, suffixes: suffixes)
    }

    /// How many expressions there are: at most 30.
    public var expressionCount: Int { hostStarts.count * pathEnds.count }

    /// Gives each expression, the most exact first, without copying it.
    public func forEachExpression(_ body: (Span<UInt8>) -> Void) {
        let span = text.span
        for start in hostStarts {
            for end in pathEnds { body(span.extracting(start..<end)) }
        }
    }

    /// The expressions as texts.
    public var expressions: [String] {
        hostStarts.flatMap { start in pathEnds.map { String(decoding: text[start..<$0], as: UTF8.self) } }
    }

    /// Takes a key that is canonical already.
    init(_ key: ListKey, _ profile: ListProfile, _ suffixes: PublicSuffixList) {
        text = Array(key.text.utf8)
        hostEnd = key.host.utf8.count
        pathEnd = hostEnd + key.path.utf8.count
        isAddress = key.isAddress
        findExpressions(profile, suffixes)
    }

    private mutating func clear() {
        text.removeAll(keepingCapacity: true)
        hostStarts.removeAll(keepingCapacity: true)
        pathEnds.removeAll(keepingCapacity: true)
        scheme = "http"
        (hostEnd, pathEnd, isAddress) = (0, 0, false)
    }

    private mutating func findExpressions(_ profile: ListProfile, _ suffixes: PublicSuffixList) {
        findPaths()
        hostStarts.append(0)
        guard !isAddress else { return }
        switch profile {
        case .v4: appendSuffixes(shortest: 2, longest: 5)
        case .v5:
            // The registrable domain, and up to three more made by adding one label each.
            guard let domain = suffixes.registrableCount(of: text, end: hostEnd) else { return }
            let labels = text[(hostEnd - domain)..<hostEnd].count { $0 == UInt8(ascii: ".") } + 1
            appendSuffixes(shortest: labels, longest: labels + 3)
        }
    }

    /// Suffixes of so many labels that are shorter than the host, the longest first, at most four.
    private mutating func appendSuffixes(shortest: Int, longest: Int) {
        var labels = 0
        var place = hostEnd
        while place > 0, labels < longest {
            place -= 1
            guard text[place] == UInt8(ascii: ".") else { continue }
            labels += 1
            if labels >= shortest { hostStarts.append(place + 1) }
        }
        hostStarts[1...].reverse()
    }

    private mutating func findPaths() {
        // An empty query makes no expression of its own, as Google's client has it; the rules are silent.
        if text.count > pathEnd + 1 { pathEnds.append(text.count) }
        pathEnds.append(pathEnd)
        var slashes = 0
        var place = hostEnd
        while place < pathEnd, slashes < 4 {
            if text[place] == UInt8(ascii: "/") {
                slashes += 1
                if place + 1 < pathEnd { pathEnds.append(place + 1) }
            }
            place += 1
        }
    }
}
