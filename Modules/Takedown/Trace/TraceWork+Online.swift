import AllianceKit

// What a trace takes from RDAP: local answers first, servers only where they may be asked, and only for what is not there.

extension TraceWork {
    /// The block around an address and the one above it, as far as they are known.
    mutating func networks(around address: IPAddress) async -> [RDAPStore.Stored] {
        let local = Array(sources.answers.networks(around: address).prefix(2))
        guard local.isEmpty, let block = await ask(.address(address)) else { return local }
        guard let link = block.answer.parentLinks.first(where: { $0.hasPrefix("https://") }),
            let above = await ask(.link(link)), above.answer.kind == .network,
            let outer = above.answer.addresses, let inner = block.answer.addresses,
            outer.lowerBound.width == inner.lowerBound.width, outer.lowerBound <= inner.lowerBound,
            inner.upperBound <= outer.upperBound
        else { return [block] }
        return [block, above]
    }

    /// What is known of an AS.
    mutating func autnum(_ number: UInt32?) async -> RDAPStore.Stored? {
        guard let number else { return nil }
        if let local = sources.answers.autnum(number) { return local }
        return await ask(.autnum(number))
    }

    /// Looks up whom a block's answer names by handle only: the abuse contact first, else its holder.
    mutating func lookAtHandles(of block: RDAPStore.Stored) async {
        guard sources.online != nil else { return }
        let selection = ContactSelection([ContactSource(block.answer, name: block.name)])
        guard !selection.candidates.contains(where: { $0.confidence == .high }) else { return }
        let all = block.answer.entities.flatMap { [$0] + $0.entities }
        let silent = all.filter { $0.emails.isEmpty && $0.entities.isEmpty && $0.handle != nil }
        let abuse = silent.filter { $0.roles.contains("abuse") }
        for entity in (abuse.isEmpty ? silent.filter { $0.roles.contains("registrant") } : abuse).prefix(2) {
            let query = entity.selfLink.map { RDAPQuery.link($0) } ?? .entity(entity.handle ?? "")
            guard let stored = await ask(query), stored.answer.kind == .entity,
                stored.answer.handle?.lowercased() == entity.handle?.lowercased()
            else { continue }
            take(ContactSource(stored.answer, .direct, name: stored.name, roles: entity.roles))
        }
    }

    /// Asks a server, if one may be asked; a failure leaves a gap and nothing else.
    mutating func ask(_ query: RDAPQuery) async -> RDAPStore.Stored? {
        guard let online = sources.online else { return nil }
        guard questions > 0 else {
            let gap = TraceGap(
                AllianceError("takedown.trace.questions", "\(query.name) was not asked: enough questions for one trace")
            )
            if gaps.last?.code != gap.code { gaps.append(gap) }
            return nil
        }
        questions -= 1
        let reply = await online.ask(query)
        if case .failed(let error) = reply {
            let gap = TraceGap(error)
            if !gaps.contains(gap) { gaps.append(gap) }
        }
        return reply.stored
    }
}
