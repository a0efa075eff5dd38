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

    /// Says a sentence, or lines of them. Control characters of what is quoted in it become visible marks.
    public func say(_ text: String) {
        if quiet { return }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { CellText.clean(String($0)) }
        sink(lines.joined(separator: "\n") + "\n")
    }

    /// Warns; also when quiet, because something may be wrong.
    public func warn(_ text: String) { sink("alliance: warning: \(CellText.clean(text))\n") }

    /// Names an error, in one line.
    public func error(_ error: AllianceError) {
        sink("alliance: \(CellText.clean(error.description)) [\(error.code)]\n")
    }

    /// A progress bar for work of `total` items (nil if unknown), drawn only on a terminal and after a second.
    public func progress(_ label: String, total: Int? = nil) -> Progress {
        Progress(label: label, total: total, enabled: terminal && !quiet, now: now, sink: sink)
    }
}
