import AllianceKit

extension FlaggerReport {
    /// The report as it is published.
    func markdown(_ organisation: Configuration.Organisation, _ settings: FlaggerSettings, made: Instant) -> String {
        var text = """
            # Notices submitted under Article 16 of Regulation (EU) 2022/2065 in \(year)

            Report under Article 22(3) by \(Self.escaped(organisation.name)) (\(organisation.country)), trusted flagger\
            \(settings.coordinator.isEmpty ? "" : ", status awarded by \(Self.escaped(settings.coordinator))").
            Made on \(made.date). It counts notices that the provider's server accepted in the year, in UTC.

            ## Notices by hosting service, type of content and action taken

            | hosting service | type of allegedly illegal content | action taken by the provider | notices | median hours to action |
            |---|---|---|---:|---:|

            """
        for row in rows {
            let hours = row.medianHours.map { "\(($0 * 10).rounded() / 10)" } ?? ""
            text += "| \(Self.escaped(row.service)) | \(Self.name(row.content)) | \(Self.name(row.action)) "
            text += "| \(row.notices) | \(hours) |\n"
        }
        text += "| **all** | | | **\(notices)** | |\n\n"
        text += "\"No action seen\" means that the content was still there when it was last looked at.\n\n"
        text += "## How independence is kept\n\n\(settings.independence)\n"
        return text
    }

    private static func name(_ content: String) -> String {
        content == "csam" ? "child sexual abuse material" : "content illegal under national law only"
    }

    private static func name(_ action: Action) -> String {
        switch action {
        case .removed: "removed or access disabled"
        case .removalUnconfirmed: "removed, not confirmed yet"
        case .none: "no action seen"
        case .withdrawn: "notice withdrawn"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
            .split(separator: "\n").joined(separator: " ")
    }
}
