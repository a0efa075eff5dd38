import AllianceKit

/// Everything outside the house, as a pure function of a case's number and the time: when it is reported, and what its site answers.
struct SimulatedWorld: Sendable {
    let folder: String
    let cases: Int
    let start: Instant
    /// How long reports keep coming, in hours.
    let hours: Int

    /// When the report of a case comes in: evenly over the first nine tenths.
    func arrival(_ number: Int) -> Instant {
        start.adding(seconds: Double(number) / Double(cases) * Double(hours) * 3600 * 0.9)
    }

    /// A number from a case's number that looks like chance: SplitMix64's last steps.
    private func chance(_ number: Int, _ salt: UInt64) -> Double {
        var bits = UInt64(number) &* 0x9e37_79b9_7f4a_7c15 &+ salt &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
        return Double((bits ^ bits >> 31) >> 11) / Double(1 << 53)
    }

    /// Whether the content is there: most of it goes within days, one in fifty stays, one in thirty comes back for two days.
    func isOnline(_ number: Int, at time: Instant) -> Bool {
        guard chance(number, 1) > 0.02 else { return true }
        let stays = 6 + 96 * chance(number, 2) * chance(number, 3)
        let gone = arrival(number).adding(seconds: stays * 3600)
        if time < gone { return true }
        let back = gone.adding(days: 12)
        return chance(number, 4) < 1.0 / 30 && back <= time && time < back.adding(days: 2)
    }

    /// The address of a case's content.
    func address(_ number: Int) -> String { "https://www.example.org/c/\(number).jpg" }

    /// The case that an address belongs to.
    func number(of address: String) -> Int? {
        address.split(separator: "/").last.flatMap { Int($0.prefix { $0 != "." }) }
    }
}

/// What the sites answer.
struct SimulatedWeb: HTTPClient {
    let world: SimulatedWorld
    let now: @Sendable () -> Instant

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let number = world.number(of: request.url), number < world.cases else {
            return HTTPResponse(status: 404, url: request.url)
        }
        let isOnline = world.isOnline(number, at: now())
        return HTTPResponse(
            status: isOnline ? 200 : 404, url: request.url,
            headers: isOnline ? [("content-type", "image/jpeg"), ("content-length", "1234")] : [], address: "192.0.2.10"
        )
    }
}
