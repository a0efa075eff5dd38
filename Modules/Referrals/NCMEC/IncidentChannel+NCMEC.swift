import AllianceKit
import Formats

extension IncidentChannel {
    /// `internetDetails`: a wrapper around exactly one kind of incident.
    var ncmec: XMLElement { XMLElement("internetDetails") { inner } }

    private var inner: XMLElement {
        switch self {
        case .webPage(let urls, let thirdPartyHosted, let additional):
            XMLElement("webPageIncident", attributes: ["thirdPartyHostedContent": thirdPartyHosted.xmlBoolean]) {
                XMLElement.leaves("url", urls)
                XMLElement.leaf("additionalInfo", additional)
            }
        case .email(let addresses, let content, let additional):
            XMLElement("emailIncident") {
                addresses.map { $0.ncmec("emailAddress") }
                XMLElement.leaf("content", content)
                XMLElement.leaf("additionalInfo", additional)
            }
        case .newsgroup(let name, let addresses, let content, let additional):
            XMLElement("newsgroupIncident") {
                XMLElement.leaf("name", name)
                addresses.map { $0.ncmec("emailAddress") }
                XMLElement.leaf("content", content)
                XMLElement.leaf("additionalInfo", additional)
            }
        case .chat(let client, let room, let content, let additional):
            XMLElement("chatImIncident") {
                XMLElement.leaf("chatClient", client)
                XMLElement.leaf("chatRoomName", room)
                XMLElement.leaf("content", content)
                XMLElement.leaf("additionalInfo", additional)
            }
        case .game(let name, let console, let content, let additional):
            XMLElement("onlineGamingIncident") {
                XMLElement.leaf("gameName", name)
                XMLElement.leaf("console", console)
                XMLElement.leaf("content", content)
                XMLElement.leaf("additionalInfo", additional)
            }
        case .phone(let number, let latitude, let longitude, let additional):
            XMLElement("cellPhoneIncident") {
                number?.ncmec("phoneNumber")
                XMLElement.leaf("latitude", latitude)
                XMLElement.leaf("longitude", longitude)
                XMLElement.leaf("additionalInfo", additional)
            }
        case .offline(let location, let addresses, let additional):
            XMLElement("nonInternetIncident") {
                XMLElement.leaf("locationName", location)
                addresses.map { $0.ncmec("incidentAddress") }
                XMLElement.leaf("additionalInfo", additional)
            }
        case .peerToPeer(let client, let ipCaptures, let fileNames, let additional):
            XMLElement("peer2peerIncident") {
                XMLElement.leaf("client", client)
                ipCaptures.map(\.ncmec)
                XMLElement.leaf("fileNames", fileNames)
                XMLElement.leaf("additionalInfo", additional)
            }
        }
    }
}
