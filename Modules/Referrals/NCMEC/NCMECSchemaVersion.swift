public import CommandLineKit

/// A state of the CyberTipline reporting schema. The two known states differ, and a report is built for one of them.
public enum NCMECSchemaVersion: String, Codable, Sendable, CaseIterable, ArgumentValue {
    /// The XSD as of November 2025.
    case nov2025
    /// The documentation as of 26 August 2026: adds the report annotation `informational` and
    /// `ageAssertionDiscrepancy`, drops `fileName`. It differs from the last XSD seen, so ask the receiver which one is
    /// in force.
    case aug2026
}
