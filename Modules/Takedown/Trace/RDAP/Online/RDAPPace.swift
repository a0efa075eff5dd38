public import AllianceKit

/// Keeps to what each server allows: a bucket of requests that fills again with time, and pauses that a server asked for.
///
/// All waiting is counted here from moments that are handed in; nothing loops and nothing sleeps by itself.
public struct RDAPPace: Sendable {
    private struct Bucket {
        var tokens: Double
        var filled: Instant
        var pausedUntil: Instant?
        var refusals = 0
    }

    private let perMinute: Double
    private let slower: [String: Double]
    private var buckets: [String: Bucket] = [:]

    /// Requests that may go at once before the pace holds.
    static let burst = 5.0
    /// The longest pause that is taken from a server's word: a day.
    static let longestPause = 86_400.0

    /// So many requests a minute and server, and other numbers for some servers by host name.
    public init(perMinute: Double = 30, slower: [String: Double] = [:]) {
        self.perMinute = perMinute
        self.slower = slower
    }

    /// Seconds to wait before a request may go to a server; takes the request's place in the queue.
    public mutating func wait(for server: String, at now: Instant) -> Double {
        let rate = max(0.1, slower[server] ?? perMinute) / 60
        let capacity = min(Self.burst, max(1, rate * 60))
        var bucket = buckets[server] ?? Bucket(tokens: capacity, filled: now)
        bucket.tokens = min(capacity, bucket.tokens + max(0, now.seconds(since: bucket.filled)) * rate)
        bucket.filled = max(bucket.filled, now)
        bucket.tokens -= 1
        var seconds = bucket.tokens < 0 ? -bucket.tokens / rate : 0
        if let until = bucket.pausedUntil {
            seconds = max(seconds, until.seconds(since: now))
            if until <= now { bucket.pausedUntil = nil }
        }
        buckets[server] = bucket
        return seconds
    }

    /// Gives a request's place back, when it is not made after all.
    public mutating func giveBack(_ server: String) { buckets[server]?.tokens += 1 }

    /// A server said that it has had enough; `seconds` is its own word, without one the pause doubles each time. Returns the pause.
    @discardableResult public mutating func pause(_ server: String, at now: Instant, seconds: Double?) -> Double {
        var bucket = buckets[server] ?? Bucket(tokens: 1, filled: now)
        bucket.refusals = min(bucket.refusals + 1, 12)
        var doubled = 5.0
        for _ in 1..<bucket.refusals { doubled *= 2 }
        let pause = min(Self.longestPause, max(1, seconds ?? doubled))
        bucket.pausedUntil = now.adding(seconds: pause)
        buckets[server] = bucket
        return pause
    }

    /// A server answered: the next pause starts small again.
    public mutating func succeed(_ server: String) { buckets[server]?.refusals = 0 }
}
