import AllianceKit
import Formats

extension ReportPage {
    /// How the figures were computed, for readers who are no statisticians.
    var method: HTMLNode {
        html(.section, .id("method"), .ariaLabelledBy("method-title"), .class("part")) {
            html(.h2, .id("method-title")) { "Method" }
            html(.div, .class("notes")) {
                Self.notes.map { heading, text in
                    html(.div) {
                        html(.h3) { heading }
                        html(.p) { text }
                    }
                }
            }
        }
    }

    private static let notes: [(String, String)] = [
        (
            "Where figures come from",
            """
            Each figure is a fold over an append-only ledger of events: what happened, to what, and when. The definition says which \
            events count. Nothing is typed in by hand except the figures from outside, which name their source.
            """
        ),
        (
            "Times with open cases",
            """
            A case that is not finished yet has lasted at least so long, and that is used: it counts as censored at the as-of time \
            (Kaplan–Meier). Leaving open cases out would make times look shorter than they are.
            """
        ),
        (
            "Holds",
            """
            Where a law-enforcement hold stops the clock, time on hold is subtracted, and the figure with that time is given too. \
            Speed must not be bought at the price of an investigation.
            """
        ),
        (
            "Intervals",
            """
            Intervals are 95 %: for times from the Kaplan–Meier curve (Greenwood, log), for shares Wilson's, for counts Garwood's exact \
            Poisson interval, which says how far a count can move by chance alone if events come independently.
            """
        ),
        (
            "Activity is not outcome",
            """
            Most figures count activity. More reports can mean more abuse, more attention or a better hotline. Only indicators that say so \
            have a better direction. Countries are never ranked.
            """
        ),
        (
            "Small numbers",
            """
            In breakdowns, counts from 1 to 4 are shown as “<5”, and figures that would tell them are hidden. A reader who knows the total \
            may still work some of them out; full disclosure control is not done yet.
            """
        ),
    ]

    /// How to get every figure again.
    var reproduce: HTMLNode {
        var scope = model.scope
        scope.head = scope.head ?? model.ledgerSize
        return html(.section, .id("reproduce"), .ariaLabelledBy("reproduce-title"), .class("part")) {
            html(.h2, .id("reproduce-title")) { "Get these figures again" }
            html(.p) {
                "The ledger held \(ChartNumber.text(Double(model.ledgerSize), decimals: 0)) entries when this page was made. These "
                "commands give the same figures, also after it has grown; “explain” shows each step of one."
            }
            html(.ul, .class("commands")) {
                html(.li) { html(.code) { "alliance indicators compute \(scope.options)" } }
                html(.li) { html(.code) { "alliance indicators explain ID \(scope.options)" } }
                html(.li) { html(.code) { "alliance ledger verify" } }
            }
        }
    }
}
