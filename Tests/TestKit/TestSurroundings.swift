public import AllianceKit
import Synchronization

/// A clock that stands still until it is moved.
public final class TestClock: Sendable {
    private let milliseconds: Mutex<Int64>

    /// A clock that shows this moment.
    public init(_ start: Instant) { milliseconds = Mutex(start.milliseconds) }

    /// The moment it shows.
    public var now: Instant { Instant(milliseconds: milliseconds.withLock { $0 }) }

    /// Moves it forward.
    public func advance(hours: Int = 0, minutes: Int = 0, seconds: Int = 0) {
        milliseconds.withLock { $0 += Int64((hours * 60 + minutes) * 60 + seconds) * 1000 }
    }
}

/// SplitMix64: the same bytes for the same seed.
public final class TestRandomness: Sendable {
    private let state: Mutex<UInt64>

    /// Starts from a seed.
    public init(seed: UInt64) { state = Mutex(seed) }

    /// The next bytes.
    public func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state &+= 0x9e37_79b9_7f4a_7c15
                var mixed = state
                mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
                mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
                return UInt8(truncatingIfNeeded: mixed ^ mixed >> 31)
            }
        }
    }
}

extension Surroundings {
    /// Surroundings that give the same outputs every time.
    public static func test(clock: TestClock, seed: UInt64 = 1, environment: [String: String] = [:]) -> Surroundings {
        let randomness = TestRandomness(seed: seed)
        var surroundings = Surroundings(
            now: { clock.now }, randomBytes: { randomness.bytes($0) }, environment: environment, isInjected: true)
        surroundings.sleep = { clock.advance(seconds: Int($0)) }
        return surroundings
    }
}
