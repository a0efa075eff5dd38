/// Why a figure cannot be computed from the numbers given. Places count from 0.
public enum StatisticsError: Error, Sendable, Hashable {
    /// Lists that belong together differ in length.
    case unequalCounts(Int, Int)
    /// A duration or an entry time is negative, infinite or not a number.
    case notADuration(at: Int)
    /// A subject entered at or after the end of its own observation.
    case entryNotBeforeEnd(at: Int)
    /// The upper end of an interval lies before its lower one, or is not a number.
    case notAnInterval(at: Int)
    /// A probability is not between 0 and 1.
    case notAProbability
}

extension StatisticsError: CustomStringConvertible {
    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .unequalCounts(let first, let second): "two lists that belong together hold \(first) and \(second) values"
        case .notADuration(let place): "value \(place + 1) is not a duration (a finite number, at least 0)"
        case .entryNotBeforeEnd(let place): "subject \(place + 1) enters at or after the end of its observation"
        case .notAnInterval(let place): "interval \(place + 1) ends before it begins"
        case .notAProbability: "a probability lies between 0 and 1"
        }
    }
}
