import AllianceKit
import CommandLineKit

/// `takedown show`
struct ShowCommand: Command {
    static let name = "show"
    static let summary = "Show everything that is known of one case."
    static let examples = [
        CommandExample("by the reference of any of its reports", "alliance takedown show HL-2026-0001")
    ]
    static let output = OutputShape.record([
        OutputField("case", .text, "the case's identity"),
        OutputField("reference", .text, "the reference of its first report"),
        OutputField("state", .text, "where it stands"),
        OutputField("since", .time, "since when"),
        OutputField("nextStep", .text, "what is to be done next", title: "next step"),
        OutputField("nextDue", .time, "by when", title: "due"),
        OutputField("round", .integer, "1, and one more each time it was confirmed again"),
        OutputField("url", .text, "the URL as it was reported"),
        OutputField("resource", .text, "the same, serialised: the identity of the resource", inTable: false),
        OutputField("listKey", .text, "the same as block lists write it", inTable: false),
        OutputField("contentKind", .text, "what the reporter said it is", title: "said to be"),
        OutputField("reports", .list, "references of the reports in it"),
        OutputField("assessment", .list, "the newest assessment"),
        OutputField("received", .time, "T0: the report was received"),
        OutputField("assessed", .time, "T1: it was assessed"),
        OutputField("holdPlaced", .time, "T2: a hold was placed", title: "hold placed"),
        OutputField("holdReleased", .time, "T2b: the hold ended", title: "hold released"),
        OutputField("noticeAccepted", .time, "T3: the provider's server accepted the notice", title: "notice accepted"),
        OutputField("lastSeenOnline", .time, "T4: last seen online", title: "last seen online"),
        OutputField("firstSeenOffline", .time, "T5: first seen offline", title: "first seen offline"),
        OutputField("country", .text, "the host's country", title: "host country"),
        OutputField("asn", .integer, "the autonomous system", title: "AS"),
        OutputField("addresses", .list, "the host's addresses"),
        OutputField("contacts", .list, "who could be written to, best first, with reasons"),
        OutputField("traceReasons", .list, "how the trace came to its outcome", title: "trace"),
        OutputField("holds", .list, "law-enforcement holds"),
        OutputField("notices", .list, "notices and how far they came"),
        OutputField("observations", .list, "looks at the address"),
        OutputField("duplicateOf", .text, "the case it was joined to", inTable: false),
        OutputField("timeline", .list, "what happened, in order"),
    ])

    @Argument("A case, or the reference of one of its reports.", placeholder: "CASE") var wanted: String

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        try context.workspace().store.read { reader in
            let record = try CaseDesk.find(wanted, in: reader)
            let reports = try reader.all(Query<Report>().where("case_id", .equal, .text(record.id)))
            let notices = try reader.all(
                Query<Notice>().where("case_id", .equal, .text(record.id)).ordered(by: "created"))
            var shown = facts(record, at: now)
            shown["reports"] = .array(reports.map { .string($0.content.reference) })
            let looks = try reader.all(Look.query(record.id)) + (record.unfiled ?? [])
            shown["observations"] = .array(looks.map { .object($0.shown) })
            shown["notices"] = .array(
                try notices.map { notice in
                    let row = try notice.outboxID.flatMap { try reader.get(OutboxMessage.self, $0) }
                    return .object([
                        "created": .text(notice.created), "state": .string(notice.state.rawValue),
                        "contact": .string(notice.contact),
                        "receipt": .text(notice.reply ?? row?.delivery.receipt), "notice": .text(notice.id),
                    ])
                })
            try context.output.write(shown, as: Self.output)
        }
    }

    private func facts(_ record: CaseRecord, at now: Instant) -> JSONObject {
        let timer = record.timer(at: now)
        let clocks = record.clocks
        let trace = record.trace?.result
        return [
            "case": .text(record.id), "reference": .string(record.reference), "state": .string(record.state.rawValue),
            "since": .text(record.since), "nextStep": .text(timer?.step.rawValue), "nextDue": .text(timer?.due),
            "round": .integer(Int64(record.round)), "url": .string(record.url.evidence),
            "resource": .string(record.url.resource), "listKey": .string(record.url.listKey),
            "contentKind": .string(record.contentKind.rawValue), "reports": [],
            "assessment": .array(record.assessment.map { [.object($0.shown)] } ?? []),
            "received": .text(clocks.received), "assessed": .text(clocks.assessed),
            "holdPlaced": .text(clocks.holdPlaced), "holdReleased": .text(clocks.holdReleased),
            "noticeAccepted": .text(clocks.noticeAccepted), "lastSeenOnline": .text(clocks.lastSeenOnline),
            "firstSeenOffline": .text(clocks.firstSeenOffline), "country": .text(trace?.country),
            "asn": .int(trace?.autnum), "addresses": .array((trace?.addresses ?? []).map { .text($0.address) }),
            "contacts": .array((trace?.contacts.candidates ?? []).map { .object($0.shown) }),
            "traceReasons": .array((trace?.reasons ?? []).map { .string($0) }),
            "holds": .array(record.holds.map { .object($0.shown) }), "notices": [],
            "observations": [],
            "duplicateOf": .text(record.duplicateOf), "timeline": .array(record.timeline.map { .object($0.shown) }),
        ]
    }
}

extension CaseAssessment {
    /// As it stands in output; the analyst's remark is left out.
    var shown: JSONObject {
        [
            "outcome": .string(outcome.rawValue), "classification": .text(classification?.rawValue),
            "media": .text(media?.rawValue), "time": .text(time), "analyst": .string(analyst),
        ]
    }
}

extension ContactCandidate {
    /// As it stands in output.
    var shown: JSONObject {
        [
            "contact": .string(target), "way": .string(way.rawValue), "purpose": .string(purpose.rawValue),
            "confidence": .string(confidence.rawValue),
            "reason": .string(reasons.joined(separator: "; ")),
        ]
    }
}

extension CaseHold {
    /// As it stands in output.
    var shown: JSONObject {
        [
            "placed": .text(placed), "until": .text(until), "authority": .string(authority),
            "ended": .text(ended), "endReason": .text(endReason),
        ]
    }
}

extension Look {
    /// As it stands in output.
    var shown: JSONObject {
        [
            "time": .text(time), "outcome": .string(outcome.rawValue), "reason": .text(reason?.rawValue),
            "status": .int(status), "vantage": .text(vantage), "movedTo": .text(movedTo),
        ]
    }
}

extension CaseStep {
    /// As it stands in output.
    var shown: JSONObject {
        ["time": .text(time), "what": .string(what), "state": .string(state.rawValue), "by": .string(by)]
    }
}
