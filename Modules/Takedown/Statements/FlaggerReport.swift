public import AllianceKit

/// The yearly report of a trusted flagger (Digital Services Act, Article 22(3)): notices by hosting service, type of allegedly
/// illegal content and action taken. No personal data and no address goes in.
public struct FlaggerReport: Sendable, Hashable {
    /// What the provider did, as far as looks have shown.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// The content is gone, confirmed.
        case removed
        /// The content was gone at the last look; it is not confirmed yet.
        case removalUnconfirmed = "removal-unconfirmed"
        /// The content is still there.
        case none
        /// The case ended before the provider had acted: withdrawn, or not illegal after all.
        case withdrawn
    }

    /// One line: notices that agree in all three.
    public struct Row: Sendable, Hashable {
        /// The hosting service: the registrable domain that its contact has.
        public var service: String
        /// `csam`, or `national-law` for what is illegal under national law only.
        public var content: String
        /// What the provider did.
        public var action: Action
        /// How many notices.
        public var notices: Int
        /// Hours from the notice to the first look that found nothing, in the median; nil without removals.
        public var medianHours: Double?
    }

    /// The year, in UTC.
    public var year: Int
    /// The lines, by service, content and action.
    public var rows: [Row]

    /// All notices.
    public var notices: Int { rows.reduce(0) { $0 + $1.notices } }

    /// Counts the notices that providers' servers accepted in a year.
    public init(year: Int, notices: [Notice], cases: [EntityID: CaseRecord]) {
        struct Key: Hashable {
            var service: String
            var content: String
            var action: Action
        }
        var counts: [Key: Int] = [:]
        var hours: [Key: [Double]] = [:]
        for notice in notices {
            guard Self.counts(notice), let sent = notice.replied, sent.date.year == year,
                let record = cases[notice.caseID]
            else { continue }
            let (action, gone) = Self.action(record, round: notice.round, sent: sent)
            let key = Key(
                service: Self.service(notice.contact),
                content: record.assessment?.classification == .national ? "national-law" : "csam", action: action)
            counts[key, default: 0] += 1
            if let gone, gone >= sent { hours[key, default: []].append(gone.seconds(since: sent) / 3600) }
        }
        self.year = year
        rows = counts.map { key, count in
            let sorted = (hours[key] ?? []).sorted()
            let middle = sorted.count / 2
            let median: Double? =
                sorted.isEmpty
                ? nil : sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
            return Row(
                service: key.service, content: key.content, action: key.action, notices: count, medianHours: median)
        }.sorted { ($0.service, $0.content, $0.action.rawValue) < ($1.service, $1.content, $1.action.rawValue) }
    }

    /// Whether a provider's server took a notice and kept it.
    static func counts(_ notice: Notice) -> Bool { notice.state == .accepted || notice.state == .delivered }

    /// What became of the notice of a round, and when the content was first seen gone.
    private static func action(_ record: CaseRecord, round: Int, sent: Instant) -> (Action, Instant?) {
        if round < record.round {
            // A round that ended in a removal left its stamps; any other ended with the content moved or changed, unremoved.
            let ended = record.earlier.first { $0.removalConfirmed.map { $0 >= sent } ?? false }
            return ended.map { (.removed, $0.firstSeenOffline) } ?? (.none, nil)
        }
        if record.clocks.removalConfirmed != nil { return (.removed, record.clocks.firstSeenOffline) }
        if record.state == .offlineSuspected { return (.removalUnconfirmed, nil) }
        return (record.state.isTerminal ? .withdrawn : .none, nil)
    }

    /// The service behind a contact: the registrable domain of its mail address, else of its form's address.
    private static func service(_ contact: String) -> String {
        if let url = try? WebURL(parsing: contact) {
            return url.host.domain.flatMap { PublicSuffixList.builtin.registrableDomain(of: $0) }
                ?? url.host.description
        }
        let domain = contact.split(separator: "@").last.map { $0.lowercased() } ?? "unknown"
        return PublicSuffixList.builtin.registrableDomain(of: domain) ?? domain
    }
}
