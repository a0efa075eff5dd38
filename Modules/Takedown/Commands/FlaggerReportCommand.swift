import AllianceKit
import CommandLineKit

/// `takedown flagger-report`
struct FlaggerReportCommand: Command {
    static let name = "flagger-report"
    static let summary = "The trusted flagger's yearly report (DSA Art. 22(3))."
    static let discussion = """
        Counts the notices that providers' servers accepted in a year (UTC), by hosting service, type of content and action taken,
        as the regulation asks. The service is the domain of the contact. With --out the report is written as Markdown, ready to be
        published; it needs the text on independence (setting takedown.flagger.independence).
        """
    static let examples = [
        CommandExample("the counts", "alliance takedown flagger-report --year 2026"),
        CommandExample("the report", "alliance takedown flagger-report --year 2026 --out report-2026.md"),
    ]
    static let output = OutputShape.records([
        OutputField("service", .text, "the hosting service: the domain of its contact"),
        OutputField("content", .text, "csam, or national-law for what is illegal under national law only"),
        OutputField("action", .text, "removed, removal-unconfirmed, none, withdrawn"),
        OutputField("notices", .integer, "how many notices"),
        OutputField(
            "medianHours", .number, "hours from the notice to the first look that found nothing", title: "median h"),
    ])

    @Option("The year.", placeholder: "YYYY") var year: Int
    @Option("Write the report as Markdown to this file.", placeholder: "FILE") var out: String?

    mutating func validate() throws {
        if !(2000...2100 ~= year) { throw UsageError("--year takes a year with four digits") }
    }

    func run(_ context: CommandContext) async throws {
        let workspace = try context.workspace()
        let report = try workspace.store.read { reader in
            var notices: [Notice] = []
            try reader.forEach(Query<Notice>()) { notice in
                if FlaggerReport.counts(notice), notice.replied?.date.year == year { notices.append(notice) }
                return true
            }
            var cases: [EntityID: CaseRecord] = [:]
            for id in Set(notices.map(\.caseID)) { cases[id] = try reader.get(CaseRecord.self, id) }
            return FlaggerReport(year: year, notices: notices, cases: cases)
        }
        if let out {
            let settings = try workspace.configuration.settings(FlaggerSettings.self)
            guard !settings.independence.isEmpty else {
                throw AllianceError(
                    "takedown.flagger.independence", "the report must say how independence is kept",
                    hint: "set takedown.flagger.independence in config.json", exit: .usage)
            }
            let text = report.markdown(
                workspace.configuration.organisation, settings, made: context.surroundings.now())
            try Files.write(Array(text.utf8), to: out)
            context.talk.say("\(out): \(report.notices == 1 ? "1 notice" : "\(report.notices) notices")")
        }
        try context.output.write(
            report.rows.map { row in
                [
                    "service": .string(row.service), "content": .string(row.content),
                    "action": .string(row.action.rawValue), "notices": .int(row.notices),
                    "medianHours": .double(row.medianHours.map { ($0 * 10).rounded() / 10 }),
                ]
            }, as: Self.output)
    }
}
