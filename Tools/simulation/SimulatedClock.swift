import AllianceKit
import Synchronization

/// A clock that stands where it was put.
final class SimulatedClock: Sendable {
    private let time: Mutex<Instant>

    init(_ start: Instant) { time = Mutex(start) }

    /// The moment it shows; setting it lets time pass.
    var now: Instant {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }
}
