import AllianceKit
import Synchronization

/// Keeps looks at one host apart, whoever makes them.
final class HostPacer: Sendable {
    private let gap: Double
    private let next = Mutex<[String: Instant]>([:])
    private let factors = Mutex<[String: Double]>([:])

    init(gapSeconds: Double) { gap = gapSeconds }

    /// Reserves the next moment at which a host may be looked at; the seconds until then. `jitter` in 0…1 lengthens the gap after it by up
    /// to a half, so that a monitor does not knock like a clock.
    func reserve(_ host: String, at now: Instant, jitter: Double) -> Double {
        let factor = factors.withLock { $0[host] ?? 1 }
        return next.withLock { next in
            let moment = max(next[host] ?? now, now)
            next[host] = moment.adding(seconds: gap * factor * (1 + jitter / 2))
            return moment.seconds(since: now)
        }
    }

    /// The host asked to slow down: its gaps grow fourfold, up to sixty-four times.
    func slow(_ host: String) { factors.withLock { $0[host] = min(64, ($0[host] ?? 1) * 4) } }
}
