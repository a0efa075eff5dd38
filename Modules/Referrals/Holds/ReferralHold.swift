public import AllianceKit

/// One duty to preserve, or not to keep, the data of a referral. A referral may have several.
public struct ReferralHold: StoredRecord, Hashable {
    /// `hold_…`
    public var id: EntityID
    /// The referral.
    public var referral: EntityID
    /// Which duty.
    public var kind: HoldKind
    /// From when it counts.
    public var from: Instant
    /// Until when; nil without an end.
    public var until: Instant?
    /// Whether the end is the earliest or the latest.
    public var clock: HoldKind.Clock
    /// What it rests on, as known when it was placed.
    public var citation: String
    /// Who placed it.
    public var placedBy: String

    /// `referrals_hold`
    public static let table = "referrals_hold"
    /// Referral, kind and end.
    public static let columns: [RecordColumn<ReferralHold>] = [
        RecordColumn("referral", .text, indexed: true) { .text($0.referral) },
        RecordColumn("kind", .text) { .text($0.kind.rawValue) },
        RecordColumn("until", .integer, indexed: true) { .time($0.until) },
    ]
    /// A year's preservation after a report.
    public static let examples = [
        ReferralHold(
            id: EntityID(prefix: "hold", name: "01k9v3c8m4example00000000"),
            referral: EntityID(prefix: "ref", name: "01k9v3c8m4example00000001"), kind: .us2258ah,
            from: Instant(milliseconds: 1_790_000_000_000), until: Instant(milliseconds: 1_821_536_000_000),
            clock: .minimum, citation: HoldKind.us2258ah.citation, placedBy: "liaison-1")
    ]
}
