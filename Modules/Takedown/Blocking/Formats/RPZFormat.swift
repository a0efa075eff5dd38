public import AllianceKit

/// A response policy zone (draft-vixie-dnsop-dns-rpz): for BIND, Unbound, Knot Resolver and PowerDNS Recursor.
///
/// A domain is two rows, the name and the wildcard below it; a host is one. A blocked domain does not exist; a blocked host has no
/// data instead, because resolvers that follow RFC 8020 would take "does not exist" for what is below it too. Stop pages are address
/// records, because Knot Resolver ignores other aliases.
public struct RPZFormat: BlockListFormat {
    /// `rpz`
    public static let format = FormatDescription(
        name: "rpz", title: "DNS response policy zone", subject: "block list", fileExtensions: ["zone"],
        mediaType: "text/dns", specification: "draft-vixie-dnsop-dns-rpz-00")
    /// Names, addresses in answers, and exceptions of both.
    public static let capabilities = BlockCapabilities(
        blocks: [.host, .domain, .ip], exceptions: [.host: .exact, .domain: .exact, .ip: .exact], stopPage: true,
        note: "BIND, Unbound, Knot Resolver, PowerDNS Recursor. Exceptions also override other policy zones after it.")
    /// One zone file.
    public static let files = ["rpz.zone"]

    /// Makes a writer.
    public init() {}

    /// Names that are too long below the zone's own.
    public func problem(with entry: BlockEntry, _ options: BlockListOptions) -> BlockRemark? {
        guard let host = entry.matcher.hostName else { return nil }
        // Each label has a length octet; the wildcard takes two more, the root one.
        let octets = host.utf8.count + 1 + options.origin.utf8.count + 1 + 1 + 2
        guard octets > 255 else { return nil }
        return BlockRemark(
            entry, .leftOut, "name.length", "the name has no room below the zone \(options.origin); left out",
            hint: "use a shorter --origin")
    }

    /// Writes the zone.
    public func write(
        _ list: BlockList, _ options: BlockListOptions, file: String, to output: inout some ByteSink
    ) throws {
        let serial = UInt32(truncatingIfNeeded: options.time.milliseconds / 1000)
        try output.write(
            """
            $TTL \(options.timeToLive)
            $ORIGIN \(options.origin).
            @ SOA localhost. hostmaster.localhost. \(serial) 300 60 604800 \(options.timeToLive)
            @ NS localhost.

            """)
        for entry in list.entries { try output.write(rows(entry, options)) }
        for (name, row) in Self.fillers(list, options) { try output.write("\(name) \(row)\n") }
    }

    private func rows(_ entry: BlockEntry, _ options: BlockListOptions) -> String {
        var text = ""
        func add(_ name: String, _ isHost: Bool) {
            for answer in Self.answers(entry.action, isHost: isHost, options) { text += "\(name) \(answer)\n" }
        }
        switch entry.matcher {
        case .domain(let name):
            add(name, false)
            add("*." + name, false)
        case .host(let name): add(name, true)
        case .ip(let network): add(Self.owner(of: network), false)
        case .url, .urlPrefix: break
        }
        return text
    }

    private static func answers(_ action: BlockAction, isHost: Bool, _ options: BlockListOptions) -> [String] {
        if action == .passthru { return ["CNAME rpz-passthru."] }
        if options.stopAddresses.isEmpty { return [isHost ? "CNAME *." : "CNAME ."] }
        return options.addresses.map { "\($0.width == 32 ? "A" : "AAAA") \($0)" }
    }

    /// `32.66.2.0.192.rpz-ip`, `128.1.zz.db8.2001.rpz-ip`
    static func owner(of network: IPNetwork) -> String {
        var parts: [String]
        if network.address.width == 32 {
            parts = "\(network.address)".split(separator: ".").map(String.init)
        } else {
            let text = "\(network.address)"
            parts = []
            var rest = text[...]
            while !rest.isEmpty {
                if rest.hasPrefix("::") {
                    parts.append("zz")
                    rest = rest.dropFirst(2)
                } else if rest.hasPrefix(":") {
                    rest = rest.dropFirst()
                } else {
                    let group = rest.prefix { $0 != ":" }
                    parts.append(String(group))
                    rest = rest.dropFirst(group.count)
                }
            }
        }
        return ([String(network.length)] + parts.reversed()).joined(separator: ".") + ".rpz-ip"
    }

    /// Rows that keep wildcards whole. A wildcard answers only for names that have nothing of their own at or above them (RFC 4592), so
    /// every entry below a domain would open a hole around itself.
    private static func fillers(_ list: BlockList, _ options: BlockListOptions) -> [(String, String)] {
        var rows: [String: BlockAction] = [:]
        for entry in list.entries {
            guard let host = entry.matcher.hostName, let above = list.index.domain(above: host) else { continue }
            if case .host(let name) = entry.matcher { rows["*." + name] = above.action }
            for parent in BlockName.parents(host).dropFirst() {
                if parent == above.name { break }
                let name = String(parent)
                if list.index.hosts[name] == nil { rows[name] = above.action }
                rows["*." + name] = above.action
            }
        }
        return rows.sorted { $0.key < $1.key }.flatMap { name, action in
            answers(action, isHost: false, options).map { (name, $0) }
        }
    }
}
