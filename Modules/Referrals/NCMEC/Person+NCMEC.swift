import AllianceKit
import Formats

extension Person {
    /// The type `person` under a name.
    func ncmec(_ name: String, _ version: NCMECSchemaVersion) -> XMLElement {
        XMLElement(name) {
            XMLElement.leaf("firstName", firstName)
            XMLElement.leaf("lastName", lastName)
            phones.map(\.ncmec)
            emails.map { $0.ncmec("email") }
            addresses.map { $0.ncmec("address") }
            XMLElement.leaf("age", age)
            if version == .aug2026 { XMLElement.leaf("ageAssertionDiscrepancy", ageDoubtful.xmlBoolean) }
            XMLElement.leaf("dateOfBirth", dateOfBirth)
        }
    }

    /// The type `contactPerson` under a name: neither age nor date of birth.
    func ncmecContact(_ name: String) -> XMLElement {
        XMLElement(name) {
            XMLElement.leaf("firstName", firstName)
            XMLElement.leaf("lastName", lastName)
            phones.map(\.ncmec)
            emails.map { $0.ncmec("email") }
            addresses.map { $0.ncmec("address") }
        }
    }
}

extension PhoneNumber {
    /// The type `phone`; always under this name or `phoneNumber`.
    var ncmec: XMLElement { ncmec("phone") }

    func ncmec(_ name: String) -> XMLElement {
        XMLElement.leaf(
            name, number,
            attributes: [
                "type": use?.rawValue, "verified": verified.xmlBoolean, "verificationDate": verifiedAt?.description,
                "countryCallingCode": countryCallingCode, "extension": extensionNumber,
            ])
    }
}

extension EmailAddress {
    /// The type `email` under a name.
    func ncmec(_ name: String) -> XMLElement {
        XMLElement.leaf(
            name, address,
            attributes: [
                "type": use?.rawValue, "verified": verified.xmlBoolean, "verificationDate": verifiedAt?.description,
            ])
    }
}

extension PostalAddress {
    /// The type `address` under a name.
    func ncmec(_ name: String) -> XMLElement {
        XMLElement(name, attributes: ["type": use?.rawValue]) {
            XMLElement.leaf("address", street)
            XMLElement.leaf("city", city)
            XMLElement.leaf("zipCode", postalCode)
            XMLElement.leaf("state", usState)
            XMLElement.leaf("nonUsaState", region)
            XMLElement.leaf("country", country)
        }
    }
}

extension LawEnforcementContact {
    /// `lawEnforcement`.
    var ncmec: XMLElement {
        XMLElement("lawEnforcement") {
            XMLElement.leaf("agencyName", agency)
            XMLElement.leaf("caseNumber", caseNumber)
            officer?.ncmecContact("officerContact")
            XMLElement.leaf("reportedToLe", reported.value.xmlBoolean)
            XMLElement.leaf("servedLegalProcessDomestic", servedDomestic.value.xmlBoolean)
            XMLElement.leaf(
                "servedLegalProcessInternational", servedInternational.value.xmlBoolean,
                attributes: ["fleaCountry": internationalCountry?.code])
        }
    }
}
