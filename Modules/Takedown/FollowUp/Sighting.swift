public import AllianceKit

/// What one look found, with its reason and everything a later look is compared with.
public struct Sighting: Sendable, Hashable {
    /// From where.
    public var vantage: String
    /// When it ended.
    public var time: Instant
    /// What it found.
    public var outcome: ObservationOutcome
    /// Why it says so.
    public var reason: LookReason
    /// The HTTP status of the last answer.
    public var status: Int?
    /// The address that answered.
    public var address: IPAddress?
    /// Where a redirect to another site leads.
    public var movedTo: String?
    /// What the header fields said of the content.
    public var fingerprint: ContentFingerprint?
    /// Signs that were noticed, by their names in the table.
    public var signs: [String] = []
    /// Redirects within the site that were followed.
    public var redirects = 0

    /// Puts the sightings of one resource from several vantage points side by side: what one of them sees is there, so that a miss of
    /// another one is no miss. Together they are one moment, the earliest that saw it or else the last, so that they make one miss at most.
    public static func reconcile(_ sightings: [Sighting]) -> [Sighting] {
        let seen = sightings.filter(\.outcome.isSighting).map(\.time).min()
        return sightings.map { one in
            var copy = one
            copy.time = seen ?? sightings.map(\.time).max() ?? one.time
            if seen != nil, one.outcome.isMiss { (copy.outcome, copy.reason) = (.geoDependent, .vantagesDiffer) }
            return copy
        }
    }
}
