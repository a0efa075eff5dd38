import AllianceKit
import Glibc

/// The receiver's own XSD in an operator's file, with which xmllint validates as well.
struct SchemaFile {
    private let xmllint: String
    private let path: String

    /// Looks for xmllint and the file.
    init(_ path: String, _ surroundings: Surroundings) throws {
        guard let found = ChildProcess.find("xmllint", surroundings) else {
            throw AllianceError(
                "referrals.xmllint.missing", "xmllint is not installed",
                hint: "apt-get install libxml2-utils, or leave out --schema", exit: .unavailable)
        }
        guard unsafe access(path, R_OK) == 0 else { throw Files.failure("file.open", "cannot open \(path)", errno) }
        xmllint = found
        self.path = path
    }

    /// What xmllint says of the report and of each file's details, with stand-ins for what NCMEC will assign.
    func problems(of report: NCMECReport) throws -> [Problem] {
        var problems = try validate(try report.reportBytes(), "/report")
        let assigned = NCMECReport.Assigned(reportID: 1, fileID: "0123456789abcdef0123456789abcdef")
        for (place, file) in report.referral.files.enumerated() {
            problems += try validate(
                try report.fileDetailsBytes(file, assigned: assigned), "/fileDetails[\(place + 1)]")
        }
        return problems
    }

    private func validate(_ bytes: [UInt8], _ name: String) throws -> [Problem] {
        // A name of its own, so that a path that starts with a hyphen is no option.
        let schema = path.hasPrefix("/") ? path : "./\(path)"
        let result = try ChildProcess.run(
            xmllint, ["xmllint", "--noout", "--nonet", "--schema", schema, "-"], input: bytes)
        guard result.code != 0 else { return [] }
        let lines = result.errors.split(whereSeparator: \.isNewline).map(String.init)
        // xmllint: 3 and 4 are faults of the document, everything else of the schema or of the call.
        guard result.code == 3 || result.code == 4 else {
            throw AllianceError(
                "referrals.schema.unusable", "xmllint cannot use the schema: \(lines.first ?? "no reason given")",
                at: SourcePlace(file: path))
        }
        let faults = lines.filter { $0.contains("error") && !$0.hasSuffix("fails to validate") }
        return (faults.isEmpty ? ["it does not validate"] : faults).map {
            Problem(.error, "ncmec.schema", name, "the receiver's schema says: \($0)")
        }
    }
}
