public import AllianceKit

/// A step on the way to a commitment.
public struct Milestone: Sendable, Hashable, Codable {
    /// `M1`, `M2`, …, unique within the commitment.
    public var id: String
    /// What is to be there.
    public var title: String
    /// By when.
    public var due: CalendarDate?
    /// When it was met, as far as is known.
    public var met: CalendarDate?

    /// Makes a milestone.
    public init(id: String, title: String, due: CalendarDate? = nil, met: CalendarDate? = nil) {
        self.id = id
        self.title = title
        self.due = due
        self.met = met
    }

    /// Reads `TITLE` or `TITLE @ 2026-06-30`; nil if the date is not one.
    public init?(id: String, text: some StringProtocol) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        func trimmed(_ part: some StringProtocol) -> String {
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard let last = parts.last, parts.count > 1 else {
            self.init(id: id, title: trimmed(text))
            return
        }
        guard let due = CalendarDate(trimmed(last)) else { return nil }
        self.init(id: id, title: trimmed(parts.dropLast().joined(separator: "@")), due: due)
    }
}
