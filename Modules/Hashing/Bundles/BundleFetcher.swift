import AllianceKit
import Cryptography

/// Fetches a partner's bundle into a list: verifies everything that is needed before it changes anything.
struct BundleFetcher {
    /// The store and the lists.
    let workspace: Workspace
    /// The list here.
    let list: String
    /// Where the bundle is.
    let source: any BundleSource
    /// When, by whom, and where errors of single entries are reported.
    let context: CommandContext

    /// What was done.
    struct Answer: Codable {
        var list: String
        var origin: String
        var sequence: Int64
        var time: Instant
        var route: String
        var tally = BundleApplier.Tally()
        var segments = 0
        var bytes = 0
    }

    /// What is known of the list's bundle so far.
    func subscription() throws -> BundleSubscription? {
        try workspace.store.read { try $0.get(BundleSubscription.self, BundleSubscription.id(list)) }
    }

    /// The manifest, verified and not older than what was seen, with its size in bytes.
    func manifest(_ known: BundleSubscription?, key: VerifierKey) async throws -> (BundleManifest, bytes: Int) {
        let bytes = try await source.manifest()
        do {
            let manifest = try BundleManifest(note: bytes, verifiedBy: key)
            try known?.check(manifest)
            return (manifest, bytes.count)
        } catch let error as AllianceError { throw error.located(at: SourcePlace(file: "\(source.name)/manifest")) }
    }

    /// Verifies every segment of a bundle and changes nothing.
    func check(_ manifest: BundleManifest) async throws -> (segments: Int, bytes: Int) {
        var bytes = 0
        for segment in manifest.segments {
            let content = try await source.bytes(of: segment)
            do { try segment.check(content) } catch var error as AllianceError {
                error.place = SourcePlace(file: "\(source.name)/\(segment.path)")
                throw error
            }
            for line in content.split(separator: 0x0a) { _ = try BundleEntry.read(Array(line)) }
            bytes += content.count
        }
        return (manifest.segments.count, bytes)
    }

    /// Brings the list to a manifest's state.
    func apply(_ manifest: BundleManifest, key: VerifierKey, _ known: BundleSubscription?) async throws -> Answer {
        let summary = try workspace.lists.lists().first { $0.name == list }
        if let summary, summary.kind != manifest.kind, summary.active + summary.withdrawn > 0 {
            throw AllianceError(
                "bundle.kind",
                "\(list) is a list of \(summary.kind.rawValue) files here and of \(manifest.kind.rawValue) files there",
                hint: "fetch it as another list")
        }
        var state = known ?? BundleSubscription(manifest, as: list, key: key)
        var answer = Answer(
            list: list, origin: manifest.origin, sequence: manifest.sequence, time: manifest.time, route: "none")
        try note(manifest, in: &state)
        let plan = BundlePlan(manifest, from: state.applied == nil ? nil : state)
        guard plan.route != .none else { return answer }
        answer.route = plan.route.rawValue
        var cache = BundleCache(workspace.path("bundles/\(list)"), of: source)
        let progress = context.talk.progress("fetching", total: plan.segments.count)
        for segment in plan.segments {
            try await cache.prepare(segment)
            progress.advance()
        }
        progress.finish()
        (answer.segments, answer.bytes) = (cache.count, cache.transferred)
        state.applying = manifest.sequence
        try put(state, BundleEvents.verified, manifest)
        let now = context.surroundings.now()
        try workspace.lists.declare(list, kind: manifest.kind, at: now)
        let organisation = workspace.configuration.organisation
        let applier = BundleApplier(
            lists: workspace.lists, list: list, origin: manifest.origin,
            ownNames: [organisation.name, organisation.domain], time: now)
        let isEmpty = summary.map { $0.active + $0.withdrawn == 0 } ?? true
        let applying = context.talk.progress("applying", total: plan.segments.count)
        for segment in plan.segments {
            try applier.apply(try cache.read(segment), toEmpty: isEmpty, &answer.tally) { context.report($0) }
            applying.advance()
        }
        applying.finish()
        try cache.clear()
        return answer
    }

    /// Keeps the highest number durably before anything is applied: from now on nothing older is taken.
    private func note(_ manifest: BundleManifest, in state: inout BundleSubscription) throws {
        let isNew = try subscription() == nil
        guard isNew || manifest.sequence > state.seen else { return }
        (state.seen, state.seenManifest) = (manifest.sequence, manifest.digest)
        try put(state, BundleEvents.seen, manifest)
    }

    private func put(_ state: BundleSubscription, _ kind: String, _ manifest: BundleManifest) throws {
        try workspace.store.write { transaction in
            guard try transaction.get(BundleSubscription.self, state.id) != state else { return }
            try transaction.put(
                state,
                because: Event(
                    kind, state.id, at: context.surroundings.now(), by: context.actor,
                    facts: BundleEvents.facts(manifest, list)))
        }
    }
}
