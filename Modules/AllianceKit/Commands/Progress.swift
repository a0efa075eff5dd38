/// A progress bar with rate and remaining time on standard error, redrawn at most ten times a second.
public final class Progress {
    private let label: String
    private let total: Int?
    private let enabled: Bool
    private let now: () -> Instant
    private let sink: (String) -> Void
    private let start: Instant
    private var drawn: Instant
    private var visible = false
    /// How many items are done.
    public private(set) var done = 0

    init(label: String, total: Int?, enabled: Bool, now: @escaping () -> Instant, sink: @escaping (String) -> Void) {
        self.label = label
        self.total = total
        self.enabled = enabled
        self.now = now
        self.sink = sink
        start = now()
        drawn = start
    }

    /// Counts more items as done.
    public func advance(by count: Int = 1) {
        done += count
        guard enabled, done & 15 == 0 || total.map({ done >= $0 }) == true || visible else { return }
        let moment = now()
        guard moment.seconds(since: start) >= 1, moment.seconds(since: drawn) >= 0.1 else { return }
        drawn = moment
        draw(at: moment)
    }

    /// Removes the bar.
    public func finish() { if visible { sink("\r\u{1B}[K") } }

    private func draw(at moment: Instant) {
        visible = true
        let seconds = max(moment.seconds(since: start), 0.001)
        let rate = Double(done) / seconds
        var line = "\r\u{1B}[K\(label)  "
        if let total, total > 0 {
            let filled = min(20, done * 20 / total)
            line += "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled) + "] "
            line += "\(done)/\(total)  \(Int(rate))/s  \(Int(Double(max(0, total - done)) / max(rate, 0.001))) s left"
        } else {
            line += "\(done)  \(Int(rate))/s"
        }
        sink(line)
    }
}
