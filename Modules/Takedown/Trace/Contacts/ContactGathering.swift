import AllianceKit

/// Walks through answers and gathers every address with its rank.
struct ContactGathering {
    private var found: [(rank: [Int], candidate: ContactCandidate)] = []
    private var dropped: [DroppedContact] = []

    mutating func add(_ source: ContactSource) {
        if var own = source.answer.own, !source.roles.isEmpty {
            own.roles = source.roles
            add(own, source, depth: 0)
        }
        for entity in source.answer.entities { add(entity, source, depth: source.roles.isEmpty ? 0 : 1) }
        if source.relation == .direct || source.relation == .parentNetwork {
            add(source.answer.remarks, source, depth: 0)
            for entity in source.answer.entities { add(entity.remarks, source, depth: 1) }
        }
    }

    mutating func add(_ security: SecurityText) {
        let end = security.expires.map { ", good until \($0)" } ?? ""
        for (place, contact) in security.contacts.enumerated() {
            guard let (way, target) = SecurityText.target(contact.value) else { continue }
            take(
                ContactCandidate(
                    way: way, target: target, basis: .securityText, confidence: .low, purpose: .lastResort,
                    source: security.name, pointer: contact.pointer, depth: 0,
                    reasons: [
                        "named in the site's security.txt\(end)",
                        "whoever runs the site reads it, perhaps the one who put the content there",
                    ]), inCard: [place])
        }
    }

    mutating func addConvention(_ domain: String) {
        take(
            ContactCandidate(
                way: .mail, target: "abuse@\(domain)", basis: .convention, confidence: .low, purpose: .lastResort,
                source: domain,
                pointer: "", depth: 0,
                reasons: [
                    "a mailbox of this name is customary (RFC 2142), nothing says that it exists",
                    "it may be read by the site's own owner",
                ]), inCard: [0])
    }

    /// Candidates in order, each address once with the reasons of all its places; and what was put aside.
    func ranked() -> ([ContactCandidate], [DroppedContact]) {
        var order: [String] = []
        var best: [String: ContactCandidate] = [:]
        // A stable order: rank, then the order of the answers.
        let sorted = found.enumerated().sorted {
            $0.element.rank == $1.element.rank
                ? $0.offset < $1.offset : $0.element.rank.lexicographicallyPrecedes($1.element.rank)
        }
        for (_, entry) in sorted {
            let key = entry.candidate.key
            if var known = best[key] {
                let more = "also \(entry.candidate.reasons.first ?? "found") (\(entry.candidate.source))"
                if known.pointer != entry.candidate.pointer, !known.reasons.contains(more) {
                    known.reasons.append(more)
                    best[key] = known
                }
            } else {
                best[key] = entry.candidate
                order.append(key)
            }
        }
        var seen: Set<String> = []
        let aside = dropped.filter { seen.insert($0.target.lowercased() + $0.pointer + $0.source).inserted }
        return (order.compactMap { best[$0] }, aside)
    }

    private mutating func add(_ entity: RDAPEntity, _ source: ContactSource, depth: Int) {
        // Servers that do not state roles give no ground to write to anyone; only remarks are left then.
        if !entity.roles.isEmpty {
            for (place, email) in entity.emails.enumerated() {
                guard let grade = grade(entity, email, source, depth) else { continue }
                var reasons = [grade.reason]
                var inCard = [3, place]
                if email.types.contains("abuse") {
                    reasons.append("typed as abuse in its contact")
                    inCard[0] = 0
                } else if let preference = email.preference {
                    reasons.append("preferred in its contact")
                    inCard = [1, preference, place]
                } else if MailAddressRules.isAbuseMailbox(email.address) {
                    reasons.append("a mailbox named for abuse reports")
                    inCard[0] = 2
                }
                take(
                    ContactCandidate(
                        way: .mail, target: email.address, name: entity.displayName, basis: grade.basis,
                        confidence: inCard[0] == 3 && place > 0 ? min(grade.confidence, .medium) : grade.confidence,
                        purpose: grade.purpose, source: source.name, pointer: email.pointer, depth: depth,
                        reasons: reasons), inCard: inCard)
            }
        }
        addForms(of: entity, source, depth)
        for inner in entity.entities { add(inner, source, depth: depth + 1) }
    }

    /// Forms stand behind the mailboxes of the same contact: a message can be proved, a form mostly cannot.
    private mutating func addForms(of entity: RDAPEntity, _ source: ContactSource, _ depth: Int) {
        guard entity.roles.contains("abuse") else { return }
        for (place, form) in entity.contactURIs.enumerated() {
            let lower = form.value.lowercased()
            let isMail = lower.hasPrefix("mailto:")
            let target = isMail ? String(form.value.dropFirst(7).prefix { $0 != "?" }) : form.value
            let email = RDAPEmail(address: target, types: [], preference: nil, pointer: form.pointer)
            guard let grade = grade(entity, email, source, depth) else { continue }
            take(
                ContactCandidate(
                    way: isMail ? .mail : .form, target: target, name: entity.displayName, basis: grade.basis,
                    confidence: grade.confidence, purpose: grade.purpose, source: source.name, pointer: form.pointer,
                    depth: depth, reasons: [grade.reason, isMail ? "named as a contact address" : "a web form"]),
                inCard: [4, place])
        }
    }

    private typealias Grade = (
        basis: ContactCandidate.Basis, confidence: ContactCandidate.Confidence, purpose: ContactCandidate.Purpose,
        reason: String
    )

    private func grade(_ entity: RDAPEntity, _ email: RDAPEmail, _ source: ContactSource, _ depth: Int) -> Grade? {
        if source.answer.kind == .domain {
            // A domain's registrar can be asked when the host does not act; the domain's own contacts are the site's owner.
            guard entity.roles.contains("abuse") else { return nil }
            return (.registrar, .medium, .escalation, "abuse contact of the domain's registrar")
        }
        if entity.roles.contains("abuse") {
            switch (source.relation, depth) {
            case (.parentNetwork, _): return (.parentNetwork, .medium, .notice, "abuse contact of a larger block")
            case (.autnum, _): return (.autnum, .medium, .notice, "abuse contact of the announcing AS")
            case (_, 0): return (.network, .high, .notice, "abuse contact of the block itself")
            default: return (.organization, .high, .notice, "abuse contact of the organisation holding the block")
            }
        }
        guard source.relation == .direct else { return nil }
        if MailAddressRules.isAbuseMailbox(email.address) {
            return (.abuseMailbox, .medium, .notice, "mailbox named for abuse reports in a contact with another role")
        }
        if entity.roles.contains("noc") || entity.roles.contains("technical") {
            return (.operations, .low, .lastResort, "technical contact, not meant for abuse reports")
        }
        return nil
    }

    private mutating func add(_ remarks: [RDAPRemark], _ source: ContactSource, depth: Int) {
        for remark in remarks {
            var before = remark.title?.lowercased() ?? ""
            for line in remark.lines {
                let text = line.value.lowercased()
                let speaksOfAbuse = text.contains("abuse") || before.contains("abuse")
                for address in RemarkText.addresses(in: line.value)
                where speaksOfAbuse || MailAddressRules.isAbuseMailbox(address) {
                    take(
                        ContactCandidate(
                            way: .mail, target: address, basis: .remarks,
                            confidence: .low, purpose: .notice, source: source.name, pointer: line.pointer,
                            depth: depth,
                            reasons: ["named in the text of a remark, as it speaks of abuse"]),
                        inCard: [MailAddressRules.isAbuseMailbox(address) ? 0 : 1])
                }
                before = text
            }
        }
    }

    private mutating func take(_ candidate: ContactCandidate, inCard: [Int]) {
        let objection =
            candidate.way == .mail
            ? MailAddressRules.objection(to: candidate.target) : FormRules.objection(to: candidate.target)
        if let objection {
            dropped.append(
                DroppedContact(
                    target: candidate.target, source: candidate.source, pointer: candidate.pointer, reason: objection))
            return
        }
        let basis = ContactCandidate.Basis.allCases.firstIndex(of: candidate.basis) ?? 0
        found.append(([basis, candidate.depth] + inCard, candidate))
    }
}

/// Mail addresses in running text.
enum RemarkText {
    static func addresses(in text: String) -> [String] {
        guard text.utf8.count <= 4096, text.contains("@") else { return [] }
        let words = text.split { $0.isWhitespace || "<>()[],;:\"'*|".contains($0) }
        return words.filter { $0.contains("@") }.compactMap { word in
            let bare = word.hasSuffix(".") ? String(word.dropLast()) : String(word)
            return MailAddressRules.parts(bare) == nil ? nil : bare
        }
    }
}
