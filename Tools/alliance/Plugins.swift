import AllianceKit
import Commitments
import Hashing
import Ledger
import Storage

/// THE list of what this build carries. A new plugin is one line here.
enum Plugins {
    static let all: [any Plugin.Type] = [
        CorePlugin.self,
        HashingPlugin.self,
        CommitmentsPlugin.self,
        LedgerPlugin.self,
        StoragePlugin.self,
    ]
}
