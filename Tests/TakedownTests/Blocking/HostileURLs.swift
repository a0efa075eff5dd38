import TestKit

@testable import Takedown

/// Rules for URLs with every sign that a format could trip over, and requests near them.
struct HostileURLs {
    let list: BlockList
    let requests: [(host: String, target: String)]

    private static let pieces = [
        "a", "A", "b", ".", "..", "x.y", "%20", "%2e%2e", "%2F", "%5c", "%252e", "%41", "%C3%BC", "*", "|", "^", "$",
        "$a", "{1}", "(b)", "[c]",
        "\"", "'", ";", "+", "\\", "~", "!", "&", "=", ",", "@", ":", "%25", "%0A", "long-long-long", "%7B",
    ]

    init(_ seed: UInt64, rules count: Int, near: Int) {
        var generator = Seeded(state: seed)
        func path(_ most: Int) -> String {
            (0..<Int.random(in: 1...most, using: &generator)).map { _ in
                "/"
                    + (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                        Self.pieces.randomElement(using: &generator)!
                    }.joined()
            }.joined()
        }
        func query() -> String {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: "?q=" + Self.pieces.randomElement(using: &generator)!
            case 1: "?"
            default: ""
            }
        }
        let hosts = ["www.example.org", "wwwxexample.org", "example.org", "a.www.example.org"]
        var entries: [BlockEntry] = []
        var requests: [(String, String)] = []
        while entries.count < count {
            let target = path(3) + query()
            let host = hosts.randomElement(using: &generator)!
            guard let (matcher, spelling) = try? BlockURL.matcher("http://\(host)\(target)", isPrefix: false) else {
                continue
            }
            let passes = Int.random(in: 0..<6, using: &generator) == 0
            entries.append(BlockEntry(matcher, passes ? .passthru : .deny, spelling: spelling, line: entries.count + 1))
            requests.append((host, target))
            if let spelt = matcher.pathAndQuery { requests.append((host, String(spelt))) }
            requests.append((host, BlockURL.browserSpelling(of: matcher.text).drop { $0 != "/" }.description))
            if entries.count % 10 == 0,
                let prefix = try? BlockURL.matcher("http://\(host)\(path(2))/", isPrefix: true).0
            {
                entries.append(BlockEntry(prefix, .deny, line: entries.count + 1))
                for _ in 0..<8 { requests.append((host, (prefix.pathAndQuery ?? "") + path(2).dropFirst() + query())) }
            }
        }
        for _ in 0..<near {
            let (host, target) = requests.randomElement(using: &generator)!
            var bytes = Array(target.utf8)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes = bytes.map { 97...122 ~= $0 ? $0 - 32 : 65...90 ~= $0 ? $0 + 32 : $0 }
            case 1: bytes.append(contentsOf: Self.pieces.randomElement(using: &generator)!.utf8)
            case 2: if bytes.count > 1 { bytes.removeLast() }
            case 3:
                if let slash = bytes.firstIndex(of: 0x2f) { bytes.insert(contentsOf: Array("/../x".utf8), at: slash) }
            case 4: bytes.append(contentsOf: "?extra".utf8)
            default: bytes.insert(UInt8(ascii: "/"), at: 0)
            }
            requests.append(
                (
                    Bool.random(using: &generator) ? host : hosts.randomElement(using: &generator)!,
                    String(decoding: bytes, as: UTF8.self)
                ))
        }
        list = BlockList.make(entries).list
        self.requests = requests.map { (host: $0.0, target: $0.1) }
    }

    /// What the rules say of a request; nil when it is no URL.
    func verdict(_ host: String, _ target: String) -> BlockAction? {
        guard let key = try? ListKey(parsing: Array("http://\(host)\(target)".utf8)) else { return nil }
        return list.verdict(for: key)
    }
}
