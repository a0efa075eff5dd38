import AllianceKit
import Commitments

/// THE list of what this build carries. A new plugin is one line here.
enum Plugins {
    static let all: [any Plugin.Type] = [
        CorePlugin.self,
        CommitmentsPlugin.self,
    ]
}
