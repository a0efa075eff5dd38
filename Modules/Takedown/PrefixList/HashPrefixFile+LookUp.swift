public import AllianceKit
public import Cryptography

/// What a list says about a URL.
public enum ListAnswer: Sendable, Hashable {
    /// It is not on the list.
    case absent
    /// A prefix of an expression's digest is: ask for complete hashes that begin like these digests, and act only when one is equal.
    case possible([SHA256Hash])
    /// A complete hash is on the list: that of this expression.
    case listed(String)
}

extension HashPrefixFile {
    /// Whether a URL may be, or is, on this list. The URL's expressions are those of the list's own edition.
    ///
    /// Errors: `takedown.prefixes.update` (an update is no list), `.key` (another key than the list's, or none), and those of the URL.
    public func answer(
        for url: URLIdentity, _ hasher: ExpressionHasher = ExpressionHasher(), suffixes: PublicSuffixList = .builtin
    ) throws(AllianceError) -> ListAnswer {
        guard let list else {
            throw AllianceError(
                "takedown.prefixes.update", "the file holds what changed, not the list",
                hint: "apply it to the list it starts from")
        }
        guard hasher.tier == header.tier, hasher.keyID == header.keyID else {
            throw AllianceError(
                "takedown.prefixes.key", "the list was made with \(header.keyID.map { "the key \($0)" } ?? "no key")",
                hint: "use the key that came with the list", exit: .usage)
        }
        var hits: [SHA256Hash] = []
        var buffer = ListKeyBuffer()
        try buffer.read(Array(url.resource.utf8), header.profile, suffixes: suffixes)
        var listed: String?
        buffer.forEachExpression { expression in
            let digest = hasher.hash(expression)
            guard list.contains(digest) else { return }
            hits.append(digest)
            if listed == nil { listed = String(decoding: expression.indices.map { expression[$0] }, as: UTF8.self) }
        }
        if list.prefixLength == 32, let listed { return .listed(listed) }
        return hits.isEmpty ? .absent : .possible(hits)
    }

    /// Whether a URL is on the list, in two steps: the prefixes say "perhaps", complete hashes of the same edition, tier and key
    /// decide. `complete` is only asked when there is a hit, as a client asks its server.
    public func contains(
        _ url: URLIdentity, _ hasher: ExpressionHasher = ExpressionHasher(), suffixes: PublicSuffixList = .builtin,
        confirmedBy complete: ([SHA256Hash]) throws(AllianceError) -> HashPrefixList
    ) throws(AllianceError) -> Bool {
        switch try answer(for: url, hasher, suffixes: suffixes) {
        case .absent: return false
        case .listed: return true
        case .possible(let digests):
            let hashes = try complete(digests)
            return hashes.prefixLength == 32 && digests.contains { hashes.contains($0) }
        }
    }
}
