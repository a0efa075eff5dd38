extension NCMECSchema {
    /// Where an incident took place: `internetDetails` and what it wraps.
    static let channelTypes: [String: NCMECType] = [
        "internetDetails": NCMECType(
            children: [
                "webPageIncident", "emailIncident", "newsgroupIncident", "chatImIncident", "onlineGamingIncident",
                "cellPhoneIncident", "nonInternetIncident", "peer2peerIncident",
            ].map { .optional($0, type: $0) }, isChoice: true),
        "webPageIncident": NCMECType(
            children: [.many("url", .anyText), .optional("additionalInfo", .text(3000))],
            attributes: [.optional("thirdPartyHostedContent", .boolean)]),
        "emailIncident": NCMECType(children: [
            .many("emailAddress", type: "email"), .optional("content", .anyText),
            .optional("additionalInfo", .text(3000)),
        ]),
        "newsgroupIncident": NCMECType(children: [
            .optional("name", .text(255)), .many("emailAddress", type: "email"), .optional("content", .anyText),
            .optional("additionalInfo", .text(3000)),
        ]),
        "chatImIncident": NCMECType(children: [
            .optional("chatClient", .text(255)), .optional("chatRoomName", .text(255)), .optional("content", .anyText),
            .optional("additionalInfo", .text(3000)),
        ]),
        "onlineGamingIncident": NCMECType(children: [
            .optional("gameName", .text(255)), .optional("console", .text(255)), .optional("content", .anyText),
            .optional("additionalInfo", .text(3000)),
        ]),
        "cellPhoneIncident": NCMECType(children: [
            .optional("phoneNumber", type: "phone"), .optional("latitude", .decimal), .optional("longitude", .decimal),
            .optional("additionalInfo", .text(3000)),
        ]),
        "nonInternetIncident": NCMECType(children: [
            .optional("locationName", .text(255)), .many("incidentAddress", type: "address"),
            .optional("additionalInfo", .text(3000)),
        ]),
        "peer2peerIncident": NCMECType(children: [
            .optional("client", .text(255)), .many("ipCaptureEvent", type: "ipCaptureEvent"),
            .optional("fileNames", .anyText), .optional("additionalInfo", .text(3000)),
        ]),
    ]
}
