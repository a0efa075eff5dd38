public import AllianceKit

/// Squid's access lists: names for requests of both kinds, and URLs for plain HTTP. Paths of HTTPS are not seen without interception.
public struct SquidFormat: BlockListFormat {
    /// `squid`
    public static let format = FormatDescription(
        name: "squid", title: "Squid access lists", subject: "block list", fileExtensions: ["txt", "conf"],
        mediaType: "text/plain", specification: "squid.conf, acl dstdomain and url_regex")
    /// Names and URLs, and exceptions of both.
    public static let capabilities = BlockCapabilities(
        blocks: [.host, .domain, .url, .urlPrefix],
        exceptions: [.host: .exact, .domain: .exact, .url: .exact, .urlPrefix: .exact], stopPage: true,
        note: "URLs over plain HTTP only; names also for CONNECT. Include squid.conf before other http_access lines.")
    /// Four lists and the lines that use them.
    public static let files = [
        "squid-domains.txt", "squid-urls.txt", "squid-pass-domains.txt", "squid-pass-urls.txt", "squid.conf",
    ]

    /// Squid reads lines in pieces of 2048 bytes; the rest of a longer one would be an expression of its own.
    static let lineLimit = 2000

    /// Makes a writer.
    public init() {}

    /// URLs that do not fit on a line, or hold what a line cannot.
    public func problem(with entry: BlockEntry, _ options: BlockListOptions) -> BlockRemark? {
        guard entry.matcher.pathAndQuery != nil else { return nil }
        let decoded = PercentEncoding.decode(Array(entry.matcher.text.utf8))
        guard decoded.allSatisfy({ $0 >= 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "%") }),
            BlockURL.askable(entry.matcher.text) == entry.matcher.text
        else {
            return BlockRemark(
                entry, .leftOut, "url.characters",
                "squid compares URLs unescaped, and this one holds what no line can; left out")
        }
        guard Self.line(entry).count <= Self.lineLimit else {
            return BlockRemark(entry, .leftOut, "url.long", "the URL does not fit on a line of squid's; left out")
        }
        return nil
    }

    /// Writes one of the files.
    public func write(
        _ list: BlockList, _ options: BlockListOptions, file: String, to output: inout some ByteSink
    ) throws {
        guard file != "squid.conf" else {
            try output.write(configuration(list, options))
            return
        }
        for entry in list.entries where Self.file(of: entry) == file { try output.write(Self.line(entry)) }
    }

    private static func file(of entry: BlockEntry) -> String? {
        let name = entry.matcher.pathAndQuery == nil ? "domains.txt" : "urls.txt"
        return entry.action == .passthru ? "squid-pass-\(name)" : "squid-\(name)"
    }

    private static func line(_ entry: BlockEntry) -> [UInt8] {
        switch entry.matcher {
        case .domain(let name): return Array(".\(name)\n".utf8)
        case .host(let name): return Array("\(name)\n".utf8)
        case .url, .urlPrefix, .ip: break
        }
        let pattern = URLPattern(dialect: .squid)
        var line = Array("^https?://".utf8)
        pattern.append((entry.matcher.hostName ?? "").utf8, to: &line)
        line += "(:[0-9]+)?".utf8
        pattern.append(PercentEncoding.decode(Array((entry.matcher.pathAndQuery ?? "").utf8)), to: &line)
        line += (entry.matcher.kind == .urlPrefix ? pattern.below : "$").utf8
        return line + [0x0a]
    }

    private func configuration(_ list: BlockList, _ options: BlockListOptions) -> String {
        let used = Set(list.entries.compactMap(Self.file))
        var text = "# Block list of \(options.time). The lists are expected in \(options.folder).\n"
        var exceptions = ""
        for (file, name) in [
            ("squid-pass-domains.txt", "alliance_pass_domains"), ("squid-pass-urls.txt", "alliance_pass_urls"),
        ]
        where used.contains(file) {
            text += Self.acl(name, file, options)
            exceptions += "!\(name) "
        }
        for (file, name) in [("squid-domains.txt", "alliance_domains"), ("squid-urls.txt", "alliance_urls")]
        where used.contains(file) {
            text += Self.acl(name, file, options)
            if let page = options.stopPage { text += "deny_info 307:\(page) \(name)\n" }
            text += "http_access deny \(exceptions)\(name)\n"
        }
        return text
    }

    private static func acl(_ name: String, _ file: String, _ options: BlockListOptions) -> String {
        // -n: never ask who an address belongs to, to compare names.
        let kind = file.hasSuffix("domains.txt") ? "dstdomain -n" : "url_regex"
        return "acl \(name) \(kind) \"\(options.folder)/\(file)\"\n"
    }
}
