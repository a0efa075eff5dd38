public import AllianceKit

/// What every rule must satisfy before it goes on any list, wherever it comes from.
public struct BlockSafeguards: Sendable {
    /// The moment of the build.
    public var now: Instant
    /// The Public Suffix List.
    public var suffixes: PublicSuffixList
    /// Domains below which others hold names.
    public var parents: SuffixParents
    /// Names that no rule may touch.
    public var never: NeverBlockList

    /// Makes safeguards.
    public init(
        now: Instant, suffixes: PublicSuffixList = .builtin, parents: SuffixParents = SuffixParents(),
        never: NeverBlockList = NeverBlockList()
    ) {
        self.now = now
        self.suffixes = suffixes
        self.parents = parents
        self.never = never
    }

    /// Throws why a rule may not be used: `takedown.block.expired`, `.public-suffix`, `.suffix-parent`, `.never`, `.network`,
    /// `.reason.missing`. Exceptions only have to be alive: they block nothing.
    public func check(_ rule: BlockRule) throws(AllianceError) {
        guard rule.expiresAt > now else {
            throw refusal(
                "expired", "\(rule.matcher.text) ended at \(rule.expiresAt)",
                "renew it only after a look that saw the content")
        }
        guard rule.action != .passthru else { return }
        if rule.reason.isEmpty {
            throw refusal("reason.missing", "\(rule.matcher.text) has no reason", "people who are blocked are told why")
        }
        switch rule.matcher {
        case .host(let name), .domain(let name):
            guard BlockName.address(name) == nil else { break }
            if suffixes.isPublicSuffix(name) {
                throw refusal(
                    "public-suffix", "\(name) is a public suffix: unrelated people hold names under it",
                    "block the host or URL that is meant")
            }
            if rule.matcher.kind == .domain, parents.contains(name) {
                throw refusal(
                    "suffix-parent", "unrelated people hold names below \(name) (Public Suffix List)",
                    "block the host or URL that is meant")
            }
        case .ip(let network):
            let least = network.address.width == 32 ? 24 : 48
            guard network.length >= least else {
                throw refusal("network", "\(network) is wider than /\(least)", "name smaller blocks")
            }
        case .url, .urlPrefix: break
        }
        if let name = never.protected(rule.matcher) {
            throw refusal("never", "\(rule.matcher.text) touches \(name), which is on the never-block list", nil)
        }
    }

    private func refusal(_ code: String, _ message: String, _ hint: String?) -> AllianceError {
        AllianceError("takedown.block.\(code)", message, hint: hint, exit: .partial)
    }
}
