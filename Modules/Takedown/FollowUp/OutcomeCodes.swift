import AllianceKit

/// Which action and reason of ICCAM (version 3, as the open hotline system SCART speaks it) an outcome stands for; a table, not code.
struct OutcomeCodes {
    /// One line of the table. A line without a reason holds for all reasons that have none of their own.
    struct Line: Decodable {
        var outcome: ObservationOutcome
        var reason: LookReason?
        var action: Int?
        var actionReason: Int?
        var note: String

        var json: JSONObject {
            ["action": .int(action), "reason": .int(actionReason), "note": .string(note)]
        }
    }

    let lines: [Line]

    static let builtin: OutcomeCodes = {
        do {
            return OutcomeCodes(lines: try JSONBytes.decode([Line].self, from: PackageResources.outcome_codes_json))
        } catch {
            // The file is part of the build, and a test reads it.
            fatalError("outcome-codes.json: \(error)")
        }
    }()

    /// The line of an outcome; nil where there is nothing to tell a partner.
    func code(_ outcome: ObservationOutcome, _ reason: LookReason?) -> Line? {
        let fitting = lines.filter { $0.outcome == outcome && ($0.reason == nil || $0.reason == reason) }
        let line = fitting.first { $0.reason != nil } ?? fitting.first
        return line?.action == nil ? nil : line
    }
}
