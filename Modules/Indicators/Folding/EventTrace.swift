/// What became of the events of one kind: how many entered a figure, which ones, and why others did not. For `indicators explain`.
struct EventTrace: Sendable, Hashable {
    let kind: String
    let role: String
    var counted = 0
    var firstSequence: Int64?
    var lastSequence: Int64?
    /// Reason → number of events.
    var leftOut: [String: Int] = [:]

    init(_ kind: String, _ role: String) {
        self.kind = kind
        self.role = role
    }

    mutating func count(_ sequence: Int64) {
        counted += 1
        if firstSequence == nil { firstSequence = sequence }
        lastSequence = sequence
    }

    mutating func leave(out reason: String) { leftOut[reason, default: 0] += 1 }

    static let afterAsOf = "happened after the as-of time"
    static let outsidePeriod = "outside the period"
}
