import AllianceKit

/// Contradictions in the register: claims without evidence, goals that do not exist.
enum CommitmentsHealthCheck: HealthCheck {
    static let name = "commitments"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let lint = SMARTLint(try Catalogue.builtIn())
        var errors: [String] = []
        var count = 0
        try context.workspace().store.read { reader in
            try reader.forEach(Query<Commitment>()) { commitment in
                count += 1
                if lint.findings(of: commitment).contains(where: \.isError) { errors.append(commitment.reference) }
                return true
            }
        }
        guard !errors.isEmpty else {
            return [HealthFinding(.ok, name, "\(count) in the register, none contradicts itself")]
        }
        let shown = errors.prefix(3).joined(separator: ", ") + (errors.count > 3 ? " and \(errors.count - 3) more" : "")
        return [
            HealthFinding(
                .warning, name, "\(errors.count) of \(count) contradict themselves: \(shown)",
                hint: "look at the findings of: alliance commitments show")
        ]
    }
}
