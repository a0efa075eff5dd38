import AllianceKit

extension XARFReport {
    /// Fills the recommended members that can be filled honestly: the port of the address, where the knowledge comes from, that a person
    /// is sure of it, and a text that says so. What is not known stays out: a brand, a number of another body, digests nobody gave.
    mutating func fillRecommended() {
        sourcePort = sourcePort ?? (try? WebURL(parsing: url)).map(\.effectivePort)
        evidenceSource = evidenceSource ?? "manual_analysis"
        confidence = confidence ?? (verified == nil ? nil : 1)
        if evidence.isEmpty, let verified {
            evidence = [
                XARFEvidence(
                    .text, description: "statement of the analyst",
                    text: "\(reporter.organisation) examined the content at the address on \(verified.date).")
            ]
        }
    }

    /// The recommended members that are still missing: what the strict mode of a validator will name.
    public var missingRecommended: [String] {
        let object = json
        var names = ["source_port", "evidence_source", "evidence", "confidence", "domain", "verified_at"]
        names += ["verification_method", "target_brand"]
        switch content {
        case .csam: names += ["media_type", "hash_values", "ncmec_report_id", "content_removed"]
        case .csem: names += ["victim_age_range", "platform", "evidence_type", "reporting_obligations"]
        }
        return names.filter { object[$0] == nil }
    }
}
