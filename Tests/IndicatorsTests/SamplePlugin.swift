import AllianceKit
import Foundation
import Indicators
import TestKit

/// Definitions and event kinds of a made-up hotline, so that no other module is needed.
enum SamplePlugin: Plugin {
    static let name = "sample"
    static let summary = "A made-up hotline."
    static let eventKinds = [
        EventKind("sample.received", "A report came in.", facts: ["channel": "how it came"]),
        EventKind("sample.assessed", "A report was assessed.", facts: ["outcome": "confirmed or notIllegal"]),
        EventKind("sample.traced", "The host was found.", facts: ["country": "where it is hosted"]),
        EventKind("sample.held", "Police asked to wait."), EventKind("sample.released", "The hold ended."),
        EventKind("sample.removed", "The content is gone."), EventKind("sample.referred", "A referral was sent."),
        EventKind("sample.promised", "A commitment was registered.", facts: ["target": "the policy target"]),
        EventKind("sample.judged", "A commitment was assessed.", facts: ["completion": "how far it came"]),
    ]
    static let indicators = [
        IndicatorDefinition(
            id: "AVAIL.reports", target: .availability, title: "Reports received",
            definition: "Reports of suspected material that came in during the period, by any channel.",
            unit: "reports", measure: .eventCount(kind: "sample.received"), breakdowns: ["channel"],
            caveat: "Counts activity. More reports can mean more abuse, more attention or a better-known hotline."),
        IndicatorDefinition(
            id: "AVAIL.confirmed-share", target: .availability, title: "Share of reports confirmed as illegal",
            definition: "Reports whose latest assessment was \"confirmed\", as a share of all reports received.",
            unit: "percent",
            measure: .share(of: "sample.received", to: "sample.assessed", fact: "outcome", values: ["confirmed"]),
            breakdowns: ["channel"], caveat: "Depends on who reports: proactive search finds more that is illegal."),
        IndicatorDefinition(
            id: "AVAIL.removal-time", target: .availability, title: "Time from tracing to removal",
            definition:
                "From the moment the host of a confirmed item was found to the moment the item was found removed.",
            unit: "seconds", direction: .down,
            measure: .duration(
                from: "sample.traced", to: ["sample.removed"], pausedFrom: "sample.held", pausedTo: "sample.released"),
            breakdowns: ["country"], caveat: "Removal is known to the interval between two checks, not to the minute."),
        IndicatorDefinition(
            id: "LE.referrals", target: .lawEnforcement, title: "Referrals sent to law enforcement",
            definition: "Distinct reports about which a referral was sent.", unit: "referrals",
            measure: .subjectCount(kind: "sample.referred"), breakdowns: ["country"],
            caveat: "Says nothing of what police could do with them."),
        IndicatorDefinition(
            id: "GOV.high-completion-share", target: nil, title: "Commitments assessed as substantial or complete",
            definition: "Commitments assessed by someone other than the reporter as substantial or complete.",
            unit: "percent", direction: .up,
            measure: .share(
                of: "sample.promised", to: "sample.judged", fact: "completion", values: ["substantial", "complete"]),
            breakdowns: ["target"], caveat: "Never a ranking of countries: promises differ in ambition."),
    ]
}

/// A workspace with ten months of events of the made-up hotline.
struct Sample {
    static let start = Instant(year: 2026, month: 2, day: 1)!
    static let now = CommandRun.start
    static let plugins: [any Plugin.Type] = [SamplePlugin.self, IndicatorsPlugin.self]

    let store = MemoryStore()
    let workspace: Workspace

    init(events: [Event] = []) throws {
        workspace = Workspace(
            folder: "/nowhere", configuration: .initial, store: store, lists: MemoryHashListStore())
        try store.write { transaction in for event in events { try transaction.append(event) } }
    }

    /// Runs a command in the workspace.
    func run<Declaration: Command>(
        _ type: Declaration.Type, _ words: [String] = [], format: OutputFormat = .ndjson
    ) async -> CommandRun {
        await CommandRun.run(
            type, words, in: workspace, clock: TestClock(Self.now), plugins: Self.plugins, format: format)
    }

    /// An event of case number `subject`, so many hours after the start.
    static func event(_ kind: String, _ subject: Int, hours: Double, _ facts: JSONObject = [:]) -> Event {
        Event(
            "sample.\(kind)", EntityID(prefix: "case", name: "c\(subject)"), at: start.adding(seconds: hours * 3600),
            by: "analyst-1", facts: facts)
    }

    /// Months of made-up events in the order in which they happened, the same every time.
    static func tenMonths(cases: Int = 420, seed: UInt64 = 11) -> [Event] {
        let random = TestRandomness(seed: seed)
        func roll() -> Double { Double(random.bytes(2).reduce(0) { $0 * 256 + Int($1) }) / 65536 }
        let span = now.seconds(since: start) / 3600
        let channels = ["web form", "partner hotline", "web form", "phone", "proactive search"]
        let countries = ["XA", "XB", "XA", "XC", "XD"]
        var events: [Event] = []
        for number in 0..<cases {
            let begin = span * (roll() + roll() * 0.2) / 1.2
            let channel = channels[Int(roll() * 5)]
            events.append(event("received", number, hours: begin, ["channel": .string(channel)]))
            let isConfirmed = roll() < (channel == "proactive search" ? 0.93 : 0.66)
            let assessed = begin + 2 + roll() * 30
            events.append(
                event(
                    "assessed", number, hours: assessed, ["outcome": .string(isConfirmed ? "confirmed" : "notIllegal")])
            )
            guard isConfirmed else { continue }
            let country = number % 97 == 5 ? "XE" : countries[Int(roll() * 5)]
            events.append(event("traced", number, hours: assessed + 1, ["country": .string(country)]))
            var gone = assessed + 3 + -60 * (country == "XC" ? 3.2 : 1) * log(1 - roll() * 0.995)
            if number % 9 == 0 {
                events.append(event("held", number, hours: assessed + 1.5))
                events.append(event("released", number, hours: assessed + 49.5))
                gone += 48
            }
            if number % 6 != 0 { events.append(event("referred", number, hours: assessed + 4)) }
            events.append(event("removed", number, hours: gone))
        }
        for number in 0..<23 {
            events.append(
                event(
                    "promised", 10_000 + number, hours: Double(number) * 40,
                    ["target": ["VIC", "AVAIL", "LE"][number % 3]]))
            let completions: [JSONValue] = ["limited", "substantial", "complete", "not started"]
            if number % 4 != 1 {
                events.append(
                    event(
                        "judged", 10_000 + number, hours: 3000 + Double(number) * 90,
                        ["completion": completions[number % 4]]))
            }
        }
        return events.enumerated().filter { $0.element.time <= now }
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }
}
