public import CommandLineKit

/// How a message is put together.
public enum LetterFormat: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// Mail for people with a XARF report for machines (`multipart/report`); one case.
    case report
    /// Mail for people with the addresses as an attached CSV table, and a XARF report of each case.
    case table
    /// Mail of plain text only, with the CSV table in it.
    case plain
    /// Mail with a notice under Article 16 of the Digital Services Act, for people and as JSON.
    case article16
    /// JSON alone, for an interface: XARF, or the Article 16 notice of what XARF has no word for; one case.
    case json

    /// Whether it takes one case only.
    var isSingle: Bool { self == .report || self == .json }
}
