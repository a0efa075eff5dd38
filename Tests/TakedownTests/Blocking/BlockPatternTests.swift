import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Takedown

/// Squid's and Adblock's expressions never meet what the rules do not, and nginx's maps in a running nginx neither.
@Suite(.serialized) struct BlockPatternTests {
    private static func lines(_ format: some BlockListFormat, _ list: BlockList, _ file: String) throws -> [[UInt8]] {
        var bytes: [UInt8] = []
        let options = BlockListOptions(time: BlockRuleTests.now)
        let fitted = list.fitted(to: format, options).list
        try format.write(fitted, options, file: file, to: &bytes)
        return bytes.split(separator: 0x0a).map(Array.init)
    }

    @Test func squid() throws {
        let world = HostileURLs(11, rules: 300, near: 1500)
        let fitted = world.list.fitted(to: SquidFormat(), BlockListOptions(time: BlockRuleTests.now)).list
        let blocks = try Self.lines(SquidFormat(), world.list, "squid-urls.txt").map { try POSIXPattern($0) }
        let passes = try Self.lines(SquidFormat(), world.list, "squid-pass-urls.txt").map { try POSIXPattern($0) }
        #expect(blocks.count > 150)
        var blocked = 0
        for (host, target) in world.requests {
            let seen = SquidURL.unescaped(Array("http://\(host)\(target)".utf8))
            guard !seen.contains(0) else { continue }
            let isBlocked = blocks.contains { $0.meets(seen) } && !passes.contains { $0.meets(seen) }
            if isBlocked { blocked += 1 }
            let verdict = world.verdict(host, target)
            if isBlocked { #expect(verdict == .deny, "squid blocks http://\(host)\(target)") }
        }
        for entry in fitted.entries where entry.matcher.kind == .url && entry.action == .deny {
            let seen = SquidURL.unescaped(Array("http://\(entry.matcher.text)".utf8))
            #expect(blocks.contains { $0.meets(seen) }, "squid misses \(entry.matcher.text)")
        }
        #expect(blocked > 150)
    }

    @Test func adblock() throws {
        let world = HostileURLs(12, rules: 300, near: 1500)
        let lines = try Self.lines(AdblockFormat(), world.list, "adblock.txt").map {
            String(decoding: $0, as: UTF8.self)
        }
        func patterns(_ start: String) throws -> [NSRegularExpression] {
            try lines.compactMap { line in
                guard line.hasPrefix(start + "/"), line.hasSuffix("/$match-case") else { return nil }
                return try NSRegularExpression(pattern: String(line.dropFirst(start.count + 1).dropLast(12)))
            }
        }
        func meets(_ patterns: [NSRegularExpression], _ text: String) -> Bool {
            patterns.contains { $0.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil }
        }
        let (blocks, passes) = (try patterns(""), try patterns("@@"))
        #expect(blocks.count > 200 && !passes.isEmpty)
        var blocked = 0
        for (host, target) in world.requests {
            let url = "http://\(host)\(target)"
            let isBlocked = meets(blocks, url) && !meets(passes, url)
            if isBlocked {
                blocked += 1
                #expect(world.verdict(host, target) == .deny, "adblock blocks \(url)")
            }
        }
        for entry in world.list.entries where entry.matcher.kind == .url && entry.action == .deny {
            let url = "https://" + BlockURL.browserSpelling(of: entry.matcher.text)
            if world.list.verdict(for: try ListKey(parsing: Array(url.utf8))) == .deny {
                #expect(meets(blocks, url), "adblock misses \(url)")
            }
        }
        #expect(blocked > 150)
    }

    static let program = BlockProgramTests.path("nginx")

    @Test(.enabled(if: program != nil, "needs nginx-light (Scripts/setup --tools)"))
    func nginx() throws {
        let world = HostileURLs(13, rules: 300, near: 1500)
        let folder = try TemporaryFolder()
        let options = BlockListOptions(time: BlockRuleTests.now, stopPage: "https://stop.example/why")
        let written = try BlockListWriter(folder: folder.path, options: options).write(world.list, NginxFormat())
        let port = LoopbackServer.freePort()
        let file = try folder.write("nginx.conf", NginxServer.configuration(folder, port: port))
        let server = try LoopbackServer(
            try #require(Self.program), ["-c", file, "-p", folder.path, "-e", folder.file("start.log")],
            log: folder.file("out.log"))
        try #require(server.waitFor { PlainHTTP.get("ready.example.com", "/", port: port) }?.status == 200)
        var blocked = 0
        for (host, target) in world.requests where !target.contains(" ") {
            guard let answer = PlainHTTP.get(host, target, port: port) else { continue }
            if answer.status == 451 {
                blocked += 1
                #expect(world.verdict(host, target) == .deny, "nginx blocks \(host)\(target)")
                #expect(answer.head.contains("Link: <https://stop.example/why>; rel=\"blocked-by\""))
            } else {
                #expect(!answer.head.contains("Link:"))
            }
        }
        for entry in written.kept.entries where entry.matcher.kind == .url && entry.action == .deny {
            for text in NginxFormat.spellings(entry) where world.verdict("", text).map({ $0 == .deny }) == true {
                let answer = PlainHTTP.get(
                    text.prefix { $0 != "/" }.description, text.drop { $0 != "/" }.description, port: port)
                #expect(answer?.status == 451 || answer?.status == 400, "nginx misses \(text)")
            }
        }
        #expect(blocked > 150)
    }
}

/// What Squid compares its expressions with: the URL after one round of unescaping, as its `rfc1738_unescape` does it.
enum SquidURL {
    static func unescaped(_ url: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var place = 0
        while place < url.count {
            guard url[place] == UInt8(ascii: "%") else {
                out.append(url[place])
                place += 1
                continue
            }
            if place + 1 < url.count, url[place + 1] == UInt8(ascii: "%") {
                out.append(UInt8(ascii: "%"))
                place += 2
            } else if place + 2 < url.count, let high = PercentEncoding.digit(url[place + 1]),
                let low = PercentEncoding.digit(url[place + 2]),
                high << 4 | low != 0
            {
                out.append(high << 4 | low)
                place += 3
            } else {
                out.append(UInt8(ascii: "%"))
                place += 1
            }
        }
        return out
    }
}

/// An expression of the C library, as Squid compiles it.
@safe final class POSIXPattern {
    private nonisolated(unsafe) var pattern = unsafe regex_t()

    init(_ bytes: [UInt8]) throws {
        let code = unsafe (bytes + [0]).map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { text in
            unsafe regcomp(&pattern, text.baseAddress!, REG_EXTENDED | REG_NOSUB)
        }
        try #require(code == 0, "\(String(decoding: bytes, as: UTF8.self)) is no expression")
    }

    deinit { unsafe regfree(&pattern) }

    func meets(_ bytes: [UInt8]) -> Bool {
        unsafe (bytes + [0]).map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { text in
            unsafe regexec(&pattern, text.baseAddress!, 0, nil, 0) == 0
        }
    }
}
