import AllianceKit
import Formats

extension NCMECReport {
    /// `personOrUserReported`: the suspect.
    func reportedAccount(_ reported: ReportedAccount) -> XMLElement {
        let account = reported.account
        return XMLElement("personOrUserReported") {
            account.person.isEmpty ? nil : account.person.ncmec("personOrUserReportedPerson", version)
            XMLElement.leaf("vehicleDescription", reported.vehicle)
            account.ncmecHead
            XMLElement.leaf("thirdPartyUserReported", reported.thirdPartyUser.xmlBoolean)
            XMLElement.leaves("priorCTReports", account.priorReports)
            XMLElement.leaf("groupIdentifier", account.groupIdentifier)
            account.ncmecState
            reported.associated.map { associated($0) }
            XMLElement.leaf("additionalInfo", account.additional)
        }
    }

    /// `intendedRecipient`.
    func recipient(_ account: Account) -> XMLElement {
        XMLElement("intendedRecipient") {
            account.person.isEmpty ? nil : account.person.ncmec("intendedRecipientPerson", version)
            account.ncmecHead
            XMLElement.leaves("priorCTReports", account.priorReports)
            XMLElement.leaf("groupIdentifier", account.groupIdentifier)
            account.ncmecState
            XMLElement.leaf("additionalInfo", account.additional)
        }
    }

    /// `victim`. The schema has no element for the status; `additionalInfo` of the report says it.
    func victim(_ victim: Victim) -> XMLElement {
        let account = victim.account
        return XMLElement("victim") {
            account.person.ncmec("victimPerson", version)
            account.ncmecHead
            XMLElement.leaf("schoolName", victim.school)
            XMLElement.leaves("priorCTReports", account.priorReports)
            account.ncmecState
            victim.associated.map { associated($0) }
            XMLElement.leaf("additionalInfo", account.additional)
        }
    }

    /// `associatedAccount`: other names and another order than the other accounts.
    private func associated(_ associated: AssociatedAccount) -> XMLElement {
        let account = associated.account
        return XMLElement("associatedAccount", attributes: ["type": associated.tie.rawValue]) {
            XMLElement.leaf(
                "platform", associated.platform, attributes: ["thirdPartyUser": associated.thirdPartyUser.xmlBoolean])
            XMLElement.leaf("firstName", account.person.firstName)
            XMLElement.leaf("middleName", associated.middleName)
            XMLElement.leaf("lastName", account.person.lastName)
            XMLElement.leaf("approximateAge", account.person.age)
            if version == .aug2026 {
                XMLElement.leaf("ageAssertionDiscrepancy", account.person.ageDoubtful.xmlBoolean)
            }
            XMLElement.leaf("dateOfBirth", account.person.dateOfBirth)
            account.person.phones.map(\.ncmec)
            account.person.emails.map { $0.ncmec("email") }
            XMLElement.leaf("allEmailsReported", account.allEmailsReported.xmlBoolean)
            account.person.addresses.map { $0.ncmec("address") }
            XMLElement.leaf("espService", account.service)
            XMLElement.leaf("espIdentifier", account.identifier)
            XMLElement.leaves("profileUrl", account.profileURLs)
            XMLElement.leaf("screenName", account.screenName)
            XMLElement.leaves("displayName", account.displayNames)
            XMLElement.leaf("profileBio", account.profileText)
            XMLElement.leaf("groupIdentifier", account.groupIdentifier)
            XMLElement.leaf("compromisedAccount", account.compromised.xmlBoolean)
            account.temporarilyDisabled?.ncmecTemporary
            account.permanentlyDisabled?.ncmecPermanent
            account.ipCaptures.map(\.ncmec)
            account.devices.map(\.ncmec)
            XMLElement.leaves("priorCTReport", account.priorReports)
            XMLElement.leaf("additionalInfo", account.additional)
        }
    }
}

extension Account {
    /// `espIdentifier` to `deviceId`: the same in every account but the associated one.
    @XMLBuilder fileprivate var ncmecHead: [XMLElement] {
        XMLElement.leaf("espIdentifier", identifier)
        XMLElement.leaf("espService", service)
        XMLElement.leaf("compromisedAccount", compromised.xmlBoolean)
        XMLElement.leaf("screenName", screenName)
        XMLElement.leaves("displayName", displayNames)
        XMLElement.leaves("profileUrl", profileURLs)
        XMLElement.leaf("profileBio", profileText)
        ipCaptures.map(\.ncmec)
        devices.map(\.ncmec)
    }

    /// `accountTemporarilyDisabled` to `allEmailsReported`.
    @XMLBuilder fileprivate var ncmecState: [XMLElement] {
        temporarilyDisabled?.ncmecTemporary
        permanentlyDisabled?.ncmecPermanent
        estimatedLocation?.ncmec
        XMLElement.leaf("allEmailsReported", allEmailsReported.xmlBoolean)
    }
}
