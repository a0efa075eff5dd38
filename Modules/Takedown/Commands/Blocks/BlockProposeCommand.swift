import AllianceKit
import CommandLineKit

/// `takedown block propose`
struct BlockProposeCommand: Command {
    static let name = "propose"
    static let summary = "Propose to block the address of a case."
    static let discussion = """
        A block hides what could not be removed; removal is tried first. Without --as the URL alone is proposed. A whole domain is refused when \
        too few of its known addresses are blocked (takedown.blocking, collateralPercent). Two further persons make it active: one runs \
        takedown block activate, another approves.
        """
    static let examples = [
        CommandExample("the URL, for a month", "alliance takedown block propose HL-2026-0001 --reason csam --days 30"),
        CommandExample(
            "by order of an authority",
            "alliance takedown block propose HL-2026-0001 --as host --reason csam --days 30 --order ORD-2026-17"),
    ]
    static let output = BlockAnswer.output

    /// How much of the address is blocked.
    enum Extent: String, CaseIterable, ArgumentValue {
        case url, host, domain
    }

    @Argument("Cases, or references of their reports.", placeholder: "CASE") var cases: [String]
    @Option("How much: the URL, its host, or its registrable domain with everything below.") var `as` = Extent.url
    @Option("Why, as a code.", placeholder: "CODE") var reason: String
    @Option("Days until it ends.", placeholder: "N") var days: Int?
    @Option("When it ends.", placeholder: "TIME") var until: Instant?
    @Option("The law it is based on.", placeholder: "TEXT") var legalBasis: String?
    @Option("An authority's order for it, by its reference; then removal need not come first.", placeholder: "REF")
    var order: String?
    @Option("Only for this country; may be repeated.") var country: [CountryCode]
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if (days == nil) == (until == nil) { throw UsageError("say --days or --until: every block ends") }
        if let days, days < 1 { throw UsageError("--days must be at least 1") }
        if reason.isEmpty { throw UsageError("--reason must say something") }
        if order?.isEmpty == true { throw UsageError("--order must name the order") }
    }

    func run(_ context: CommandContext) async throws {
        let desk = try BlockDesk(context)
        try await CaseDesk.forEach(cases, context) { word in
            let answer = try context.mutate(CaseDesk.key(mutation.key, word)) { transaction in
                BlockAnswer(try propose(word, desk, in: transaction))
            }
            try context.output.write(answer.json, as: Self.output)
        }
    }

    private func propose(_ word: String, _ desk: BlockDesk, in transaction: any StoreTransaction) throws -> Block {
        let record = try CaseDesk.find(word, in: transaction)
        if let live = try BlockDesk.blocks(of: record.id, in: transaction).last(where: { $0.state.isLive }) {
            throw AllianceError(
                "takedown.block.exists", "\(record.reference): \(live.id) is \(live.state.rawValue) already",
                hint: "alliance takedown block show \(record.reference)", exit: .partial)
        }
        guard record.assessment?.outcome == .confirmed else {
            throw AllianceError(
                "takedown.block.unconfirmed", "\(record.reference): it is not confirmed as illegal", exit: .notAllowed)
        }
        let end = until ?? desk.now.adding(days: days ?? 0)
        let longest = desk.now.adding(days: desk.settings.longestDays)
        guard end > desk.now, end <= longest else {
            throw AllianceError(
                "takedown.block.expiry", "the block would end at \(end), not between now and \(longest)",
                hint: "longestDays of takedown.blocking says how long a block may last", exit: .usage)
        }
        let (matcher, spelling) = try matcher(record)
        let block = Block(
            id: desk.context.surroundings.makeID("block"), caseID: record.id, reference: record.reference,
            matcher: matcher, spelling: spelling, reason: reason, legalBasis: legalBasis, order: order,
            countries: country, expiresAt: end, by: desk.context.actor, at: desk.now)
        if let why = desk.rules.ended(record) {
            throw AllianceError("takedown.block.ended", "\(record.reference): \(why)", exit: .partial)
        }
        try desk.rules.removalFirst(record, order: order)
        try desk.safeguards().check(block.rule(action: .deny, lastVerified: nil))
        try desk.rules.collateral(matcher, of: record.id, in: transaction)
        try BlockDesk.put(block, "takedown.block.proposed", in: transaction, at: desk.now, by: desk.context.actor)
        return block
    }

    private func matcher(_ record: CaseRecord) throws -> (BlockMatcher, String?) {
        switch `as` {
        case .url: return try BlockURL.matcher(record.url.resource, isPrefix: false)
        case .host: return (.host(try BlockName.read(hostText(record))), nil)
        case .domain:
            guard let domain = record.url.registrableDomain else {
                throw AllianceError(
                    "takedown.block.name", "\(record.reference): its host has no registrable domain",
                    hint: "use --as host or --as url", exit: .usage)
            }
            return (.domain(try BlockName.read(domain)), nil)
        }
    }

    private func hostText(_ record: CaseRecord) -> String {
        record.url.host.address.map { "\($0)" } ?? record.url.host.description
    }
}
