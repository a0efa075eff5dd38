public import AllianceKit

/// When content is looked at again.
public enum CheckSchedule {
    /// After a notice: 15 min, 30 min, 1 h, 2 h, 4 h, then every 4 hours to day 7, daily to day 42, weekly after.
    ///
    /// `start` is when the provider accepted the notice, `last` the last look; the answer is the first moment of the schedule after it.
    public static func afterNotice(start: Instant, last: Instant?) -> Instant {
        let elapsed = (last ?? start).seconds(since: start)
        for minutes in [15, 30, 60, 120, 240] where Double(minutes * 60) > elapsed {
            return start.adding(seconds: Double(minutes * 60))
        }
        let hours = Int(elapsed / 3600)
        if hours < 7 * 24 { return start.adding(hours: (hours / 4 + 1) * 4) }
        if hours < 42 * 24 { return start.adding(hours: (hours / 24 + 1) * 24) }
        return start.adding(hours: (hours / 168 + 1) * 168)
    }

    /// After a confirmed removal: 1, 3, 7, 14, 30, 90 and 180 days; nil when all are done.
    public static func afterRemoval(start: Instant, last: Instant?) -> Instant? {
        let reached = max(start, last ?? start)
        return [1, 3, 7, 14, 30, 90, 180].map { start.adding(days: $0) }.first { $0 > reached }
    }
}
