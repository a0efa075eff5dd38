import AllianceKit

extension Observer {
    /// Where a redirect goes on, or what it says already.
    enum Redirect {
        case to(WebURL)
        case ends(Sighting)
    }

    /// Judges a redirect. Within the site it is followed; to another site the content has moved, unless it always was fetched from there;
    /// known signs of parking and log-in pages come first.
    func follow(_ answer: HTTPResponse, from url: WebURL, start: WebURL, _ known: Known) -> Redirect {
        guard let location = answer.headers.last(where: { $0.name == "location" })?.value,
            let target = RedirectTarget.resolve(location, against: url)
        else { return .ends(sighting((.unknown, .redirects), answer)) }
        let domain = domain(target)
        let parking = signs.parking(target, domain: domain)
        if !parking.isEmpty {
            var end = sighting((.parkedSuspected, .parkingSign), answer)
            (end.signs, end.movedTo) = (parking, target.description)
            return .ends(end)
        }
        if signs.isLogin(target), !signs.isLogin(start) { return .ends(sighting((.unavailable, .access), answer)) }
        guard domain == self.domain(start) || target.host.description == known.fingerprint?.host else {
            var end = sighting((.moved, .otherSite), answer)
            end.movedTo = target.description
            return .ends(end)
        }
        return .to(target)
    }

    /// Judges an answer that is no redirect.
    func judge(
        _ answer: HTTPResponse, at url: WebURL, start: WebURL, redirects: Int, _ known: Known
    ) -> Sighting {
        let verdict = Self.verdict(answer.status)
        guard verdict.0 == .online else { return sighting(verdict, answer, redirects: redirects) }
        var found = sighting(verdict, answer, redirects: redirects)
        var fingerprint = ContentFingerprint(status: answer.status, headers: answer.headers)
        if url.host != start.host { fingerprint.host = url.host.description }
        found.fingerprint = fingerprint
        found.signs = signs.parking(answer.headers)
        if !found.signs.isEmpty {
            (found.outcome, found.reason) = (.parkedSuspected, .parkingSign)
        } else if redirects > 0, url.path == "/", url.query == nil, start.path != "/" {
            (found.outcome, found.reason) = (.changed, .frontPage)
        } else if let before = known.fingerprint, fingerprint.differsStrongly(from: before) {
            (found.outcome, found.reason) = (.changed, .otherContent)
        } else if url.host == start.host, let address = found.address, known.host?.isElsewhere(address) == true {
            (found.outcome, found.reason) = (.rehosted, .otherNetwork)
        }
        return found
    }

    /// What a status says by itself.
    static func verdict(_ status: Int) -> (ObservationOutcome, LookReason) {
        switch status {
        case 200, 203, 206, 304: (.online, .content)
        case 404: (.removed, .notFound)
        case 410: (.removed, .goneForGood)
        case 401, 403, 407: (.unavailable, .access)
        case 402: (.unavailable, .premium)
        case 451: (.unavailable, .legalHere)
        case 408: (.unknown, .timeout)
        case 429: (.unknown, .throttled)
        case 500...599: (.unavailable, .temporary)
        default: (.unknown, .status)
        }
    }

    /// What people would call the site: the registrable domain, else the host.
    private func domain(_ url: WebURL) -> String {
        url.host.domain.flatMap { suffixes.registrableDomain(of: $0) } ?? url.host.description
    }
}
