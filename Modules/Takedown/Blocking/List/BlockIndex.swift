import AllianceKit

/// Names of a list by kind and action, for questions about what covers what.
struct BlockIndex: Sendable {
    private(set) var domains: [String: BlockAction] = [:]
    private(set) var hosts: [String: BlockAction] = [:]
    private var urls: [String: BlockAction] = [:]
    private var prefixes: [String: BlockAction] = [:]
    private var networks: [IPNetwork: BlockAction] = [:]
    private(set) var hasExceptions = false

    init(_ entries: [BlockEntry]) {
        for entry in entries {
            if entry.action == .passthru { hasExceptions = true }
            switch entry.matcher {
            case .domain(let name): domains[name] = entry.action
            case .host(let name): hosts[name] = entry.action
            case .url(let text): urls[text] = entry.action
            case .urlPrefix(let text): prefixes[text] = entry.action
            case .ip(let network): networks[network] = entry.action
            }
        }
    }

    /// The nearest domain rule strictly above a name.
    func domain(above name: some StringProtocol) -> (name: String, action: BlockAction)? {
        for parent in BlockName.parents(name).dropFirst() {
            if let action = domains[String(parent)] { return (String(parent), action) }
        }
        return nil
    }

    /// The exception under which everything lies that a matcher meets.
    func exception(covering matcher: BlockMatcher) -> String? {
        guard hasExceptions else { return nil }
        return cover(of: matcher, includingItself: true) { $0 == .passthru }
    }

    /// The wider rule with the same outcome: a block under a block, an exception under an exception, with nothing between them.
    func wider(than entry: BlockEntry) -> String? {
        guard entry.action == .passthru else {
            return cover(of: entry.matcher, includingItself: false) { $0 != .passthru }
        }
        return cover(of: entry.matcher, includingItself: false) { $0 == .passthru }
    }

    private func cover(
        of matcher: BlockMatcher, includingItself: Bool, where fits: (BlockAction) -> Bool
    ) -> String? {
        if case .ip(let network) = matcher {
            for length in stride(from: network.length - (includingItself ? 0 : 1), through: 0, by: -1) {
                guard let wider = IPNetwork(network.address, length: length), let action = networks[wider] else {
                    continue
                }
                if fits(action) { return wider.description }
            }
            return nil
        }
        guard let host = matcher.hostName else { return nil }
        if let path = matcher.pathAndQuery, !prefixes.isEmpty {
            // Prefixes end in slashes; a slash in the query is no folder.
            let folders = path.prefix { $0 != "?" }
            for place in folders.indices where folders[place] == "/" {
                let text = String(host + folders[...place])
                guard includingItself || matcher.kind == .url || text != matcher.text, let action = prefixes[text]
                else { continue }
                if fits(action) { return text }
            }
        }
        if includingItself, matcher.kind == .url, let action = urls[matcher.text], fits(action) { return matcher.text }
        if matcher.kind != .domain, matcher.kind != .host || includingItself, let action = hosts[String(host)],
            fits(action)
        {
            return String(host)
        }
        let isSelf = matcher.kind == .domain && !includingItself
        for parent in BlockName.parents(host).dropFirst(isSelf ? 1 : 0) {
            if let action = domains[String(parent)], fits(action) { return String(parent) }
        }
        return nil
    }

    /// What happens to a name by the rules for hosts and domains.
    func verdict(forName name: String) -> BlockAction? {
        var found = hosts[name]
        for parent in BlockName.parents(name) {
            guard let action = domains[String(parent)] else { continue }
            if found == nil || action.rank < found!.rank { found = action }
        }
        return found
    }
}
