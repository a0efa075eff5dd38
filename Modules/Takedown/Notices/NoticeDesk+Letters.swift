import AllianceKit
import Cryptography

extension NoticeDesk {
    /// Puts drafts into letters: one for each contact, language and template, a letter that still takes cases in before a new one. Returns
    /// why a draft could not be written.
    func gather(
        _ drafts: [Draft], _ wish: Wish, in transaction: any StoreTransaction
    ) throws -> [EntityID: AllianceError] {
        var groups: [[Draft]] = []
        var places: [String: Int] = [:]
        for draft in drafts {
            let key = isAlone(draft, wish) ? nil : key(draft)
            if let key, let place = places[key], groups[place].count < settings.groupSize {
                groups[place].append(draft)
            } else {
                if let key { places[key] = groups.count }
                groups.append([draft])
            }
        }
        var failed: [EntityID: AllianceError] = [:]
        for group in groups {
            do {
                try place(group, wish, in: transaction)
            } catch let error as AllianceError where error.exitCode != .busy && error.exitCode != .inputOutput {
                for draft in group { failed[draft.notice.id] = error }
            }
        }
        return failed
    }

    private func place(_ group: [Draft], _ wish: Wish, in transaction: any StoreTransaction) throws {
        let first = group[0]
        let now = now
        let open = isAlone(first, wish) ? nil : try joinable(first, more: group.count, in: transaction)
        let template = try templates.template(
            first.addressee.template, first.addressee.language, first.kind, house: settings.language)
        var letter =
            open
            ?? Letter(
                id: context.surroundings.makeID("letter"), kind: first.kind, contact: first.addressee.target,
                channel: first.addressee.channel, language: template.language, template: template.name,
                format: wish.format ?? (first.addressee.channel == "api" ? .json : .report),
                isUrgent: group.contains { $0.record.priority == .urgent }, notices: [], thread: first.thread,
                state: .proposed, message: "", mediaType: "", digest: first.notice.digest, created: now,
                createdBy: context.actor)
        var members = try letter.notices.map { try member($0, in: transaction) }
        for draft in group {
            var notice = draft.notice
            notice.letter = letter.id
            members.append((draft.record, notice))
        }
        try write(&letter, members, in: transaction)
        for draft in group {
            try transaction.append(
                Event(
                    "takedown.notice.proposed", draft.record.id, at: now, by: context.actor,
                    facts: draft.notice.facts))
        }
    }

    /// Writes a letter's bytes anew, with fresh answer codes, and keeps it with its notices.
    func write(
        _ letter: inout Letter, _ members: [(record: CaseRecord, notice: Notice)], in transaction: any StoreTransaction
    ) throws {
        if letter.format == .report, members.count > 1 { letter.format = .table }
        let template = try templates.template(letter.template, letter.language, letter.kind, house: settings.language)
        let items = members.map { member in
            LetterItem(
                record: member.record, notice: member.notice,
                token: AnswerToken(random: context.surroundings.randomBytes(16)))
        }
        let written = try LetterWriter(
            letter: letter, items: items, organisation: workspace.configuration.organisation, template: template,
            isStrict: settings.strictXARF,
            firstSent: letter.kind == .first ? nil : members.compactMap { $0.record.clocks.noticeAccepted }.min()
        ).write()
        letter.notices = members.map(\.notice.id)
        letter.message = String(decoding: written.bytes, as: UTF8.self)
        letter.mediaType = written.mediaType
        letter.digest = Digester.digest(.sha256, of: written.bytes)
        try put(letter, in: transaction, at: now)
        for item in items {
            var notice = item.notice
            notice.digest = letter.digest
            notice.token = item.token.digest
            try put(notice, in: transaction, at: now)
        }
    }

    /// Takes out of a waiting letter what may no longer go, and writes it anew if anything did. False when nothing is left of it.
    func refresh(_ id: EntityID, in transaction: any StoreTransaction) throws -> Bool {
        guard let letter = try transaction.get(Letter.self, id), letter.state == .proposed else { return false }
        for id in letter.notices {
            let (record, notice) = try member(id, in: transaction)
            if let reason = obstacle(record, notice, letter) { try drop(notice, because: reason, in: transaction) }
        }
        return try transaction.require(Letter.self, id).state == .proposed
    }

    /// Takes a notice that waits out of its letter, with the reason.
    func drop(_ notice: Notice, because reason: String, in transaction: any StoreTransaction) throws {
        var notice = notice
        notice.state = .cancelled
        notice.reason = reason
        try put(notice, in: transaction, at: now)
        guard var letter = try transaction.get(Letter.self, notice.letter), letter.state == .proposed else { return }
        let rest = try letter.notices.filter { $0 != notice.id }.map { try member($0, in: transaction) }
        if rest.isEmpty {
            letter.state = .cancelled
            try put(letter, in: transaction, at: now)
        } else {
            try write(&letter, rest, in: transaction)
        }
    }

    /// A notice with its case.
    func member(_ id: EntityID, in reader: any StoreReader) throws -> (record: CaseRecord, notice: Notice) {
        let notice = try reader.require(Notice.self, id)
        return (try reader.require(CaseRecord.self, notice.caseID), notice)
    }

    /// Why a waiting notice may not go now; nil if it may.
    func obstacle(_ record: CaseRecord, _ notice: Notice, _ letter: Letter) -> String? {
        guard notice.round == record.round else { return "a new round of the case began" }
        guard letter.kind.isInTurn(notice, record) else { return "the case was reminded or escalated meanwhile" }
        var copy = record
        do {
            if letter.kind == .first, copy.state != .noticeReady {
                try copy.apply(.prepareNotice, at: now, by: context.actor, now: now)
            }
            try copy.apply(letter.kind.caseVerb, at: now, by: context.actor, now: now)
            return nil
        } catch let error as AllianceError {
            return error.message
        } catch {
            return "\(error)"
        }
    }

    /// A letter to the same contact that still takes cases in: proposed, not approved by anyone, and young enough.
    private func joinable(_ draft: Draft, more: Int, in reader: any StoreReader) throws -> Letter? {
        guard draft.notice.reminder == 0 else { return nil }
        let hours = draft.addressee.groupHours ?? settings.groupHours
        let waiting = Query<Letter>().where("contact", .equal, .text(draft.addressee.target.lowercased()))
            .where("state", .equal, .text(Letter.State.proposed.rawValue))
        let key = key(draft)
        return try reader.all(waiting).first { letter in
            guard letter.created.adding(hours: hours) > now, !letter.isUrgent,
                !letter.format.isSingle || letter.format == .report,
                letter.notices.count + more <= settings.groupSize, let first = letter.notices.first,
                try self.key(member(first, in: reader).notice, letter.template, draft.addressee) == key
            else { return false }
            let approvals = Query<Approval>().where("subject", .equal, .text(letter.id))
            return try reader.all(approvals).allSatisfy { $0.approver == nil }
        }
    }

    /// Whether a draft has a letter of its own.
    private func isAlone(_ draft: Draft, _ wish: Wish) -> Bool {
        draft.record.priority == .urgent || draft.addressee.channel == "api" || wish.format?.isSingle == true
            || (draft.addressee.groupHours ?? settings.groupHours) == 0
    }

    private func key(_ draft: Draft) -> String {
        key(draft.notice, draft.addressee.template ?? TemplateBook.standard, draft.addressee)
            + (draft.thread.first.map { "\n\($0)" } ?? "")
    }

    private func key(_ notice: Notice, _ template: String, _ addressee: Addressee) -> String {
        [
            notice.contact.lowercased(), notice.channel, "\(notice.level)", "\(notice.reminder)", template,
            addressee.language ?? "",
        ].joined(separator: "\n")
    }
}
