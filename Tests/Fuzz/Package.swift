// swift-tools-version: 6.2
// One libFuzzer program a parser, built by Scripts/fuzz only.
import PackageDescription

let programs = [
    "json": ["AllianceKit"], "csv": ["AllianceKit", "Formats"], "picture": ["Hashing", "Imaging"],
    "hash-list": ["AllianceKit", "Hashing"], "url": ["Takedown"], "rdap": ["AllianceKit", "Takedown"],
    "xml": ["Formats"],
    "proof": ["Ledger"], "video": ["Hashing", "Imaging"], "bundle": ["AllianceKit", "Hashing"],
    "list-lines": ["AllianceKit", "Hashing"], "list-vics": ["AllianceKit", "Hashing"],
    "list-ncmec": ["AllianceKit", "Formats", "Hashing"], "list-json": ["AllianceKit", "Hashing"],
    "list-nsrl": ["AllianceKit", "Storage"], "mail": ["Formats"], "hash-prefixes": ["AllianceKit", "Takedown"],
    "dns": ["Transport"], "location": ["Takedown"], "block-rules": ["AllianceKit", "Takedown"],
]

let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "alliance", path: "../..")],
    targets: [
        .target(name: "FuzzKit", path: "FuzzKit"),
        .executableTarget(
            name: "fuzz-seeds",
            dependencies: ["FuzzKit"]
                + ["AllianceKit", "Hashing", "Storage", "Takedown"].map { .product(name: $0, package: "alliance") },
            path: "Seeds"),
    ]
        + programs.map { name, modules in
            .executableTarget(
                name: "fuzz-\(name)",
                dependencies: ["FuzzKit"] + modules.map { .product(name: $0, package: "alliance") },
                path: "Targets/\(name)")
        }
)
