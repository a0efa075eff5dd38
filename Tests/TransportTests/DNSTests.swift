import AllianceKit
import Foundation
import Synchronization
import Testing

@testable import Transport

/// Questions to name servers and what comes back.
struct DNSTests {
    private static let address = IPAddress("192.0.2.7")!

    @Test func aliasesAreFollowed() throws {
        let answer = try #require(
            DNSAnswer(
                DNSMessage(id: 7, name: "WWW.example.org").alias("www.example.org", "a.cdn.test")
                    .alias("a.cdn.test", "b.cdn.test").address("b.cdn.test", [192, 0, 2, 7])
                    .address("other.test", [10, 0, 0, 1]).bytes, id: 7, name: "www.example.org", kind: 1))
        #expect(answer.code == 0)
        #expect(answer.aliases == ["a.cdn.test", "b.cdn.test"])
        #expect(answer.addresses == [Self.address], "addresses of names that nobody asked for do not count")
    }

    @Test func chainsThatGoInCirclesLeadNowhere() throws {
        let message = DNSMessage(id: 7, name: "a.test").alias("a.test", "b.test").alias("b.test", "a.test")
            .address("a.test", [192, 0, 2, 7])
        let answer = try #require(DNSAnswer(message.bytes, id: 7, name: "a.test", kind: 1))
        #expect(answer.addresses.isEmpty)
        #expect(answer.aliases.count == DNSAnswer.aliasLimit)
    }

    @Test func answersToOtherQuestionsAreNone() {
        let good = DNSMessage(id: 7, name: "a.test").address("a.test", [192, 0, 2, 7]).bytes
        #expect(DNSAnswer(good, id: 7, name: "a.test", kind: 1) != nil)
        #expect(DNSAnswer(good, id: 8, name: "a.test", kind: 1) == nil)
        #expect(DNSAnswer(good, id: 7, name: "b.test", kind: 1) == nil)
        #expect(DNSAnswer(good, id: 7, name: "a.test", kind: 28) == nil)
        for length in 0..<good.count {
            #expect(DNSAnswer(Array(good[..<length]), id: 7, name: "a.test", kind: 1) == nil)
        }
    }

    /// Pointers to themselves and forwards, overlong labels, lengths beyond the end: refused, never followed for ever.
    @Test func hostileNames() {
        let head: [UInt8] = [0, 7, 0x80, 0, 0, 1, 0, 1, 0, 0, 0, 0]
        for name: [UInt8] in [
            [0xc0, 12], [0xc0, 40], [0xff, 0xff], [64], [63, 1], [1, 0x2e, 0], [1, 0x20, 0], [],
        ] {
            #expect(DNSAnswer(head + name + [0, 1, 0, 1], id: 7, name: "a", kind: 1) == nil)
        }
    }

    @Test func everyByteCanBeWrong() {
        let good = DNSMessage(id: 7, name: "a.test").alias("a.test", "b.test").address("b.test", [192, 0, 2, 7]).bytes
        for place in good.indices {
            for value: UInt8 in [0, 1, 0x3f, 0x40, 0xc0, 0xff] {
                var bytes = good
                bytes[place] = value
                _ = DNSAnswer(bytes, id: 7, name: "a.test", kind: 1)
            }
        }
    }

    @Test func whatServersSay() throws {
        let server = try LoopbackNameServer { name, kind in
            switch name {
            case "there.test": kind == 1 ? .addresses([[192, 0, 2, 7]]) : .code(3)
            case "gone.test": .code(3)
            case "empty.test": .addresses([])
            case "failing.test": .code(2)
            case "big.test": .truncated
            default: .silence
            }
        }
        let client = try DNSClient(servers: ["127.0.0.1:\(server.port)"], seconds: 0.3)
        #expect(try client.addresses(of: "there.test") == [Self.address])
        for (name, code) in [
            ("gone.test", "unresolved"), ("empty.test", "empty"), ("failing.test", "failed"), ("silent.test", "failed"),
            ("big.test", "failed"),
        ] {
            let error = #expect(throws: AllianceError.self) { try client.addresses(of: name) }
            #expect(error?.code == "transport.name.\(code)")
        }
    }

    @Test func serversAreWritten() throws {
        for text in ["192.0.2.53", "192.0.2.53:5353", "2001:db8::53", "[2001:db8::53]:53"] {
            #expect(DNSClient.isServer(text))
        }
        for text in ["", "dns.example", "192.0.2.53:0", "192.0.2.53:70000", "[::1]", "fe80::1%eth0"] {
            #expect(!DNSClient.isServer(text))
            #expect(throws: AllianceError.self) { try DNSClient(servers: [text]) }
        }
    }
}

/// Writes messages as a name server would.
struct DNSMessage {
    var records: [[UInt8]] = []
    let head: [UInt8]
    let question: [UInt8]
    var code: UInt8 = 0
    var truncated = false

    init(id: UInt16, name: String, kind: UInt8 = 1) {
        head = [UInt8(id >> 8), UInt8(id & 255)]
        question = Self.name(name) + [0, kind, 0, 1]
    }

    static func name(_ text: String) -> [UInt8] {
        text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    func record(_ owner: String, _ kind: UInt8, _ data: [UInt8]) -> DNSMessage {
        var copy = self
        copy.records.append(Self.name(owner) + [0, kind, 0, 1, 0, 0, 0, 60, 0, UInt8(data.count)] + data)
        return copy
    }
    func address(_ owner: String, _ data: [UInt8]) -> DNSMessage { record(owner, data.count == 4 ? 1 : 28, data) }
    func alias(_ owner: String, _ target: String) -> DNSMessage { record(owner, 5, Self.name(target)) }

    var bytes: [UInt8] {
        head + [0x81 | (truncated ? 2 : 0), 0x80 | code, 0, 1, 0, UInt8(records.count), 0, 0, 0, 0] + question
            + records.flatMap { $0 }
    }
}
