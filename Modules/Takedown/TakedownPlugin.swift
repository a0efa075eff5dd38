public import AllianceKit

/// Notice and action: reported URLs from intake to removal, follow-up and blocking.
public enum TakedownPlugin: Plugin {
    /// `takedown`
    public static let name = "takedown"
    /// One line.
    public static let summary = "Notice and action for reported URLs."
    /// The commands, in the order of a case's life.
    public static let commands: [any Command.Type] = [
        CanonicalizeCommand.self, IntakeCommand.self, RejectedCommand.self, CasesCommand.self, ShowCommand.self,
        TriageCommand.self, AssessCommand.self, CodesCommand.self, TraceCommand.self, ContactCommand.self,
        AbroadCommand.self,
        InformCommand.self, HoldCommand.self, ReleaseCommand.self, NotifyCommand.self, SentCommand.self,
        RemindCommand.self, EscalateCommand.self,
        InboxCommand.self, MailsCommand.self, AnswerCommand.self,
        CheckCommand.self, AppealCommand.self, WithdrawCommand.self, CloseCommand.self, DueCommand.self,
        RunCommand.self,
        TimesCommand.self,
        StatementCommand.self, FlaggerReportCommand.self,
    ]
    /// Letters, texts, whom notices go to, registries' answers, and what is blocked.
    public static let commandGroups =
        [
            CommandGroup("letters", "What is sent to contacts.", [LettersLsCommand.self, LettersShowCommand.self]),
            CommandGroup(
                "templates", "The texts of letters.",
                [TemplatesLsCommand.self, TemplatesShowCommand.self, TemplatesCheckCommand.self]),
            CommandGroup(
                "contacts", "Whom notices go to: look, approve, reject, put in.",
                [
                    ContactsLsCommand.self, ContactsShowCommand.self, ContactsApproveCommand.self,
                    ContactsRejectCommand.self, ContactsAddCommand.self, ContactsOverrideCommand.self,
                ]),
            CommandGroup(
                "rdap", "Registries' answers: lists of servers, what is kept.",
                [RDAPRefreshCommand.self, RDAPLsCommand.self, RDAPForgetCommand.self]),
        ] + BlockCommands.groups
    /// Cases, reports, lines kept aside, notices, mail, looks, contacts, registries' answers, statements, blocks.
    public static let recordTypes: [any StoredRecord.Type] = [
        CaseRecord.self, Report.self, RejectedLine.self, Notice.self, Letter.self, IncomingMail.self, Look.self,
        Contact.self, RDAPRecord.self, StatementRecord.self, Block.self, BlockBuild.self,
    ]
    /// What it logs.
    public static let eventKinds = TakedownEvents.kinds + BlockEvents.kinds
    /// Reports in three formats, contacts, and block rules.
    public static let importers: [any Importer.Type] = [
        ReportJSONLinesImporter.self, ReportCSVImporter.self, ReportXARFImporter.self,
        ContactListImporter.self, BlockRuleImporter.self,
    ]
    /// Notices for machines, and block lists.
    public static let exporters: [any Exporter.Type] = [XARFExporter.self] + BlockListFormats.own
    /// Files in the outbox, mail, providers' interfaces.
    public static let channels: [any Channel] = [FileChannel(), MailChannel.smtp, MailChannel.sendmail, APIChannel()]
    /// What it can be measured by.
    public static let indicators = TakedownIndicators.all
    /// When things are to happen, to whom, and how is looked.
    public static let settings: [any ModuleSettings.Type] = [
        CasePlan.self, LetterSettings.self, MailSettings.self, APISettings.self, ContactSettings.self,
        TraceSettings.self, StatementSettings.self, FlaggerSettings.self, CheckSettings.self, BlockSettings.self,
    ]
    /// Undelivered notices and holds that ran out.
    public static let healthChecks: [any HealthCheck.Type] = [NoticeCheck.self, HoldCheck.self]
}
