import AllianceKit

/// Looks over the network at cases of a workspace, as its settings say: what `takedown check --online` and `takedown run` share.
struct OnlineLooks {
    /// Cases that are looked at before what was seen is written down: a crash loses one part, never all.
    static let part = 100

    private let context: CommandContext
    private let workspace: Workspace
    private let looks: LiveLooks
    private let wantsReferrers: Bool
    private let database: MMDBReader?

    /// `data` is a trace folder whose databases tell networks apart.
    init(_ context: CommandContext, allowing loopback: Set<UInt16>, data: String?) throws {
        self.context = context
        workspace = try context.workspace()
        let settings = try workspace.configuration.settings(CheckSettings.self)
        looks = LiveLooks(
            settings, organisation: workspace.configuration.organisation, loopback: loopback, context.surroundings)
        wantsReferrers = settings.vantages.contains { $0.referrer == true }
        database = try data.flatMap { try TraceFolder(path: $0).sources.autonomousSystems }
    }

    /// What was seen at each of these cases, from every vantage point. Throws `network.off` alone.
    func look(at cases: [EntityID]) async throws -> [LookNote] {
        let subjects = try workspace.store.read { reader in
            try cases.map { id in
                let record = try reader.require(CaseRecord.self, id)
                let referrer = wantsReferrers ? try Self.referrer(of: record, in: reader) : nil
                let database = database
                return LiveLooks.Subject(record, referrer: referrer) { address in
                    (try? database?.autonomousSystem(of: address))??.number
                }
            }
        }
        return try await looks.look(at: subjects)
    }

    private static func referrer(of record: CaseRecord, in reader: any StoreReader) throws -> String? {
        try reader.all(Query<Report>().where("case_id", .equal, .text(record.id))).lazy
            .compactMap(\.content.referrer).first
    }
}
