import AllianceKit

/// The way of every command that writes to contacts: prepare, ask for the second person, put into the outbox, hand over.
struct LetterRun {
    let desk: NoticeDesk
    let context: CommandContext
    let key: String?

    init(_ context: CommandContext, key: String?) throws {
        desk = try NoticeDesk(context)
        self.context = context
        self.key = key
    }

    /// Writes to the contacts of these cases. What an earlier run left undelivered goes first. Cases that could not be done are reported;
    /// when none could, the last error ends the command.
    func run(_ words: [String], _ wish: NoticeDesk.Wish) async throws {
        try await desk.deliverPending()
        let before = context.failureCount
        var errors: [AllianceError] = []
        let done = try answer(words, wish, &errors)
        if done > 0 { try await desk.deliverPending() }
        let noneDone = done == 0 && Set(errors.map(\.exitCode)).count == 1 && before == context.failureCount
        for error in noneDone ? errors.dropLast()[...] : errors[...] { context.report(error) }
        if noneDone, let last = errors.last { throw last }
    }

    /// The cases whose next step is this one, and due.
    func due(_ step: CaseTimer.Step) throws -> [String] {
        let now = context.surroundings.now()
        let due = Query<CaseRecord>().where("next_due", .lessOrEqual, .time(now)).ordered(by: "next_due")
        return try desk.workspace.store.read { reader in
            var words: [String] = []
            try reader.forEach(due) { record in
                if let timer = record.timer(at: now), timer.step == step, timer.due <= now {
                    words.append(record.id.text)
                }
                return true
            }
            return words
        }
    }

    /// Prints the answers, and returns how many there are.
    private func answer(
        _ words: [String], _ wish: NoticeDesk.Wish, _ errors: inout [AllianceError]
    ) throws -> Int {
        var done = 0
        var fresh: [String] = []
        for word in words {
            if let answer = try remembered(word) {
                try context.output.write(answer.json, as: NoticeAnswer.output)
                done += 1
            } else {
                fresh.append(word)
            }
        }
        let prepared = try desk.workspace.store.write { try desk.prepare(fresh, wish, in: $0) }
        var stopped: [EntityID: AllianceError] = [:]
        var settled: Set<EntityID> = []
        for (word, result) in prepared {
            switch result {
            case .failure(let error): errors.append(error)
            case .success(let notice):
                if let error = stopped[notice.letter] {
                    if error.code != "approval.missing" { errors.append(error) }
                    continue
                }
                do {
                    let isFirst = settled.insert(notice.letter).inserted
                    let answer = try isFirst && notice.state == .proposed ? queue(word, notice) : read(notice.id)
                    try context.output.write(answer.json, as: NoticeAnswer.output)
                    done += 1
                } catch let error as AllianceError {
                    stopped[notice.letter] = error
                    errors.append(error)
                }
            }
        }
        return done
    }

    /// Puts the letter of a notice into the outbox, with the approval of exactly this letter.
    private func queue(_ word: String, _ notice: Notice) throws -> NoticeAnswer {
        let letter = try desk.workspace.store.read { try $0.require(Letter.self, notice.letter) }
        return try context.mutate(
            CaseDesk.key(key, word), approved: letter.kind.verb, of: letter.id, digest: letter.digest
        ) { transaction in
            try desk.queue(letter.id, in: transaction)
            return try NoticeAnswer(transaction.require(Notice.self, notice.id), in: transaction)
        }
    }

    private func read(_ id: EntityID) throws -> NoticeAnswer {
        try desk.workspace.store.read { try NoticeAnswer($0.require(Notice.self, id), in: $0) }
    }

    private func remembered(_ word: String) throws -> NoticeAnswer? {
        guard let key = CaseDesk.key(key, word),
            try desk.workspace.store.read({ try $0.rememberedAnswer(for: key) }) != nil
        else { return nil }
        return try context.mutate(key) { _ in
            throw AllianceError("key.forgotten", "the answer to the key was forgotten", exit: .busy)
        }
    }

    /// Checks what was given on the command line.
    static func check(_ contact: String?, _ channel: String?, _ context: CommandContext) throws {
        if let channel, !context.registry.channels.contains(where: { $0.name == channel }) {
            let names = context.registry.channels.map { $0.name }.sorted().joined(separator: ", ")
            throw AllianceError(
                "takedown.channel.unknown", "there is no channel \"\(channel)\"", hint: "there are: \(names)",
                exit: .usage)
        }
        if let contact, channel != "api" { _ = try MailContact.check(contact) }
    }
}
