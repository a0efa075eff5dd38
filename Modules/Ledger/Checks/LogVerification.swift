public import AllianceKit
public import Cryptography

/// What checking a whole log found.
public struct LogVerification: Sendable {
    /// The number of entries.
    public var entries: Int64 = 0
    /// The root over them, when it can be computed.
    public var root: SHA256Hash?
    /// How many checkpoints of this log were compared with it.
    public var checkpoints = 0
    /// What is wrong, the first in the log's order first; at most 100.
    public var faults: [AllianceError] = []
    /// How many things are wrong.
    public var faultCount = 0

    /// Whether nothing is wrong.
    public var isIntact: Bool { faultCount == 0 }

    mutating func add(_ fault: AllianceError) {
        faultCount += 1
        if faults.count < 100 { faults.append(fault) }
    }
}
