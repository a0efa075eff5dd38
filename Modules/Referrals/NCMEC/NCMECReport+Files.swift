import AllianceKit
import Formats

extension NCMECReport {
    /// `fileDetails`. `fileName` is left out in every version: the 2026 documentation no longer has it.
    func fileDetails(_ file: ReferredFile, assigned: Assigned?) -> XMLElement {
        XMLElement("fileDetails", attributes: Self.rootAttributes) {
            XMLElement.leaf("reportId", assigned?.reportID)
            XMLElement.leaf("fileId", assigned?.fileID)
            XMLElement.leaf("originalFileName", file.originalName)
            XMLElement.leaf("uploadedToEspTimestamp", file.uploaded?.value)
            XMLElement.leaf("locationOfFile", file.location)
            XMLElement.leaf("fileViewedByEsp", file.viewedByReporter.value.xmlBoolean)
            XMLElement.leaf("exifViewedByEsp", file.exifViewedByReporter.value.xmlBoolean)
            XMLElement.leaf("publiclyAvailable", file.publiclyAvailable.value.xmlBoolean)
            XMLElement.leaf("fileRelevance", file.relevance?.ncmecTitle)
            if !file.annotations.isEmpty {
                XMLElement("fileAnnotations") {
                    for annotation in FileAnnotation.allCases where file.annotations.contains(annotation) {
                        XMLElement(annotation.rawValue)
                    }
                }
            }
            XMLElement.leaf("industryClassification", file.industryClassification?.value.rawValue)
            file.digests.map { digest in
                XMLElement.leaf(
                    "originalFileHash", digest.hex, attributes: ["hashType": digest.algorithm.rawValue.uppercased()])
            }
            XMLElement.leaf("originalFileHash", file.pdq?.hex, attributes: ["hashType": "PDQ"])
            file.uploadCapture?.ncmec
            file.devices.map(\.ncmec)
            file.listMatches.map { $0.ncmec(quality: file.pdqQuality) }
            XMLElement.leaves("additionalInfo", file.additional)
        }
    }
}

extension ReferredFile {
    /// The one address the schema takes: of the upload if there is one, else the first.
    var uploadCapture: IPCapture? { ipCaptures.first { $0.event == .upload } ?? ipCaptures.first }
}

extension ReferredFile.Relevance {
    fileprivate var ncmecTitle: String {
        switch self {
        case .reported: "Reported"
        case .supplemental: "Supplemental Reported"
        }
    }
}

extension ListMatch {
    /// `details` of type `HASH`: how the file was found.
    fileprivate func ncmec(quality: Int?) -> XMLElement {
        var pairs = [
            ("list", list), ("entry", entry), ("algorithm", algorithm), ("distance", String(distance)),
        ]
        if algorithm == "pdq", let quality { pairs.append(("quality", String(quality))) }
        if !categories.isEmpty { pairs.append(("categories", categories.joined(separator: ", "))) }
        pairs.append(("matched", recorded.description))
        return XMLElement("details", attributes: ["type": "HASH"]) {
            for (name, value) in pairs {
                XMLElement("nameValuePair") {
                    XMLElement.leaf("name", name)
                    XMLElement.leaf("value", value)
                }
            }
        }
    }
}
