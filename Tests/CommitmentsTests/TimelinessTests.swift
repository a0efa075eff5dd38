import AllianceKit
import Commitments
import Testing

@Suite struct TimelinessTests {
    static let deadline = CalendarDate(year: 2026, month: 12, day: 31)!

    @Test(arguments: [
        ("2026-06-30", nil, Timeliness.onTime), ("2026-10-02", nil, .dueSoon), ("2026-12-31", nil, .dueSoon),
        ("2027-01-01", nil, .overdue), ("2027-01-01", "2026-12-31", .completedOnTime),
        ("2027-06-01", "2027-05-01", .completedLate),
        // What is finished only later is not finished on the day asked for.
        ("2027-01-01", "2027-02-01", .overdue),
    ])
    func againstADeadline(day: String, finished: String?, expected: Timeliness) {
        let result = Timeliness(
            deadline: Self.deadline, finished: finished.flatMap { CalendarDate($0) }, on: CalendarDate(day)!)
        #expect(result == expected)
    }

    @Test func withoutADeadline() {
        #expect(Timeliness(deadline: nil, finished: nil, on: Self.deadline) == .noDeadline)
    }

    @Test func aCompletionThatWasTakenBackDoesNotCount() {
        var commitment = Commitment.examples[0]
        func assess(_ completion: Assessment.Completion, _ month: Int) {
            commitment.assessments.append(
                Assessment(
                    period: "2026", completion: completion, reason: "",
                    recorded: Instant(year: 2026, month: month, day: 1)!,
                    actor: "assessor"))
        }
        assess(.complete, 8)
        #expect(commitment.finished(asOf: CalendarDate("2026-08-15")!) == CalendarDate("2026-08-01"))
        assess(.limited, 9)
        #expect(commitment.finished(asOf: CalendarDate("2026-09-15")!) == nil)
        #expect(commitment.finished(asOf: CalendarDate("2026-08-15")!) == CalendarDate("2026-08-01"))
        assess(.complete, 10)
        assess(.complete, 11)
        #expect(commitment.finished(asOf: CalendarDate("2026-12-15")!) == CalendarDate("2026-10-01"))
    }
}
