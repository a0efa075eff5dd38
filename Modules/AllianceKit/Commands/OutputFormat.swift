public import CommandLineKit

/// How records are printed on standard output.
public enum OutputFormat: String, Sendable, CaseIterable, ArgumentValue {
    /// Aligned columns for people.
    case table
    /// One JSON array (or one object for a single record).
    case json
    /// One JSON object a line, as soon as it is known.
    case ndjson
    /// RFC 4180 with a heading.
    case csv
}
