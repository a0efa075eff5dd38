public import AllianceKit

/// The hours by which things are to happen. A case keeps the plan it was opened with, so that its next step can be computed from it alone.
public struct CasePlan: ModuleSettings, Hashable {
    /// `takedown.schedule`
    public static let section = "takedown.schedule"
    /// The members.
    public static let members = [
        SettingsMember(
            "assessHours", "hours from the report to the assessment (24); urgent cases a twelfth, high a third"),
        SettingsMember("traceHours", "hours from the confirmation to the trace, and between attempts (1)"),
        SettingsMember("authorityHours", "hours that law enforcement has to ask for a hold once informed (24)"),
        SettingsMember("noticeHours", "hours from the trace or release to the notice (1)"),
        SettingsMember("reminderHours", "hours between reminders to the same contact (24)"),
        SettingsMember(
            "escalationHours",
            "hours from the accepted notice to each level: upstream, registrar, authority (48, 72, 168)"),
        SettingsMember("abroadHours", "hours between questions to the partner abroad (72)"),
        SettingsMember("reviewHours", "hours for what an analyst has to look at again (4)"),
        SettingsMember("appealHours", "hours to decide an appeal (72)"),
        SettingsMember("informFirst", "whether no notice leaves before law enforcement was informed (false)"),
    ]

    /// From the report to the assessment.
    public var assessHours = 24
    /// From the confirmation to the trace, and between attempts.
    public var traceHours = 1
    /// For law enforcement to ask for a hold once informed.
    public var authorityHours = 24
    /// From the trace or release to the notice.
    public var noticeHours = 1
    /// Between reminders to the same contact.
    public var reminderHours = 24
    /// From the accepted notice to each level of the escalation, in order.
    public var escalationHours = [48, 72, 168]
    /// Between questions to the partner abroad.
    public var abroadHours = 72
    /// For what an analyst has to look at again.
    public var reviewHours = 4
    /// To decide an appeal.
    public var appealHours = 72
    /// Whether no notice leaves before law enforcement was informed.
    public var informFirst = false

    /// The defaults of the reference.
    public init() {}

    /// Hours that are not positive, levels that do not come one after the other.
    public var problems: [String] {
        var problems: [String] = []
        let hours = [
            ("assessHours", assessHours), ("traceHours", traceHours), ("authorityHours", authorityHours),
            ("noticeHours", noticeHours), ("reminderHours", reminderHours), ("abroadHours", abroadHours),
            ("reviewHours", reviewHours), ("appealHours", appealHours),
        ]
        for (name, value) in hours where !(1...8784 ~= value) { problems.append("\(name) is not between 1 and 8784") }
        let levels = escalationHours
        if levels.count > 3 || !levels.allSatisfy({ 1...8784 ~= $0 })
            || zip(levels, levels.dropFirst()).contains(where: >=)
        {
            problems.append("escalationHours is not up to three growing numbers of hours")
        }
        return problems
    }
}
