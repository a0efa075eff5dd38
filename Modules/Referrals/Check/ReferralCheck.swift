public import AllianceKit
public import CommandLineKit
import Formats

/// To whom a referral goes; each receiver has its own form and rules.
public enum Receiver: String, Codable, Sendable, CaseIterable {
    /// NCMEC's CyberTipline.
    case ncmec
}

extension Receiver: ArgumentValue {}

/// What a check of a referral for a receiver found.
public struct ReferralCheck: Sendable, Hashable {
    /// Everything found: errors first, then warnings, then what is missing.
    public var problems: [Problem]
    /// How much of what investigators ask for is there.
    public var completeness: Completeness

    /// Checks a referral: characters, schema, rules beyond the schema, sources, completeness. Nothing is sent or
    /// stored.
    public init(_ referral: Referral, for receiver: Receiver, version: NCMECSchemaVersion, at now: Instant) {
        let report = NCMECReport(referral, version: version)
        var found = Self.written { try report.reportBytes() }
        found += NCMECSchemaCheck.problems(of: report.report, version)
        // What NCMEC will assign stands in for the check only.
        let assigned = NCMECReport.Assigned(reportID: 1, fileID: "0123456789abcdef0123456789abcdef")
        for (place, file) in referral.files.enumerated() {
            let number = referral.files.count == 1 ? "" : "[\(place + 1)]"
            let details = report.fileDetails(file, assigned: assigned)
            let own =
                Self.written { try report.fileDetailsBytes(file) } + NCMECSchemaCheck.problems(of: details, version)
            found += own.map { problem in
                var numbered = problem
                if problem.path.hasPrefix("/fileDetails") {
                    numbered.path = "/fileDetails\(number)" + problem.path.dropFirst("/fileDetails".count)
                }
                return numbered
            }
        }
        found += NCMECRules.problems(of: report, at: now)
        let completeness = Completeness(referral)
        for part in completeness.parts where part.points < part.most {
            found.append(
                Problem(
                    .missing, "referrals.missing", part.path, "\(part.name): \(part.points) of \(part.most) points",
                    hint: "could be supplied by: \(part.supplier ?? "the drafter")"))
        }
        problems = Problem.Severity.allCases.flatMap { severity in found.filter { $0.severity == severity } }
        self.completeness = completeness
    }

    /// The errors; with none, the referral can be sealed.
    public var errors: [Problem] { problems.filter { $0.severity == .error } }
    /// Whether the referral can be sealed.
    public var isValid: Bool { errors.isEmpty }

    private static func written(_ write: () throws -> [UInt8]) -> [Problem] {
        do {
            _ = try write()
            return []
        } catch let error as AllianceError {
            return [Problem(.error, error.code, error.place?.path ?? "/", error.message, hint: error.hint)]
        } catch {
            return [Problem(.error, "referrals.xml", "/", "the document cannot be written: \(error)")]
        }
    }
}
