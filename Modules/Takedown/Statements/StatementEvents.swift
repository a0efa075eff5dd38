import AllianceKit

/// What happens to statements of reasons. Facts are codes and counts.
enum StatementEvents {
    static let proposed = "takedown.statement.proposed"
    static let submitting = "takedown.statement.submitting"
    static let accepted = "takedown.statement.accepted"
    static let refused = "takedown.statement.refused"
    static let returned = "takedown.statement.returned"

    static let kinds = [
        EventKind(
            proposed, "A statement of reasons was written; the subject is the case.",
            facts: ["category": "its category"]),
        EventKind(submitting, "An approved statement went on its way to the Transparency Database."),
        EventKind(accepted, "The Transparency Database has a statement."),
        EventKind(refused, "The Transparency Database refused a statement.", facts: ["faults": "how many it found"]),
        EventKind(
            returned, "A statement did not arrive and may be sent again.", facts: ["status": "the HTTP status"]),
    ]
}
