import Synchronization

/// Reproducible bytes for tests and demonstrations: a function of the seed, the command's words and the number of events the
/// workspace holds when it is opened.
///
/// The same command on the same state gives the same identities, so a journey can be compared with snapshots. Any change of
/// state appends an event, so two commands never draw the same identities in one workspace. Not fit for secrets.
final class SeededRandomness: Sendable {
    private let state: Mutex<UInt64>

    init(seed: UInt64) { state = Mutex(seed) }

    /// Lets text decide over what comes next (FNV-1a).
    func mix(_ text: String) {
        state.withLock { state in
            for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
    }

    /// Lets a number decide over what comes next.
    func mix(_ number: Int64) { mix("#\(number)") }

    /// The next bytes (SplitMix64, one byte a step).
    func bytes(_ count: Int) -> [UInt8] {
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
