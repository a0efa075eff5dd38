extension CommandContext {
    /// Changes state like `mutate`, for an act that needs a second person: an approval of exactly this verb, subject and digest is
    /// used up in the same transaction.
    ///
    /// Without one the act is proposed and `approval.missing` (exit 77) says which approval the second person gives with
    /// `alliance approve`; running the same command again then does it. A repeated idempotency key answers without asking again.
    public func mutate<Answer: Codable>(
        _ key: String?, approved verb: String, of subject: EntityID, digest: Digest,
        _ body: (any StoreTransaction) throws -> Answer
    ) throws -> Answer {
        let workspace = try workspace()
        do {
            return try mutate(key) { transaction in
                try Approvals.require(
                    verb, subject, digest: digest, in: transaction, self, configuration: workspace.configuration)
                return try body(transaction)
            }
        } catch let error as AllianceError where error.code == "approval.missing" {
            let approval = try workspace.store.write { transaction in
                try Approvals.propose(
                    verb, subject, digest: digest, in: transaction, self, hours: workspace.configuration.approvalHours)
            }
            throw AllianceError(
                "approval.missing", "\(verb) of \(subject) waits for a second person: \(approval.id)",
                hint: "another person runs: alliance --actor NAME approve \(approval.id)", exit: .notAllowed)
        }
    }
}
