import AllianceKit

/// Fits the entries of a list into a format, and counts what has no place in it.
struct ListExport {
    private(set) var exporter: any HashListExporter
    private let capacity: HashListCapacity
    private let profile: PDQProfile
    /// Entries that were written.
    private(set) var written = 0
    /// Entries that were left out, by the reason.
    private(set) var missing: [String: Int] = [:]
    /// Hashes of written entries that were left out, by the reason.
    private(set) var parts: [String: Int] = [:]

    /// Plans an export. `profile` is that of the PDQ hashes that a format gets which does not name it.
    init(_ exporter: any HashListExporter, _ outline: HashListOutline, profile: PDQProfile) {
        var exporter = exporter
        exporter.plan(outline)
        self.exporter = exporter
        self.profile = profile
        capacity = exporter.capacity
    }

    /// The bytes of an entry; none when it has no place.
    mutating func bytes(of entry: HashEntry) throws -> [UInt8] {
        if let refusal = exporter.refusal(of: entry) {
            missing[refusal, default: 0] += 1
            return []
        }
        var fitted = entry
        var left: [String] = []
        fitted.digests.removeAll { digest in
            let isLeft = !capacity.digests.contains(digest.algorithm)
            if isLeft { left.append(digest.algorithm.rawValue) }
            return isLeft
        }
        if let own = entry.pdq.map({ _ in entry.pdqProfile ?? .full }) {
            if !capacity.pdq {
                left.append("pdq")
            } else if !capacity.profiles, own != profile {
                left.append("pdq of the profile \(own.rawValue)")
            }
            if !left.isEmpty, left.last?.hasPrefix("pdq") == true { (fitted.pdq, fitted.pdqProfile) = (nil, nil) }
        }
        let lacking = capacity.required.subtracting(fitted.digests.map(\.algorithm))
        guard fitted.hasHash, lacking.isEmpty else {
            let reason =
                lacking.isEmpty || !fitted.hasHash
                ? "only \(left.sorted().joined(separator: ", "))"
                : "no \(lacking.map(\.rawValue).sorted().joined(separator: ", "))"
            missing[reason, default: 0] += 1
            return []
        }
        for part in left { parts[part, default: 0] += 1 }
        written += 1
        return try exporter.bytes(of: fitted)
    }

    /// What is to be said of entries that were left out; nil when all were written.
    func fault(_ format: String, list: String) -> AllianceError? {
        let count = missing.values.reduce(0, +)
        guard count > 0 else { return nil }
        let reasons = missing.sorted { $0.key < $1.key }.map { "\($0.value) with \($0.key)" }.joined(separator: "; ")
        return AllianceError(
            "hashing.export.left-out",
            "\(count) of \(count + written) entries of \(list) have no place in \(format) and are left out: \(reasons)",
            hint: "csv has a place for everything")
    }

    /// What is to be said of hashes of entries that were written.
    var warning: String? {
        guard !parts.isEmpty else { return nil }
        let list = parts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return "hashes that have no place in the format are left out of entries that have others: \(list)"
    }
}
