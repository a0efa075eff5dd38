import AllianceKit
import Indicators
import Statistics
import TestKit
import Testing

@Suite struct FoldTests {
    private static func compute(
        _ id: String, _ events: [Event], asOf hours: Double = 5000, from: CalendarDate? = nil, to: CalendarDate? = nil,
        by fact: String? = nil
    ) throws -> IndicatorResult {
        let definition = try #require(SamplePlugin.indicators.first { $0.id == id })
        var fold = LedgerFold(
            [definition], scope: FoldScope(from: from, to: to, asOf: Sample.start.adding(seconds: hours * 3600)),
            breakdowns: fact.map { [id: [$0]] } ?? [:])
        for (place, event) in events.enumerated() { fold.take(LedgerEvent(sequence: Int64(place), event: event)) }
        return try #require(fold.results().first)
    }

    @Test func eventsInThePeriodAreCounted() throws {
        let events = [0.0, 10, 24 * 28, 24 * 29].enumerated().map {
            Sample.event("received", $0.offset, hours: $0.element)
        }
        #expect(try Self.compute("AVAIL.reports", events).total.value == 4)
        let march = try Self.compute(
            "AVAIL.reports", events, from: CalendarDate("2026-03-01"), to: CalendarDate("2026-03-01"))
        #expect(march.total.value == 1)
        #expect(try Self.compute("AVAIL.reports", events, asOf: 9).total.value == 1)
    }

    @Test func aSubjectIsCountedOnce() throws {
        let events = [1, 1, 2].map { Sample.event("referred", $0, hours: 5) }
        let result = try Self.compute("LE.referrals", events)
        #expect(result.total.value == 2)
        #expect(result.days.values.reduce(0, +) == 2)
    }

    @Test func whatIsOpenIsCensored() throws {
        // Done after 10, 20 and 30 hours; one open since hour 0, one since hour 90.
        var events = [1, 2, 3, 4].map { Sample.event("traced", $0, hours: 0) } + [Sample.event("traced", 5, hours: 90)]
        for number in 1...3 { events.append(Sample.event("removed", number, hours: Double(number) * 10)) }
        let figure = try Self.compute("AVAIL.removal-time", events, asOf: 100).total
        #expect(figure.n == 5)
        #expect(figure.open == 2)
        #expect(figure.reached == 3)
        // The one open for 10 hours was at risk at 10, not after: S = 4/5, 4/5·2/3, 4/5·1/3.
        #expect(figure.value == 30.0 * 3600)
        #expect(abs((figure.curve?.survival(at: 20 * 3600) ?? 0) - 8.0 / 15) < 1e-12)
        #expect(figure.within[0].share.map { abs($0 - 7.0 / 15) < 1e-12 } == true)
        #expect(figure.within[2].share == nil)
    }

    @Test func onlySubjectsThatMeetTheConditionAreInTheFigure() throws {
        func assessed(_ number: Int, _ outcome: String, hours: Double) -> Event {
            var event = Sample.event("assessed", number, hours: hours)
            event.facts["outcome"] = .string(outcome)
            return event
        }
        let events = [
            Sample.event("received", 1, hours: 0), Sample.event("received", 2, hours: 0),
            Sample.event("received", 3, hours: 0),
            Sample.event("received", 4, hours: 0), assessed(1, "confirmed", hours: 1),
            assessed(2, "notIllegal", hours: 1),
            // The later assessment decides, wherever it stands in the ledger; the fourth was not assessed at all.
            assessed(3, "confirmed", hours: 2), assessed(3, "notIllegal", hours: 1),
            Sample.event("removed", 1, hours: 10),
        ]
        let definition = IndicatorDefinition(
            id: "AVAIL.confirmed-removal-time", target: .availability, title: "t", definition: "d", unit: "seconds",
            measure: .duration(
                from: "sample.received", to: ["sample.removed"], pausedFrom: nil, pausedTo: nil,
                among: .init(kind: "sample.assessed", fact: "outcome", values: ["confirmed"])), caveat: "c")
        for order in [events, events.reversed()] {
            var fold = LedgerFold(
                [definition], scope: FoldScope(from: nil, to: nil, asOf: Sample.start.adding(hours: 100)),
                breakdowns: [:])
            for (place, event) in order.enumerated() { fold.take(LedgerEvent(sequence: Int64(place), event: event)) }
            let figure = try #require(fold.results().first).total
            #expect(figure.n == 2)
            #expect(figure.open == 1)
        }
    }

    @Test func pausesAreSubtractedAndTheFigureWithThemIsKept() throws {
        let events = [
            Sample.event("traced", 1, hours: 0), Sample.event("held", 1, hours: 5),
            Sample.event("released", 1, hours: 25), Sample.event("removed", 1, hours: 40),
        ]
        let figure = try Self.compute("AVAIL.removal-time", events).total
        #expect(figure.value == 20.0 * 3600)
        #expect(figure.gross?.value == 40.0 * 3600)
    }

    @Test func aPauseThatStillLastsStopsTheClockToo() throws {
        let events = [
            Sample.event("traced", 1, hours: 0), Sample.event("held", 1, hours: 6), Sample.event("held", 1, hours: 8),
            Sample.event("released", 1, hours: 9),
        ]
        let figure = try Self.compute("AVAIL.removal-time", events, asOf: 100).total
        // Two holds overlap; the second release has not come, so the clock stands since hour 6.
        #expect(figure.curve?.lastTime == 6.0 * 3600)
        #expect(figure.grossCurve?.lastTime == 100.0 * 3600)
    }

    @Test func theLedgersOrderDoesNotMatter() throws {
        let events = Sample.tenMonths(cases: 80)
        for definition in SamplePlugin.indicators {
            let one = try Self.compute(definition.id, events)
            let other = try Self.compute(definition.id, events.reversed())
            #expect(one.total.value == other.total.value, "\(definition.id)")
            #expect(one.total.low == other.total.low)
            #expect(one.total.gross?.value == other.total.gross?.value)
        }
    }

    @Test func anEndBeforeTheStartIsNotTheEnd() throws {
        let events = [
            Sample.event("removed", 1, hours: 1), Sample.event("traced", 1, hours: 10),
            Sample.event("removed", 1, hours: 14), Sample.event("removed", 1, hours: 12),
        ]
        #expect(try Self.compute("AVAIL.removal-time", events).total.value == 2.0 * 3600)
    }

    @Test func theLatestAssessmentDecidesAShare() throws {
        let events = [
            Sample.event("received", 1, hours: 0), Sample.event("received", 2, hours: 0),
            Sample.event("received", 3, hours: 0), Sample.event("assessed", 1, hours: 1, ["outcome": "confirmed"]),
            Sample.event("assessed", 2, hours: 1, ["outcome": "confirmed"]),
            Sample.event("assessed", 2, hours: 9, ["outcome": "notIllegal"]),
        ]
        let figure = try Self.compute("AVAIL.confirmed-share", events).total
        #expect(figure.n == 3)
        #expect(figure.reached == 1)
        #expect(figure.open == 1)
        #expect(abs((figure.value ?? 0) - 100.0 / 3) < 1e-9)
        #expect(abs((figure.low ?? 0) - 6.1492) < 1e-3)
        // As of hour 5 the second one was still confirmed.
        #expect(try Self.compute("AVAIL.confirmed-share", events, asOf: 5).total.reached == 2)
    }

    @Test func whereAnyEventDecidesALaterOneTakesNothingBack() throws {
        let definition = IndicatorDefinition(
            id: "X", target: nil, title: "t", definition: "d", unit: "percent",
            measure: .share(
                of: "sample.received", to: "sample.assessed", fact: "outcome", values: ["confirmed"], decides: .any),
            caveat: "c")
        var fold = LedgerFold([definition], scope: FoldScope(asOf: Sample.now))
        let outcomes = ["notIllegal", "confirmed", "notIllegal"]
        fold.take(LedgerEvent(sequence: 0, event: Sample.event("received", 1, hours: 0)))
        for (place, outcome) in outcomes.enumerated() {
            let event = Sample.event("assessed", 1, hours: Double(place + 1), ["outcome": .string(outcome)])
            fold.take(LedgerEvent(sequence: Int64(place + 1), event: event))
        }
        #expect(fold.results()[0].total.reached == 1)
    }

    @Test func nothingRecordedIsNoFigure() throws {
        for definition in SamplePlugin.indicators {
            let figure = try Self.compute(definition.id, []).total
            #expect(figure.n == 0)
            #expect(figure.value == (definition.unit == "reports" || definition.unit == "referrals" ? 0 : nil))
        }
    }

    @Test func eventsBreakDownByTheirOwnFact() throws {
        let events = (0..<12).map {
            Sample.event("received", 1, hours: Double($0), ["channel": $0 < 7 ? "phone" : "web form"])
        }
        let groups = try Self.compute("AVAIL.reports", events, by: "channel").breakdowns[0].figures
        #expect(groups.map(\.group?.value) == ["phone", "web form"])
        #expect(groups.map(\.n) == [7, 5])
    }

    @Test func subjectsBreakDownByTheirLatestFact() throws {
        var events: [Event] = []
        for number in 0..<12 {
            events.append(Sample.event("traced", number, hours: 1, ["country": "XA"]))
            if number < 5 { events.append(Sample.event("traced", number, hours: 2, ["country": "XB"])) }
            if number < 11 { events.append(Sample.event("referred", number, hours: 3)) }
        }
        let groups = try Self.compute("LE.referrals", events, by: "country").breakdowns[0].figures
        #expect(groups.map(\.group?.value) == ["XA", "XB"])
        #expect(groups.map(\.n) == [6, 5])
    }
}
