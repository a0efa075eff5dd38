public import AllianceKit

/// nginx maps: `$alliance_blocked` is 1 for what is to be answered with 451.
///
/// Maps of text ignore case, and paths do not; so a row only finds a candidate, and a second map compares it byte for byte. What has
/// characters that a row cannot hold is an expression.
public struct NginxFormat: BlockListFormat {
    /// `nginx`
    public static let format = FormatDescription(
        name: "nginx", title: "nginx maps", subject: "block list", fileExtensions: ["conf"],
        mediaType: "text/plain", specification: "ngx_http_map_module; RFC 7725 for the answer")
    /// Names and URLs, and exceptions of both.
    public static let capabilities = BlockCapabilities(
        blocks: [.host, .domain, .url, .urlPrefix],
        exceptions: [.host: .exact, .domain: .exact, .url: .exact, .urlPrefix: .exact], addressHosts: true,
        stopPage: true,
        note: "Reverse and forward proxies. nginx-map.conf goes into http, nginx-server.conf into server.")
    /// The maps, and the lines that use them.
    public static let files = ["nginx-map.conf", "nginx-server.conf"]

    /// Longer keys would not fit the buckets that the file asks for.
    static let keyLimit = 400
    /// nginx reads no longer parameters.
    static let parameterLimit = 3800

    /// Makes a writer.
    public init() {}

    /// URLs that are too long for an expression; names without a dot, which could be words of nginx's own.
    public func problem(with entry: BlockEntry, _ options: BlockListOptions) -> BlockRemark? {
        if let host = entry.matcher.hostName, !host.contains("."), !host.contains(":") {
            return BlockRemark(entry, .leftOut, "name", "nginx needs a name with a dot; left out")
        }
        guard entry.matcher.pathAndQuery != nil, Self.expression(entry.matcher).count > Self.parameterLimit else {
            return nil
        }
        return BlockRemark(entry, .leftOut, "url.long", "the URL is too long for a parameter of nginx's; left out")
    }

    /// Writes one of the files.
    public func write(
        _ list: BlockList, _ options: BlockListOptions, file: String, to output: inout some ByteSink
    ) throws {
        guard file == "nginx-map.conf" else {
            try output.write(server(options))
            return
        }
        var size = 2048
        while size < list.entries.count * 2 { size *= 2 }
        try output.write(
            """
            # Block list of \(options.time), for the http block.
            map_hash_bucket_size 512;
            map_hash_max_size \(size);
            map $host $alliance_host {
                hostnames;
                default 0;

            """)
        for entry in list.entries where entry.matcher.pathAndQuery == nil {
            let dot = entry.matcher.kind == .domain ? "." : ""
            try output.write("    \"\(dot)\(entry.matcher.text)\" \(entry.action == .passthru ? 0 : 1);\n")
        }
        try output.write("}\n")
        try maps("url", list.entries.lazy.filter { $0.action != .passthru }, to: &output)
        try maps("pass", list.entries.lazy.filter { $0.action == .passthru }, to: &output)
        try output.write(
            """
            map $alliance_host$alliance_url$alliance_pass $alliance_blocked {
                default 0;
                100 1;
                010 1;
                110 1;
            }

            """)
        if let page = options.stopPage {
            try output.write("map $alliance_blocked $alliance_link {\n    default \"\";\n")
            try output.write("    1 \"<\(Self.quoted(page))>; rel=\\\"blocked-by\\\"\";\n}\n")
        }
    }

    private func maps(
        _ name: String, _ entries: some Sequence<BlockEntry>, to output: inout some ByteSink
    ) throws {
        try output.write("map $host$request_uri $alliance_\(name)_candidate {\n    default \"\";\n")
        var seen: Set<Int> = []
        var expressions: [[UInt8]] = []
        for entry in entries {
            guard case .url = entry.matcher else {
                if case .urlPrefix = entry.matcher { expressions.append(Self.expression(entry.matcher)) }
                continue
            }
            for text in Self.spellings(entry) {
                // Two keys that differ in case only would be one key to nginx.
                if Self.isPlain(text), seen.insert(text.lowercased().hashValue).inserted {
                    try output.write("    \"\(text)\" \"\(text)\";\n")
                } else {
                    expressions.append(Self.expression(.url(text)))
                }
            }
        }
        try output.write(
            "}\nmap \"$host$request_uri $alliance_\(name)_candidate\" $alliance_\(name) {\n    default 0;\n")
        try output.write("    \"~^(\\S+) \\1$\" 1;\n")
        for expression in expressions { try output.write(Array("    \"~".utf8) + expression + Array("\" 1;\n".utf8)) }
        try output.write("}\n")
    }

    private func server(_ options: BlockListOptions) -> String {
        var text = "# Block list of \(options.time), for each server block.\n"
        if options.stopPage != nil { text += "add_header Link $alliance_link always;\n" }
        return text + "if ($alliance_blocked) { return 451; }\n"
    }

    /// The list key, as browsers spell it, and as it was reported: all have the same list key.
    static func spellings(_ entry: BlockEntry) -> [String] {
        var texts = [BlockURL.askable(entry.matcher.text)]
        for text in [BlockURL.browserSpelling(of: texts[0]), entry.spelling].compactMap(\.self)
        where !texts.contains(text) {
            texts.append(text)
        }
        return texts
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= keyLimit
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: plain.contains(byte)
                }
            }
    }

    private static let plain = Set("-._~/?&=%:+,@!()*".utf8)

    private static func expression(_ matcher: BlockMatcher) -> [UInt8] {
        let pattern = URLPattern(dialect: .nginx)
        var bytes: [UInt8] = [UInt8(ascii: "^")]
        pattern.append(BlockURL.askable(matcher.text).utf8, to: &bytes)
        // The source of the map ends in a blank and the candidate.
        let end = matcher.kind == .urlPrefix ? pattern.below.replacingEnd() : " "
        return bytes + Array(end.utf8)
    }

    private static func quoted(_ text: String) -> String {
        String(
            text.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
                switch scalar {
                case "\"", "\\": ["\\", scalar]
                case "$", "<", ">": []
                default: scalar.value > 0x20 && scalar.value < 0x7f ? [scalar] : []
                }
            }.map(Character.init))
    }
}

extension String {
    /// The end of the URL is the blank before the candidate.
    fileprivate func replacingEnd() -> String {
        var out = ""
        for character in self { out += character == "$" ? "(?= )" : String(character) }
        return out
    }
}
