/// One section of `config.json` that belongs to a module, as `"takedown": {"mail": {…}}`.
///
/// A section is a plain `Codable` value: members that the file leaves out have the values of `init()`, and members that nobody
/// declared are refused, so that a misspelt one never passes for a setting.
public protocol ModuleSettings: Codable, Sendable {
    /// Module and section: `takedown.mail`.
    static var section: String { get }
    /// Its members in order, for people.
    static var members: [SettingsMember] { get }
    /// The defaults.
    init()
    /// What cannot be, as phrases that name the member.
    var problems: [String] { get }
}

extension ModuleSettings {
    /// None.
    public var problems: [String] { [] }
}

/// One member of a section of `config.json`.
public struct SettingsMember: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// What it sets, with unit and default.
    public let text: String

    /// Makes one.
    public init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }
}

extension Configuration {
    /// A module's section; the defaults where the file says nothing. Throws `config.settings`, naming section and member.
    public func settings<Settings: ModuleSettings>(_ type: Settings.Type) throws -> Settings {
        guard let given = modules[section: type.section] else { return Settings() }
        func refuse(_ problem: String) -> AllianceError {
            AllianceError(
                "config.settings", "\(type.section) in \(Workspace.configurationFile): \(problem)",
                hint: "its members are \(type.members.map(\.name).joined(separator: ", "))")
        }
        guard let object = given.objectValue else { throw refuse("not an object") }
        let names = Set(type.members.map(\.name))
        for name in object.names where !names.contains(name) { throw refuse("there is no member \"\(name)\"") }
        var whole = try JSONText.decode(JSONBytes.encode(Settings())).objectValue ?? [:]
        for (name, value) in object.members { whole[name] = value }
        let settings: Settings
        do {
            settings = try JSONBytes.decode(Settings.self, from: Array(JSONText.encode(.object(whole)).utf8))
        } catch let error as AllianceError {
            throw refuse(error.message)
        }
        guard settings.problems.isEmpty else { throw refuse(settings.problems.joined(separator: "; ")) }
        return settings
    }

    /// What is wrong with the modules' sections, as errors: sections that nobody declared, and members that cannot be.
    public func problems(of declared: [any ModuleSettings.Type]) -> [AllianceError] {
        var problems: [AllianceError] = []
        let sections = declared.map { $0.section }
        for (module, value) in modules.members {
            for section in value.objectValue?.names ?? [""] where !sections.contains("\(module).\(section)") {
                let name = section.isEmpty ? module : "\(module).\(section)"
                problems.append(
                    AllianceError(
                        "config.section", "nothing reads \(name) in \(Workspace.configurationFile)",
                        hint: "there are: \(sections.sorted().joined(separator: ", "))"))
            }
        }
        for type in declared {
            do { _ = try settings(type) } catch let error as AllianceError { problems.append(error) } catch {}
        }
        return problems
    }
}

extension JSONObject {
    /// The value two levels down: `takedown.mail`.
    fileprivate subscript(section path: String) -> JSONValue? {
        let names = path.split(separator: ".", maxSplits: 1).map(String.init)
        return names.count == 2 ? self[names[0]]?[names[1]] : nil
    }
}
