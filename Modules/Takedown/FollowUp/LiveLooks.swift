import AllianceKit

/// Looks at the addresses of cases over the network: several hosts side by side, one host never faster than the settings say, each
/// from all vantage points.
struct LiveLooks: Sendable {
    /// What is looked at.
    struct Subject: Sendable {
        var caseID: EntityID
        var resource: String
        var host: String
        var known: Observer.Known

        init(_ record: CaseRecord, referrer: String?, autonomousSystem: (@Sendable (IPAddress) -> UInt32?)?) {
            caseID = record.id
            resource = record.url.resource
            host = record.url.host.description
            known = Observer.Known(
                referrer: referrer, fingerprint: record.looks.first,
                host: KnownHost(record.trace, autonomousSystem: autonomousSystem))
        }
    }

    private let observers: [Observer]
    private let parallel: Int
    private let pacer: HostPacer
    private let world: Surroundings

    init(
        _ settings: CheckSettings, organisation: Configuration.Organisation, loopback: Set<UInt16>,
        _ world: Surroundings
    ) {
        let contact = settings.contactURL.isEmpty ? "mailto:\(organisation.email)" : settings.contactURL
        observers = settings.vantages.map { vantage in
            let permission = NetworkPermission(
                loopbackPorts: loopback, ports: Set(settings.ports), nameServers: vantage.resolver.map { [$0] } ?? [])
            return Observer(
                vantage: vantage, client: world.http(permission), userAgent: "alliance (+\(contact))",
                timeout: Double(settings.timeoutSeconds), now: world.now)
        }
        parallel = settings.parallel
        pacer = HostPacer(gapSeconds: Double(settings.perHostSeconds))
        self.world = world
    }

    /// Looks at each subject from each vantage point; the notes in the order of the subjects. Throws `network.off` alone: everything else
    /// is an outcome.
    func look(at subjects: [Subject]) async throws -> [LookNote] {
        var hosts: [String: [Int]] = [:]
        var order: [String] = []
        for (place, subject) in subjects.enumerated() {
            if hosts[subject.host] == nil { order.append(subject.host) }
            hosts[subject.host, default: []].append(place)
        }
        var found = [[Sighting]](repeating: [], count: subjects.count)
        try await withThrowingTaskGroup(of: [(Int, [Sighting])].self) { group in
            var waiting = order.makeIterator()
            func start() {
                guard let host = waiting.next() else { return }
                let places = hosts[host] ?? []
                group.addTask { try await look(at: places.map { ($0, subjects[$0]) }, on: host) }
            }
            for _ in 0..<parallel { start() }
            while let done = try await group.next() {
                for (place, sightings) in done { found[place] = sightings }
                start()
            }
        }
        return zip(subjects, found).flatMap { subject, sightings in
            Sighting.reconcile(sightings).map { LookNote($0, of: subject.caseID) }
        }
    }

    private func look(at subjects: [(Int, Subject)], on host: String) async throws -> [(Int, [Sighting])] {
        var found: [(Int, [Sighting])] = []
        for (place, subject) in subjects {
            var sightings: [Sighting] = []
            for observer in observers {
                let jitter = Double(world.randomBytes(1)[0]) / 255
                let wait = pacer.reserve(host, at: world.now(), jitter: jitter)
                if wait > 0 { try await world.sleep(wait) }
                do {
                    let sighting = try await observer.look(at: subject.resource, known: subject.known)
                    if sighting.reason == .throttled { pacer.slow(host) }
                    sightings.append(sighting)
                } catch let error as AllianceError where error.code.hasPrefix("takedown.url") {
                    sightings.append(observer.sighting((.unknown, .refused)))
                }
            }
            found.append((place, sightings))
        }
        return found
    }
}

extension LookNote {
    /// A look that the toolkit made itself.
    init(_ sighting: Sighting, of caseID: EntityID) {
        self.init(
            wanted: caseID.text, outcome: sighting.outcome, at: sighting.time, vantage: sighting.vantage,
            status: sighting.status)
        reason = sighting.reason
        address = sighting.address
        movedTo = sighting.movedTo
        fingerprint = sighting.fingerprint
        signs = sighting.signs
    }
}
