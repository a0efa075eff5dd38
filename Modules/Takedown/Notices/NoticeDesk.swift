import AllianceKit
import Cryptography

/// Writes notices into letters, puts approved letters into the outbox, and hands the outbox over to its channels.
///
/// Everything that changes state happens in the caller's transaction and works on many cases at once; only `deliverPending` speaks to
/// the world.
struct NoticeDesk {
    let context: CommandContext
    let workspace: Workspace
    let settings: LetterSettings
    let templates: TemplateBook

    init(_ context: CommandContext) throws {
        self.context = context
        workspace = try context.workspace()
        settings = try workspace.configuration.settings(LetterSettings.self)
        templates = try TemplateBook(folder: workspace.path("templates"))
    }

    var now: Instant { context.surroundings.now() }

    /// What is wanted of notices beyond what contacts and configuration say.
    struct Wish {
        /// First notices, reminders or the next level.
        var kind = LetterKind.first
        /// To whom, if not to the best contact.
        var contact: String?
        /// The channel, if not the contact's.
        var channel: String?
        /// How it is put together, if not as usual.
        var format: LetterFormat?
    }

    /// What became of one case: its notice, or why there is none.
    typealias Prepared = (word: String, result: Result<Notice, AllianceError>)

    /// The notices of cases: those that exist, or new proposals, gathered into one letter for each contact. A case that cannot be written
    /// about has its reason; the others go on.
    func prepare(_ words: [String], _ wish: Wish = Wish(), in transaction: any StoreTransaction) throws -> [Prepared] {
        var results: [(word: String, result: Result<EntityID, AllianceError>)] = []
        var drafts: [Draft] = []
        for word in words {
            do {
                switch try draft(try CaseDesk.find(word, in: transaction), wish, in: transaction) {
                case .existing(let notice): results.append((word, .success(notice.id)))
                case .new(let draft):
                    drafts.append(draft)
                    results.append((word, .success(draft.notice.id)))
                }
            } catch let error as AllianceError where error.exitCode != .busy && error.exitCode != .inputOutput {
                results.append((word, .failure(error)))
            }
        }
        let failed = try gather(drafts, wish, in: transaction)
        return try results.map { word, result in
            switch result {
            case .failure(let error): (word, .failure(error))
            case .success(let id):
                if let error = failed[id] {
                    (word, .failure(error))
                } else {
                    (word, .success(try transaction.require(Notice.self, id)))
                }
            }
        }
    }

    /// One case.
    func prepare(_ word: String, _ wish: Wish = Wish(), in transaction: any StoreTransaction) throws -> Notice {
        try prepare([word], wish, in: transaction)[0].result.get()
    }

    /// Cancels what waits for approval, when the case ends: the letter is written anew without it.
    func cancelProposals(of record: CaseRecord, in transaction: any StoreTransaction, at now: Instant) throws {
        for notice in try notices(of: record, in: transaction) where notice.state == .proposed {
            try drop(notice, because: "the case ended", in: transaction)
        }
    }

    /// The notices of a case.
    func notices(of record: CaseRecord, in reader: any StoreReader) throws -> [Notice] {
        try reader.all(Query<Notice>().where("case_id", .equal, .text(record.id)))
    }

    /// Changes a notice and logs it.
    func put(_ notice: Notice, in transaction: any StoreTransaction, at now: Instant) throws {
        try transaction.put(
            notice,
            because: Event(
                "takedown.notice.changed", notice.id, at: now, by: context.actor,
                facts: ["state": .string(notice.state.rawValue)]))
    }

    /// Changes a letter and logs it.
    func put(_ letter: Letter, in transaction: any StoreTransaction, at now: Instant) throws {
        try transaction.put(
            letter,
            because: Event(
                "takedown.letter.changed", letter.id, at: now, by: context.actor,
                facts: [
                    "state": .string(letter.state.rawValue), "kind": .string(letter.kind.rawValue),
                    "cases": .integer(Int64(letter.notices.count)),
                ]))
    }
}
