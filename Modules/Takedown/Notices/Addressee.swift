import AllianceKit

/// To whom a notice goes, and how.
struct Addressee {
    /// The mail address, or the address of an interface.
    var target: String
    /// The channel's word.
    var channel: String
    /// The language to write in.
    var language: String?
    /// The name of the template.
    var template: String?
    /// Hours in which further cases join.
    var groupHours: Int?
}

extension NoticeDesk {
    /// To whom a notice of a level goes: the one named, else the one written to before (reminders), else the best of the trace.
    func addressee(
        _ record: CaseRecord, _ wish: Wish, level: Int, before all: [Notice], in reader: any StoreReader
    ) throws -> Addressee {
        let written = all.last { $0.level == level && $0.takesPlace }
        let known = wish.kind == .reminder ? written?.contact : nil
        guard let target = wish.contact ?? known ?? (level == 0 ? record.trace?.contact : nil) else {
            throw AllianceError(
                "takedown.contact.missing", "\(record.reference): no contact is known",
                hint: "trace the case, or name one with --contact", exit: .partial)
        }
        return Addressee(target: target, channel: wish.channel ?? settings.channel)
    }
}

extension NoticeDesk {
    /// Why a notice may not go to its contact now; nil if it may.
    func contactObstacle(_ record: CaseRecord, _ notice: Notice, in reader: any StoreReader) throws -> String? { nil }

    /// Tells the book of contacts that a notice came back.
    func noteBounce(_ notice: Notice, code: String?, at time: Instant, in transaction: any StoreTransaction) throws {}
}
