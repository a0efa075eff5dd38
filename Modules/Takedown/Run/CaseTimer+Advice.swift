extension CaseTimer.Step {
    /// Whether `takedown run` does it by itself, as far as it is allowed; else a person has to.
    public var isAutomatic: Bool {
        switch self {
        case .trace, .seekOrigin, .authorityEnded, .holdReminder, .holdEnded, .notify, .remind, .escalate, .check,
            .recheck, .close:
            true
        case .assess, .secondOpinion, .followUpAbroad, .recordAnswer, .reviewContact, .review, .decideAppeal: false
        }
    }

    /// What to type for it.
    func command(for reference: String) -> String {
        let words =
            switch self {
            case .assess, .secondOpinion, .review: "assess \(reference) --outcome …"
            case .trace: "trace \(reference) --data DIR"
            case .seekOrigin: "trace \(reference) --data DIR --country CC"
            case .followUpAbroad: "abroad \(reference) --answer …"
            case .authorityEnded: "inform \(reference) --no-objection"
            case .holdReminder: "hold \(reference) … or release \(reference) …"
            case .holdEnded, .notify: "notify \(reference)"
            case .recordAnswer: "sent \(reference) --reply …"
            case .reviewContact: "notify \(reference) --contact EMAIL"
            case .remind: "remind \(reference)"
            case .escalate: "escalate \(reference)"
            case .check, .recheck: "check \(reference) …"
            case .decideAppeal: "appeal \(reference) --decide …"
            case .close: "close \(reference)"
            }
        return "alliance takedown \(words)"
    }
}
