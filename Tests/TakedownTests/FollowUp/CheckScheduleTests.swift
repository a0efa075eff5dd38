import AllianceKit
import Testing

@testable import Takedown

/// When content is looked at again.
struct CheckScheduleTests {
    private let start = Instant("2026-11-20T00:00:00Z")!

    @Test func denseAtFirstThenThinner() {
        var looks: [Int] = []
        var last: Instant?
        for _ in 0..<8 {
            let next = CheckSchedule.afterNotice(start: start, last: last)
            looks.append(Int(next.seconds(since: start)) / 60)
            last = next
        }
        #expect(looks == [15, 30, 60, 120, 240, 480, 720, 960])
        #expect(CheckSchedule.afterNotice(start: start, last: start.adding(days: 7)) == start.adding(days: 8))
        #expect(CheckSchedule.afterNotice(start: start, last: start.adding(days: 42)) == start.adding(days: 49))
    }

    @Test func alwaysForward() {
        for minutes in stride(from: 0, to: 60 * 24 * 200, by: 97) {
            let last = start.adding(seconds: Double(minutes * 60))
            #expect(CheckSchedule.afterNotice(start: start, last: last) > last)
        }
    }

    @Test func afterRemovalSevenTimes() {
        var last = start
        var days: [Int] = []
        while let next = CheckSchedule.afterRemoval(start: start, last: last) {
            days.append(Int(next.seconds(since: start)) / 86400)
            last = next
        }
        #expect(days == [1, 3, 7, 14, 30, 90, 180])
    }
}
