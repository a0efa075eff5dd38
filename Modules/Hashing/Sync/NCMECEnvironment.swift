import CommandLineKit

/// The environments of NCMEC's service whose addresses are public; the others are named by their address.
enum NCMECEnvironment: String, CaseIterable, ArgumentValue {
    case industry, ngo, exploitative
    case industryTest = "industry-test"
    case ngoTest = "ngo-test"
    case exploitativeTest = "exploitative-test"

    var base: String {
        switch self {
        case .industry: "https://report.cybertip.org/hashsharing"
        case .ngo: "https://hashsharing.ncmec.org/npo"
        case .exploitative: "https://hashsharing.ncmec.org/exploitative"
        case .industryTest: "https://exttest.cybertip.org/hashsharing"
        case .ngoTest: "https://hashsharing-test.ncmec.org/npo"
        case .exploitativeTest: "https://hashsharing-test.ncmec.org/exploitative"
        }
    }
}
