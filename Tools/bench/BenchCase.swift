import AllianceKit

/// A synthetic case record as a hotline keeps them: 240 to 2,000 bytes of JSON, about 815 in the mean, with random identities and
/// hexadecimal hashes that do not compress.
struct BenchCase: StoredRecord {
    var id: EntityID
    var status: String
    var country: CountryCode?
    var received: Instant
    var channel: String
    var contentKind: String
    var host: String
    var url: String
    var urlKey: String
    var address: String?
    var network: Int?
    var classification: String?
    var hashes: [Hash]
    var history: [Step]
    var note: String?

    struct Hash: Codable, Sendable {
        var algorithm: String
        var value: String
    }

    struct Step: Codable, Sendable {
        var time: Instant
        var actor: String
        var action: String
        var outcome: String?
    }

    static let table = "bench_case"
    static let columns: [RecordColumn<BenchCase>] = [
        RecordColumn("status", .text, indexed: true) { .text($0.status) },
        RecordColumn("country", .text) { .text($0.country) },
        RecordColumn("received", .integer, indexed: true) { .time($0.received) },
        RecordColumn("host", .text) { .text($0.host) },
    ]
    static let examples = BenchCases(seed: 42).prefix(8).map { $0 }
}

/// Case records made of a seed.
struct BenchCases: Sequence, IteratorProtocol {
    private var state: UInt64
    private var clock: Int64 = 1_780_000_000_000

    init(seed: UInt64) { state = seed }

    mutating func next() -> BenchCase? {
        let received = Instant(milliseconds: clock)
        clock += 1000 + Int64(draw() % 90000)
        let host = "\(pick(Self.words))-\(pick(Self.words))\(draw() % 1000).example.\(pick(["org", "net", "com"]))"
        let url = "https://\(host)/\(pick(Self.words))/\(pick(Self.words))/\(hex(Int(draw() % 8) + 2))"
        let depth = Int(draw() % 8)
        var time = received
        let history = (0..<depth).map { _ -> BenchCase.Step in
            time = time.adding(seconds: Double(draw() % 200_000))
            return BenchCase.Step(
                time: time, actor: "analyst-\(draw() % 12)", action: pick(Self.actions),
                outcome: draw() % 3 == 0 ? nil : pick(Self.outcomes))
        }
        let hashes = (0..<Int(draw() % 3)).map { _ in
            BenchCase.Hash(algorithm: "sha256", value: hex(32))
        }
        let isTraced = draw() % 4 != 0
        return BenchCase(
            id: EntityID(prefix: "case", at: received, random: bytes(10)), status: pick(Self.states),
            country: isTraced ? CountryCode(pick(["NL", "DE", "SE", "FR", "US", "CA", "PL", "RO"])) : nil,
            received: received, channel: pick(["web", "api", "partner", "phone"]),
            contentKind: pick(["image", "video", "text"]), host: host, url: url, urlKey: hex(16),
            address: isTraced ? "192.0.2.\(draw() % 255)" : nil, network: isTraced ? 64496 + Int(draw() % 15) : nil,
            classification: draw() % 3 == 0 ? nil : pick(["A1", "A2", "B1", "B2"]), hashes: hashes, history: history,
            note: draw() % 2 == 0
                ? nil : (0..<Int(1 + draw() % 3)).map { _ in pick(Self.sentences) }.joined(separator: " "))
    }

    private mutating func draw() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    private mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: draw()) } }
    private mutating func hex(_ count: Int) -> String { Hex.encode(bytes(count)) }
    private mutating func pick(_ list: [String]) -> String { list[Int(draw() % UInt64(list.count))] }

    private static let states = ["received", "assessed", "traced", "noticed", "removed", "closed"]
    private static let actions = ["assessed", "traced", "noticed", "checked", "held", "released", "escalated"]
    private static let outcomes = ["confirmed", "reachable", "gone", "accepted", "notIllegal", "unknown"]
    private static let words = [
        "album", "gallery", "files", "upload", "media", "share", "photo", "board", "thread", "cloud", "archive", "blue",
        "north", "river", "stone", "cedar", "delta", "harbor", "lumen", "orbit", "pixel", "quartz", "summit", "vector",
    ]
    private static let sentences = [
        "Reported by a member of the public through the web form.", "The page asks for a password.",
        "The host answered that the material was removed.", "The partner hotline in the hosting country was informed.",
        "Checked again after twenty-four hours, still reachable.", "The address redirects to another host.",
        "Law enforcement asked to wait with the notice.", "The provider did not answer within seventy-two hours.",
        "A second analyst confirmed the assessment.", "The thread links to two further addresses.",
    ]
}
