/// The table of the state machine, put together from groups of verbs that go together.
enum CaseTable {
    typealias Row = [CaseVerb: CaseState]

    static let all: [CaseState: Row] = before.merging(noticed) { first, _ in first }
        .merging(after) { first, _ in first }

    /// From the report to the moment when a notice can leave.
    private static let before: [CaseState: Row] = [
        .received: assessment + end + [.sort: .triage, .take: .assessing],
        .triage: assessment + end + [.sort: .triage, .take: .assessing],
        .assessing: assessment + end + [.sort: .assessing, .take: .assessing],
        .confirmed: looked(.confirmed) + trace + law + end,
        .tracing: looked(.tracing) + trace + law + end + [.close: .closed],
        .traced: looked(.traced) + trace + law + end + appeal + [.prepareNotice: .noticeReady],
        .originUnknown: looked(.originUnknown) + trace + law + end + appeal
            + [.prepareNotice: .noticeReady, .activateBlock: .blocked, .close: .closed],
        .referredAbroad: looked(.referredAbroad) + trace + law + end + appeal + [
            .askAbroad: .referredAbroad, .returnAbroad: .confirmed, .closeAbroad: .closedAbroad,
            .prepareNotice: .noticeReady, .activateBlock: .blocked, .close: .closed,
        ],
        .leNotified: looked(.leNotified) + staying(.leNotified, traceVerbs) + unheld + end
            + [.inform: .leNotified, .hold: .leHold],
        .leHold: staying(.leHold, traceVerbs + lookVerbs + [.hold, .inform]) + unheld + end
            + [.confirmRemoval: .removed],
        .noticeReady: looked(.noticeReady) + trace + law + end + appeal
            + [.prepareNotice: .noticeReady, .queueNotice: .queued],
        .rehosted: looked(.rehosted) + trace + law + end + appeal + late(.rehosted),
    ]

    /// From the outbox to the last look that still saw it.
    private static let noticed: [CaseState: Row] = [
        .queued: looked(.queued) + end
            + [
                .acceptNotice: .sent, .deliverNotice: .delivered, .refuseNotice: .noticeReady, .bounceNotice: .bounced,
            ],
        .sent: watched + pressed + end + appeal + [
            .acceptNotice: .sent, .deliverNotice: .delivered, .remind: .sent, .liftBlock: .sent,
        ],
        .delivered: watched + pressed + end + appeal + late(.delivered) + [.remind: .delivered],
        .bounced: looked(.bounced) + trace + law + end + appeal + late(.bounced) + [
            .prepareNotice: .noticeReady, .deliverNotice: .delivered, .escalate: .escalated, .activateBlock: .blocked,
            .close: .closed,
        ],
        .watching: watched + pressed + end + appeal + late(.watching) + [.remind: .watching, .bounceNotice: .bounced],
        .escalated: watched + pressed + end + appeal + late(.escalated)
            + [.seeOnline: .escalated, .seeNothing: .escalated, .remind: .escalated, .bounceNotice: .escalated],
        .blocked: watched + pressed + end + appeal + late(.blocked)
            + [
                .seeOnline: .blocked, .seeNothing: .blocked, .remind: .blocked, .escalate: .blocked,
                .liftBlock: .watching, .activateBlock: .blocked, .bounceNotice: .blocked,
            ],
        .offlineSuspected: watched + end + appeal + late(.offlineSuspected)
            + [.seeGone: .offlineSuspected, .seeNothing: .offlineSuspected, .liftBlock: .offlineSuspected],
    ]

    /// What comes after, and what interrupts.
    private static let after: [CaseState: Row] = [
        .removed: seen + end + appeal + late(.removed) + released(.removed) + [
            .seeOnline: .reappeared, .seeRehosted: .reappeared, .seeGone: .monitoring, .seeNothing: .removed,
            .confirmRemoval: .removed, .close: .closed,
        ],
        .monitoring: seen + end + appeal + late(.monitoring) + released(.monitoring) + [
            .seeOnline: .reappeared, .seeRehosted: .reappeared, .seeGone: .monitoring, .seeNothing: .monitoring,
            .confirmRemoval: .monitoring, .close: .closed,
        ],
        .reappeared: review(.reappeared),
        .changed: review(.changed),
        .moved: review(.moved),
        .onAppeal: staying(.onAppeal, lookVerbs) + end + late(.onAppeal) + released(.onAppeal)
            + [.confirmRemoval: .onAppeal, .endAppeal: .watching, .refuseNotice: .onAppeal],
    ]

    private static let traceVerbs: [CaseVerb] = [.traceHosted, .traceUnknown, .traceAbroad, .traceUnfinished]
    private static let lookVerbs = CaseVerb.allCases.filter(\.isLook)

    private static let assessment: Row = [
        .opine: .assessing, .confirm: .confirmed, .clear: .closedNotIllegal, .refer: .closedOutOfScope,
        .miss: .closedNotFound,
    ]
    private static let trace: Row = [
        .traceHosted: .traced, .traceUnknown: .originUnknown, .traceAbroad: .referredAbroad, .traceUnfinished: .tracing,
    ]
    private static let law: Row = [.inform: .leNotified, .hold: .leHold]
    private static let unheld: Row = [.release: .noticeReady, .releaseUntraced: .confirmed]
    private static let end: Row = [.withdraw: .withdrawn, .join: .duplicate]
    private static let appeal: Row = [.startAppeal: .onAppeal]
    private static let seen: Row = [.seeChanged: .changed, .seeMoved: .moved]
    private static let watched: Row =
        seen + [
            .seeOnline: .watching, .seeNothing: .watching, .seeGone: .offlineSuspected, .seeRehosted: .rehosted,
            .confirmRemoval: .removed,
        ]
    private static let pressed: Row = [
        .escalate: .escalated, .activateBlock: .blocked, .bounceNotice: .bounced,
    ]

    /// Before a notice, a look changes nothing unless the matter itself changed.
    private static func looked(_ state: CaseState) -> Row {
        let traced = [.traced, .originUnknown, .referredAbroad, .noticeReady, .queued, .bounced].contains(state)
        return seen + [
            .seeOnline: state, .seeGone: state, .seeNothing: state, .confirmRemoval: .removed,
            .seeRehosted: traced && state != .queued ? .rehosted : state, .liftBlock: state,
        ]
    }

    /// What an analyst has to look at: late answers and further looks change nothing, an assessment does.
    private static func review(_ state: CaseState) -> Row {
        let looks = staying(state, [.seeOnline, .seeGone, .seeNothing, .seeRehosted])
        return assessment + seen + looks + end + appeal + late(state) + released(state)
            + [.opine: state, .confirmRemoval: .removed, .close: .closed]
    }

    /// An answer to a notice that comes late changes nothing else.
    private static func late(_ state: CaseState) -> Row {
        staying(state, [.acceptNotice, .deliverNotice, .refuseNotice, .bounceNotice, .liftBlock])
    }

    /// A hold can outlive the state it was placed in.
    private static func released(_ state: CaseState) -> Row { staying(state, [.release, .releaseUntraced]) }

    private static func staying(_ state: CaseState, _ verbs: [CaseVerb]) -> Row {
        Dictionary(uniqueKeysWithValues: verbs.map { ($0, state) })
    }
}

/// Joins rows; the right one wins.
private func + (left: CaseTable.Row, right: CaseTable.Row) -> CaseTable.Row { left.merging(right) { $1 } }
