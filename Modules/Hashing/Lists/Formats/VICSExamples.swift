/// Small VICS files, synthetic and shaped as Project VIC's.
enum VICSExamples {
    static let media20 = """
        {
          "@odata.context": "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/Default/$metadata#Media",
          "value": [
            {"MediaID": 1, "Category": 1, "MD5": "\(md5("a1"))", "SHA1": "\(sha1("b1"))",
             "PhotoDNA": "\(photoDNA)", "MediaSize": 40812, "DateUpdated": "2026-01-02T03:04:05Z",
             "Series": "Harbour", "Tags": "beach,boat", "Comments": "seen twice", "VictimIdentified": true,
             "OffenderIdentified": false, "IsDistributed": true,
             "Exifs": [{"MD5": "\(md5("a1"))", "PropertyName": "Make", "PropertyValue": "Example \\"One\\""}],
             "MediaFiles": [{"MD5": "\(md5("a1"))", "FileName": "a.jpg", "FilePath": "C:\\\\x\\\\a.jpg"}]},
            {"MediaID": 2, "Category": null, "MD5": "\(md5("a2"))",
             "AlternativeHashes": [{"HashName": "PhotoDNA", "HashValue": "\(photoDNA)"},
                                   {"HashName": "SHA-256", "HashValue": "\(sha256("c2"))"}]},
            {"MediaID": "3", "Category": "2", "MD5": "", "SHA1": "\(sha1("b3").uppercased())", "MediaSize": "12"}
          ]
        }
        """

    static let cases13 = """
        \u{feff}{"odata.metadata":"http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#Cases","value":[
        {"CaseID":"0c5f","CaseNumber":"26-17","ContactOrganization":"Example Police","TotalMediaFiles":"2","Media":[
        {"MediaID":1,"Category":2,"MD5":"\(md5("a4"))","VictimIdentified":"False","IsDistributed":"True","IsPrecategorized":"True"},
        {"MediaID":2,"Category":0,"MD5":"\(md5("a5"))","RelativeFilePath":"Media\\\\2.jpg"}
        ]}]}
        """

    static let broken = """
        {"odata.metadata":"http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#Media","value":[
        {"MediaID":1,"Category":1,"MD5":"a1"},
        {"MediaID":2,"Category":1},
        {"MediaID":3,"Category":"worst","MD5":"\(md5("a6"))"},
        {"MediaID":4,"Category":1,"MD5":"\(md5("a7"))","Comments":"an escape \\x that is none"},
        {"MediaID":5,"Category":1,"MD5":},
        {"MediaID":6,"Category":1,"MD5":"\(md5("a8"))"}
        ]}
        """

    private static func md5(_ byte: String) -> String { String(repeating: byte, count: 16) }
    private static func sha1(_ byte: String) -> String { String(repeating: byte, count: 20) }
    private static func sha256(_ byte: String) -> String { String(repeating: byte, count: 32) }
    private static let photoDNA = String(repeating: "AAEC", count: 48)
}
