/// What went wrong, where, and what to do about it.
///
/// `code` is stable (`hashing.image.truncated`): scripts branch on it. The message is a sentence for people.
public struct AllianceError: Error, Sendable, Hashable {
    /// Stable, dotted, lower case: `domain.subject.problem`.
    public var code: String
    /// One sentence that says what happened, without a full stop at its end.
    public var message: String
    /// Where it happened, if it has a place.
    public var place: SourcePlace?
    /// What the reader can do, if anything is known.
    public var hint: String?
    /// The exit code of a command that ends because of this.
    public var exitCode: ExitCode

    /// Makes an error; the exit code defaults to unusable input, the most frequent kind.
    public init(
        _ code: String, _ message: String, at place: SourcePlace? = nil, hint: String? = nil,
        exit exitCode: ExitCode = .unusableInput
    ) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
        self.exitCode = exitCode
    }

    /// The same error, located at `place` unless it already has one.
    public func located(at place: SourcePlace) -> AllianceError {
        var copy = self
        copy.place = copy.place ?? place
        return copy
    }
}

extension AllianceError: CustomStringConvertible {
    /// Place, message and hint in one line: `list.csv:12: not a PDQ hash (use 64 hex digits)`.
    public var description: String {
        let start = place.map { "\($0): " } ?? ""
        let end = hint.map { " (\($0))" } ?? ""
        return start + message + end
    }
}
