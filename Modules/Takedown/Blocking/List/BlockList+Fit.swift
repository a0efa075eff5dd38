import AllianceKit

extension BlockList {
    /// What of this list a format can say, and what becomes of the rest. Never more is blocked than before.
    public func fitted<Format: BlockListFormat>(
        to format: Format, _ options: BlockListOptions
    ) -> (list: BlockList, remarks: [BlockRemark]) {
        let can = Format.capabilities
        let name = Format.format.name
        var remarks: [BlockRemark] = []
        var kept: [BlockEntry] = []
        var unsaid: [BlockEntry] = []
        kept.reserveCapacity(entries.count)
        for entry in entries {
            var remark: BlockRemark?
            if entry.action == .passthru {
                if can.exceptions[entry.matcher.kind] == nil {
                    unsaid.append(entry)
                    continue
                }
            } else if !can.blocks.contains(entry.matcher.kind) {
                remark = BlockRemark(
                    entry, .leftOut, "inexpressible", "\(name) cannot block \(entry.matcher.kind.plural); left out",
                    hint: "see: alliance takedown blocklist formats")
            }
            if remark == nil, !can.addressHosts, let host = entry.matcher.hostName, BlockName.address(host) != nil {
                remark = BlockRemark(
                    entry, .leftOut, "inexpressible", "\(name) cannot block a host that is an address; left out",
                    hint: "see: alliance takedown blocklist formats")
            }
            if let found = remark ?? format.problem(with: entry, options) {
                if entry.action == .passthru { unsaid.append(entry) } else { remarks.append(found) }
            } else {
                kept.append(entry)
            }
        }
        let pierced = kept.isEmpty || unsaid.isEmpty ? [:] : Self.pierced(by: unsaid, BlockIndex(kept))
        if !pierced.isEmpty {
            kept.removeAll { entry in
                guard entry.action != .passthru, let exception = pierced[entry.matcher] else { return false }
                remarks.append(
                    BlockRemark(
                        entry, .leftOut, "pierced",
                        "\(name) cannot make the exception for \(exception) in it; left out"))
                return true
            }
        }
        let index = BlockIndex(kept)
        kept.removeAll { entry in
            if entry.action == .passthru, can.exceptions[entry.matcher.kind] == .wider,
                let host = entry.matcher.hostName, index.domain(above: host).map({ $0.action != .passthru }) == true
            {
                remarks.append(
                    BlockRemark(
                        entry, .narrowed, "exception.wider",
                        "\(name) also lets through what is below \(entry.matcher.text)"))
            }
            guard let cover = index.wider(than: entry) else { return false }
            remarks.append(BlockRemark(entry, .folded, "covered", "the rule for \(cover) covers it"))
            return true
        }
        remarks.sort(by: BlockRemark.inOrder)
        return (BlockList(sorted: kept), remarks)
    }

    /// Blocks that exceptions which cannot be said would pierce, with the exception.
    private static func pierced(by exceptions: [BlockEntry], _ index: BlockIndex) -> [BlockMatcher: String] {
        var found: [BlockMatcher: String] = [:]
        for exception in exceptions {
            let text = exception.matcher.text
            guard let host = exception.matcher.hostName else {
                // What a name resolves to is not known here, so an exception for addresses pierces only blocks of addresses.
                if case .ip(let network) = exception.matcher {
                    for length in 0...network.length {
                        if let wider = IPNetwork(network.address, length: length) { found[.ip(wider)] = text }
                    }
                }
                continue
            }
            found[.host(String(host))] = text
            for parent in BlockName.parents(host) where index.domains[String(parent)] != nil {
                found[.domain(String(parent))] = text
            }
            if let path = exception.matcher.pathAndQuery {
                let folders = path.prefix { $0 != "?" }
                for place in folders.indices where folders[place] == "/" {
                    found[.urlPrefix(String(host + folders[...place]))] = text
                }
            }
        }
        return found
    }
}

extension BlockMatcher.Kind {
    /// What it is called when there are several.
    var plural: String {
        switch self {
        case .host: "a host without what is below it"
        case .domain: "a domain with what is below it"
        case .url: "a URL"
        case .urlPrefix: "a URL prefix"
        case .ip: "addresses"
        }
    }
}
