/// Standard error: sentences for people, never data.
public final class Talk {
    private let quiet: Bool
    private let sink: (String) -> Void
    private let terminal: Bool
    private let now: () -> Instant

    /// Makes talk that goes to `sink`; `--quiet` silences everything but errors.
    public init(quiet: Bool, isTerminal: Bool, now: @escaping () -> Instant, sink: @escaping (String) -> Void) {
        self.quiet = quiet
        terminal = isTerminal
        self.now = now
        self.sink = sink
    }

    /// Says a sentence.
    public func say(_ text: String) { if !quiet { sink(text + "\n") } }

    /// Warns; also when quiet, because something may be wrong.
    public func warn(_ text: String) { sink("alliance: warning: \(text)\n") }

    /// Names an error.
    public func error(_ error: AllianceError) { sink("alliance: \(error) [\(error.code)]\n") }

    /// A progress bar for work of `total` items (nil if unknown), drawn only on a terminal and after a second.
    public func progress(_ label: String, total: Int? = nil) -> Progress {
        Progress(label: label, total: total, enabled: terminal && !quiet, now: now, sink: sink)
    }
}
