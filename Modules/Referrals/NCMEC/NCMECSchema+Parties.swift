extension NCMECSchema {
    /// Persons, accounts and what belongs to them.
    static let partyTypes: [String: NCMECType] = [
        "personOrUserReported": NCMECType(
            children: [
                .optional("personOrUserReportedPerson", type: "person"), .optional("vehicleDescription", .text(300)),
            ] + accountHead + accountNetwork + [.optional("thirdPartyUserReported", .boolean)] + priorReports + [group]
                + accountState + [associated, .optional("additionalInfo", .text(3000))]),
        "intendedRecipient": NCMECType(
            children: [.optional("intendedRecipientPerson", type: "person")] + accountHead + accountNetwork
                + priorReports + [group] + accountState + [.many("additionalInfo", .text(3000))]),
        "victim": NCMECType(
            children: [.one("victimPerson", type: "person")] + accountHead + accountNetwork
                + [.optional("schoolName", .text(255))] + priorReports + accountState
                + [associated, .optional("additionalInfo", .text(3000))]),
        "person": NCMECType(children: [
            .optional("firstName", .text(100)), .optional("lastName", .text(100)), .many("phone", type: "phone"),
            .many("email", type: "email"), .many("address", type: "address"), .optional("age", .integer(0...150)),
            .optional("ageAssertionDiscrepancy", .boolean, only: .aug2026), .optional("dateOfBirth", .day),
        ]),
        "contactPerson": NCMECType(children: [
            .optional("firstName", .text(100)), .optional("lastName", .text(100)), .many("phone", type: "phone"),
            .many("email", type: "email"), .many("address", type: "address"),
        ]),
        "address": NCMECType(
            children: [
                .optional("address", .text(255)), .optional("city", .text(100)), .optional("zipCode", .text(20)),
                .optional("state", .state), .optional("nonUsaState", .text(100)), .optional("country", .country),
            ], attributes: [.optional("type", .word(["Home", "Business", "Billing", "Shipping", "Technical"]))]),
        "email": NCMECType(
            attributes: [
                .optional("type", .word(["Home", "Work", "Business", "Recovery"])), .optional("verified", .boolean),
                .optional("verificationDate", .time),
            ], text: .filled(255)),
        "phone": NCMECType(
            attributes: [
                .optional("type", .word(["Mobile", "Home", "Business", "Work", "Fax", "Internet", "Recovery"])),
                .optional("verified", .boolean), .optional("verificationDate", .time),
                .optional("countryCallingCode", .callingCode), .optional("extension", .digits(10)),
            ], text: .filled(50)),
        "ipCaptureEvent": NCMECType(children: [
            .one("ipAddress", .address), .optional("eventName", .word(accessEvents)), .optional("dateTime", .time),
            .optional("possibleProxy", .boolean), .optional("port", .integer(1...65535)),
        ]),
        "deviceId": NCMECType(children: [
            .one("idType", .filled(255)), .one("idValue", .filled(2083)), .optional("eventName", .word(accessEvents)),
            .optional("dateTime", .time),
        ]),
        "estimatedLocation": NCMECType(
            children: [.optional("city", .anyText), .optional("region", .anyText), .optional("countryCode", .country)],
            attributes: [.optional("verified", .boolean), .optional("timestamp", .time)]),
        "accountTemporarilyDisabled": NCMECType(
            attributes: [
                .optional("disabledDate", .time), .optional("userNotified", .boolean),
                .optional("userNotifiedDate", .time), .optional("reenabledDate", .time),
            ], text: .boolean),
        "accountPermanentlyDisabled": NCMECType(
            attributes: [
                .optional("disabledDate", .time), .optional("userNotified", .boolean),
                .optional("userNotifiedDate", .time),
            ], text: .boolean),
        "platform": NCMECType(attributes: [.optional("thirdPartyUser", .boolean)], text: .text(256)),
        "associatedAccount": NCMECType(
            children: [
                .optional("platform", type: "platform"), .optional("firstName", .text(256)),
                .optional("middleName", .text(256)), .optional("lastName", .text(256)),
                .optional("approximateAge", .integer(0...150)),
                .optional("ageAssertionDiscrepancy", .boolean, only: .aug2026), .optional("dateOfBirth", .day),
                .many("phone", type: "phone"), .many("email", type: "email"), .optional("allEmailsReported", .boolean),
                .many("address", type: "address"), .optional("espService", .text(256)),
                .optional("espIdentifier", .text(256)), .many("profileUrl", .anyText),
                .optional("screenName", .text(256)), .many("displayName", .text(256)),
                .optional("profileBio", .anyText),
                .optional("groupIdentifier", .text(256)), .optional("compromisedAccount", .boolean),
                .optional("accountTemporarilyDisabled", type: "accountTemporarilyDisabled"),
                .optional("accountPermanentlyDisabled", type: "accountPermanentlyDisabled"),
                .many("ipCaptureEvent", type: "ipCaptureEvent"), .many("deviceId", type: "deviceId"),
                .many("priorCTReport", .integer(0...Int64.max)), .optional("additionalInfo", .text(3000)),
            ],
            attributes: [
                .required("type", .word(["Billing", "Linked", "Business", "Creator", "Parent/Guardian", "Other"]))
            ]),
    ]

    private static let accountHead: [NCMECChild] = [
        .optional("espIdentifier", .text(255)), .optional("espService", .text(100)),
        .optional("compromisedAccount", .boolean), .optional("screenName", .text(256)), .many("displayName", .anyText),
        .many("profileUrl", .anyText), .optional("profileBio", .anyText),
    ]
    private static let accountNetwork: [NCMECChild] = [
        .many("ipCaptureEvent", type: "ipCaptureEvent"), .many("deviceId", type: "deviceId"),
    ]
    private static let priorReports: [NCMECChild] = [.many("priorCTReports", .integer(0...Int64.max))]
    private static let group = NCMECChild.optional("groupIdentifier", .text(255))
    private static let accountState: [NCMECChild] = [
        .optional("accountTemporarilyDisabled", type: "accountTemporarilyDisabled"),
        .optional("accountPermanentlyDisabled", type: "accountPermanentlyDisabled"),
        .optional("estimatedLocation", type: "estimatedLocation"), .optional("allEmailsReported", .boolean),
    ]
    private static let associated = NCMECChild.many("associatedAccount", type: "associatedAccount")
}
