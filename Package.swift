// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built with these settings.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
    .strictMemorySafety(),  // SE-0458
    .treatAllWarnings(as: .error),  // SE-0480
]

/// A library under `Modules/`, with the modules it may import and no others.
func module(_ name: String, uses: [String] = [], embeds: [String] = []) -> Target {
    .target(
        name: name, dependencies: uses.map { .init(stringLiteral: $0) },
        path: "Modules/\(name)", resources: embeds.map { .embedInCode($0) }, swiftSettings: house)
}

/// A C library of the system: a module map and a shim header, nothing else.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, path: "Modules/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// Tests of one module, with what they use.
func tests(_ name: String, uses: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: (uses + ["TestKit"]).map { .init(stringLiteral: $0) },
        path: "Tests/\(name)Tests", swiftSettings: house)
}

let modules = [
    "CommandLineKit", "AllianceKit", "Cryptography", "Storage", "Ledger", "Isolation", "Imaging", "Transport",
    "Formats",
    "Statistics", "Hashing", "Takedown", "Referrals", "Commitments", "Indicators",
]

let package = Package(
    name: "alliance",
    products: modules.map { .library(name: $0, targets: [$0]) } + [
        .executable(name: "alliance", targets: ["alliance"])
    ],
    targets: [
        // The system's libraries, each imported by exactly one Swift module.
        system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
        system("CWebP", pkgConfig: "libwebp", apt: "libwebp-dev"),
        system("CXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        system("CMaxMindDB", pkgConfig: "libmaxminddb", apt: "libmaxminddb-dev"),
        system("CPSL", pkgConfig: "libpsl", apt: "libpsl-dev"),
        system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        .target(name: "CKernels", path: "Modules/CKernels"),
        .target(name: "CTransport", dependencies: ["CCurl"], path: "Modules/CTransport"),
        // ICU (apt: libicu-dev) behind two C functions: the names of its functions are macros that carry its version.
        .target(name: "CIDNA", path: "Modules/CIDNA", linkerSettings: [.linkedLibrary("icuuc")]),
        // libjpeg-turbo (apt: libjpeg62-turbo-dev) behind a few C functions, for the same reason as libpng.
        .target(name: "CJPEG", path: "Modules/CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
        // libpng (apt: libpng-dev) behind a few C functions: it reports errors with longjmp.
        .target(name: "CPNG", path: "Modules/CPNG", linkerSettings: [.linkedLibrary("png16")]),
        // giflib, libtiff and libheif (apt: libgif-dev, libtiff-dev, libheif-dev) behind a few C functions each; libheif is loaded when needed.
        .target(name: "CGIF", path: "Modules/CGIF", linkerSettings: [.linkedLibrary("gif")]),
        .target(name: "CTIFF", path: "Modules/CTIFF", linkerSettings: [.linkedLibrary("tiff")]),
        .target(name: "CHEIF", path: "Modules/CHEIF", linkerSettings: [.linkedLibrary("dl")]),
        // FFmpeg's libraries (apt: libavformat-dev libavcodec-dev libswscale-dev) behind a few C functions: its structures are half macros.
        .target(
            name: "CVideo", path: "Modules/CVideo",
            linkerSettings: [.linkedLibrary("dl")]),
        // libseccomp (apt: libseccomp-dev), Landlock and descriptor passing: variadic calls and macros, hence C.
        .target(name: "CIsolation", path: "Modules/CIsolation", linkerSettings: [.linkedLibrary("seccomp")]),

        // The shared floors.
        module("CommandLineKit"),
        module("AllianceKit", uses: ["CommandLineKit"]),
        module("Cryptography", uses: ["AllianceKit", "CCrypto"]),
        module("Storage", uses: ["AllianceKit", "CommandLineKit", "CSQLite", "CZlib"]),
        module("Ledger", uses: ["AllianceKit", "CommandLineKit", "Storage", "Cryptography"]),
        module("Isolation", uses: ["AllianceKit", "CIsolation"]),
        module("Imaging", uses: ["AllianceKit", "CJPEG", "CPNG", "CWebP", "CGIF", "CTIFF", "CHEIF", "CVideo"]),
        module("Transport", uses: ["AllianceKit", "CTransport"]),
        module("Formats", uses: ["AllianceKit", "CXML2"]),
        module("Statistics"),

        // The five domains: never one another, never Storage or Ledger.
        module(
            "Hashing",
            uses: ["AllianceKit", "CommandLineKit", "Imaging", "Isolation", "Cryptography", "Formats", "CKernels"]),
        module(
            "Takedown",
            uses: [
                "AllianceKit", "CommandLineKit", "Formats", "Cryptography", "Statistics", "CMaxMindDB", "CPSL", "CIDNA",
            ],
            embeds: [
                "Codes/codes.json", "FollowUp/outcome-codes.json", "FollowUp/parking-signs.json",
                "Statements/statement-codes.json",
            ]),
        module("Referrals", uses: ["AllianceKit", "CommandLineKit", "Formats", "Cryptography"]),
        module(
            "Commitments", uses: ["AllianceKit", "CommandLineKit", "Formats", "Cryptography", "Statistics"],
            embeds: ["Catalogue/targets.json", "Catalogue/goals.json", "Catalogue/actions.json"]),
        module("Indicators", uses: ["AllianceKit", "CommandLineKit", "Formats", "Cryptography", "Statistics"]),

        // The command; it alone joins the domains to Storage and Ledger.
        .executableTarget(
            name: "alliance",
            dependencies: (modules).map { .init(stringLiteral: $0) },
            path: "Tools/alliance", swiftSettings: house),

        // Measures (Scripts/bench), and a writer that is killed on purpose (Tests).
        .executableTarget(
            name: "alliance-bench",
            dependencies: [
                "AllianceKit", "Storage", "Ledger", "Cryptography", "Hashing", "Imaging", "Takedown", "Transport",
            ],
            path: "Tools/bench", exclude: ["peers"], swiftSettings: house),
        .executableTarget(
            name: "alliance-simulation",
            dependencies: ["AllianceKit", "CommandLineKit", "Cryptography", "Storage", "Ledger", "Takedown"],
            path: "Tools/simulation", swiftSettings: house),
        .executableTarget(
            name: "alliance-torture", dependencies: ["AllianceKit", "Storage", "Ledger", "Cryptography", "Isolation"],
            path: "Tools/torture", swiftSettings: house),

        .target(
            name: "TestKit", dependencies: ["AllianceKit", "CommandLineKit"], path: "Tests/TestKit",
            swiftSettings: house),
        tests("CommandLineKit", uses: ["CommandLineKit"]),
        tests("AllianceKit", uses: ["AllianceKit"]),
        tests("Cryptography", uses: ["AllianceKit", "Cryptography"]),
        tests("Storage", uses: ["AllianceKit", "Storage"]),
        tests("Ledger", uses: ["AllianceKit", "Storage", "Ledger", "Cryptography"]),
        tests("Isolation", uses: ["AllianceKit", "Isolation"]),
        tests("Imaging", uses: ["AllianceKit", "Imaging", "Cryptography"]),
        tests("Transport", uses: ["AllianceKit", "Transport", "Takedown"]),
        tests("Formats", uses: ["AllianceKit", "Formats"]),
        tests("Statistics", uses: ["Statistics"]),
        tests("Hashing", uses: ["AllianceKit", "CommandLineKit", "Hashing", "Imaging", "Formats", "Cryptography"]),
        tests("Takedown", uses: ["AllianceKit", "Takedown", "Formats", "Cryptography", "Statistics", "Transport"]),
        tests("Referrals", uses: ["AllianceKit", "Referrals", "Formats", "Cryptography"]),
        tests("Commitments", uses: ["AllianceKit", "Commitments", "Formats", "Statistics"]),
        tests("Indicators", uses: ["AllianceKit", "Indicators", "Formats", "Statistics"]),
        tests("Convention", uses: ["alliance", "AllianceKit", "CommandLineKit"]),
        tests(
            "Readme",
            uses: [
                "AllianceKit", "Hashing", "Imaging", "Cryptography", "Storage", "Ledger", "Takedown", "Referrals",
                "Commitments", "Statistics", "Formats", "Indicators", "Transport", "CommandLineKit",
            ]),
        tests("Integration", uses: ["AllianceKit"]),
    ]
)
