import AllianceKit
import Commitments
import Hashing
import Indicators
import Ledger
import Referrals
import Storage
import Takedown

/// THE list of what this build carries. A new plugin is one line here.
enum Plugins {
    static let all: [any Plugin.Type] = [
        CorePlugin.self,
        HashingPlugin.self,
        ReferralsPlugin.self,
        CommitmentsPlugin.self,
        IndicatorsPlugin.self,
        LedgerPlugin.self,
        TakedownPlugin.self,
        StoragePlugin.self,
    ]
}
