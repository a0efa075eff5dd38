import AllianceKit
import TestKit
import Testing

private struct Mail: ModuleSettings {
    static let section = "example.mail"
    static let members = [SettingsMember("host", "the relay"), SettingsMember("port", "its port (25)")]
    var host: String?
    var port = 25
    var problems: [String] { port > 0 ? [] : ["port is not positive"] }
}

@Suite struct ModuleSettingsTests {
    private func configuration(_ modules: JSONObject) -> Configuration {
        var configuration = Configuration.initial
        configuration.modules = modules
        return configuration
    }

    @Test func whatTheFileLeavesOutHasItsDefault() throws {
        let none = try configuration([:]).settings(Mail.self)
        #expect(none.host == nil && none.port == 25)
        let some = try configuration(["example": ["mail": ["host": "mail.example.org"]]]).settings(Mail.self)
        #expect(some.host == "mail.example.org" && some.port == 25)
    }

    @Test(arguments: [
        ["hots": "mail.example.org"] as JSONValue, ["port": "25"], ["port": 0], 5,
    ])
    func whatCannotBeIsRefusedByName(section: JSONValue) {
        let configuration = configuration(["example": ["mail": section]])
        let error = #expect(throws: AllianceError.self) { try configuration.settings(Mail.self) }
        #expect(error?.code == "config.settings" && error?.message.contains("example.mail") == true)
        #expect(configuration.problems(of: [Mail.self]).count == 1)
    }

    @Test func aSectionThatNobodyReadsIsNamed() {
        let problems = configuration(["example": ["mial": [:]], "other": 1]).problems(of: [Mail.self])
        #expect(problems.map(\.code) == ["config.section", "config.section"])
        #expect(problems.first?.message.contains("example.mial") == true)
    }
}
