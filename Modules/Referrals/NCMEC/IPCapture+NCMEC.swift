import AllianceKit
import Formats

extension IPCapture {
    /// `ipCaptureEvent`.
    var ncmec: XMLElement {
        XMLElement("ipCaptureEvent") {
            XMLElement.leaf("ipAddress", address)
            XMLElement.leaf("eventName", event?.rawValue)
            XMLElement.leaf("dateTime", time)
            XMLElement.leaf("possibleProxy", possibleProxy.xmlBoolean)
            XMLElement.leaf("port", port)
        }
    }
}

extension DeviceIdentifier {
    /// `deviceId`.
    var ncmec: XMLElement {
        XMLElement("deviceId") {
            XMLElement.leaf("idType", kind)
            XMLElement.leaf("idValue", value)
            XMLElement.leaf("eventName", event?.rawValue)
            XMLElement.leaf("dateTime", time)
        }
    }
}

extension EstimatedLocation {
    /// `estimatedLocation`.
    var ncmec: XMLElement {
        XMLElement(
            "estimatedLocation", attributes: ["verified": verified.xmlBoolean, "timestamp": time?.description]
        ) {
            XMLElement.leaf("city", city)
            XMLElement.leaf("region", region)
            XMLElement.leaf("countryCode", country)
        }
    }
}

extension AccountDisabling {
    /// `accountTemporarilyDisabled`, or nothing when it was not stated.
    var ncmecTemporary: XMLElement? {
        XMLElement.leaf(
            "accountTemporarilyDisabled", disabled.xmlBoolean,
            attributes: [
                "disabledDate": since?.description, "userNotified": userNotified.xmlBoolean,
                "userNotifiedDate": userNotifiedAt?.description, "reenabledDate": reenabledAt?.description,
            ])
    }

    /// `accountPermanentlyDisabled`, or nothing when it was not stated.
    var ncmecPermanent: XMLElement? {
        XMLElement.leaf(
            "accountPermanentlyDisabled", disabled.xmlBoolean,
            attributes: [
                "disabledDate": since?.description, "userNotified": userNotified.xmlBoolean,
                "userNotifiedDate": userNotifiedAt?.description,
            ])
    }
}
