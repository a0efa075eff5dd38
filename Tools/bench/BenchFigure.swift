import Glibc

/// One measured figure, its baseline from the same run, and the target it is held to.
struct BenchFigure {
    /// What a figure should be.
    enum Target {
        case atLeast(Double)
        case atMost(Double)
    }

    var name: String
    var value: Double
    var unit: String
    /// This figure over the baseline's, measured in the same run; nil where there is none.
    var ratio: Double?
    /// What is asked of the value, or of the ratio.
    var target: Target?
    /// Whether the target is one for the ratio.
    var targetIsRatio = false

    /// `name value unit ratio-to-baseline target ok|below`, a hyphen for what is not there.
    var line: String {
        let judged = targetIsRatio ? ratio ?? .nan : value
        let (text, verdict): (String, String) =
            switch target {
            case .atLeast(let limit)?: (">=\(Self.text(limit))", judged >= limit ? "ok" : "below")
            case .atMost(let limit)?: ("<=\(Self.text(limit))", judged <= limit ? "ok" : "below")
            case nil: ("-", "-")
            }
        return "\(name) \(Self.text(value)) \(unit) \(ratio.map(Self.text) ?? "-") \(text) \(verdict)"
    }

    /// Whole numbers from a thousand on, else three digits that count.
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        if value.magnitude >= 1000 { return "\(Int64(value.rounded()))" }
        let scale: Double = value.magnitude >= 100 ? 10 : value.magnitude >= 1 ? 100 : 1000
        return "\((value * scale).rounded() / scale)"
    }
}

/// What something took.
struct BenchTime {
    /// Seconds of wall clock, which other jobs on the machine and the disk have their part in.
    var wall: Double
    /// Seconds of this process on a processor.
    var processor: Double
}

/// Times `body`.
func measured(_ body: () throws -> Void) rethrows -> BenchTime {
    func processor() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let (start, used) = (ContinuousClock.now, processor())
    try body()
    let time = (ContinuousClock.now - start).components
    return BenchTime(wall: Double(time.seconds) + Double(time.attoseconds) / 1e18, processor: processor() - used)
}

/// Seconds of wall clock that `body` takes.
func measuredSeconds(_ body: () throws -> Void) rethrows -> Double { try measured(body).wall }
