public import AllianceKit

/// Filters for content blockers. URLs and hosts are expressions with `match-case`: plain filters ignore case, and in them `*`, `^` and `|`
/// cannot be escaped.
public struct AdblockFormat: BlockListFormat {
    /// `adblock`
    public static let format = FormatDescription(
        name: "adblock", title: "Adblock filters", subject: "block list", fileExtensions: ["txt"],
        mediaType: "text/plain", specification: "Adblock Plus filter syntax; uBlock Origin static filters")
    /// Names and URLs, and exceptions of both.
    public static let capabilities = BlockCapabilities(
        blocks: [.host, .domain, .url, .urlPrefix],
        exceptions: [.host: .exact, .domain: .exact, .url: .exact, .urlPrefix: .exact], addressHosts: true,
        stopPage: false, note: "Browsers with a content blocker; readers of the list see every URL.")
    /// One file.
    public static let files = ["adblock.txt"]

    /// Makes a writer.
    public init() {}

    /// Writes a filter for each entry.
    public func write(
        _ list: BlockList, _ options: BlockListOptions, file: String, to output: inout some ByteSink
    ) throws {
        try output.write(
            "[Adblock Plus 2.0]\n! Title: \(options.name.filter { !$0.isNewline })\n! Last modified: \(options.time)\n! Expires: 1 hours\n"
        )
        for entry in list.entries {
            let start = entry.action == .passthru ? "@@" : ""
            try output.write(Array(start.utf8) + Self.filter(entry.matcher) + [0x0a])
        }
    }

    private static func filter(_ matcher: BlockMatcher) -> [UInt8] {
        if case .domain(let name) = matcher { return Array("||\(name)^".utf8) }
        let pattern = URLPattern(dialect: .adblock)
        var bytes = Array(#"/^https?:\/\/"#.utf8)
        pattern.append((matcher.hostName ?? "").utf8, to: &bytes)
        bytes += #"(?::\d+)?"#.utf8
        guard let path = matcher.pathAndQuery else { return bytes + Array(#"\//"#.utf8) }
        for byte in BlockURL.askable(String(path)).utf8 {
            // Browsers escape some characters that the canonical form leaves alone.
            if PercentEncoding.Set.path.contains(byte) && byte != UInt8(ascii: "?") || byte == UInt8(ascii: "'") {
                bytes += "(?:".utf8
                pattern.append(CollectionOfOne(byte), to: &bytes)
                bytes.append(UInt8(ascii: "|"))
                PercentEncoding.append(byte, to: &bytes)
                bytes += ")".utf8
            } else {
                pattern.append(CollectionOfOne(byte), to: &bytes)
            }
        }
        bytes += (matcher.kind == .urlPrefix ? pattern.below : "$").utf8
        return bytes + Array("/$match-case".utf8)
    }
}
