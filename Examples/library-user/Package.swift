// swift-tools-version: 6.2
import PackageDescription

// A package of its own that uses one library of the toolkit: no command line, no database.
let package = Package(
    name: "library-user",
    dependencies: [
        // Yours would say: .package(url: "https://…/alliance", from: "1.0.0")
        .package(name: "alliance", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "HashAPicture", dependencies: [.product(name: "Hashing", package: "alliance")])
    ]
)
