//! Which crates may be used, under which licences, from where: `.deny.toml`, held to what Cargo resolves.
//!
//! The file is cargo-deny's, which checks the same and more, but has two hundred crates of its own to build first.

use std::error::Error;
use std::process::Command;

use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

/// Where every crate comes from.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What `.deny.toml` says.
#[derive(Deserialize)]
pub struct Rules {
    graph: Graph,
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Graph {
    targets: Vec<String>,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

/// A crate as `cargo metadata` describes it; this one has no source.
#[derive(Deserialize)]
pub struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
    dependencies: Vec<Dependency>,
}

/// What a crate asks for.
#[derive(Deserialize)]
pub struct Dependency {
    name: String,
    req: String,
}

/// The crates that are compiled for the platforms of the rules, tests included.
pub fn used(rules: &Rules) -> Result<Vec<Package>, Box<dyn Error>> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    let platforms = rules
        .graph
        .targets
        .iter()
        .flat_map(|target| ["--filter-platform", target]);
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .args(platforms)
        .current_dir(crate::root())
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    Ok(metadata.packages)
}

/// What is wrong with a crate.
pub fn broken(rules: &Rules, package: &Package) -> Result<Vec<String>, Box<dyn Error>> {
    let Package {
        name,
        version,
        license,
        source,
        dependencies,
    } = package;
    let mut broken = Vec::new();
    if let Some(ban) = rules.bans.deny.iter().find(|ban| ban.name == *name) {
        broken.push(format!("{name} {version}: not to be used, for {}", ban.reason));
    }
    if source.as_deref().is_some_and(|source| source != CRATES_IO) {
        broken.push(format!("{name} {version}: does not come from crates.io"));
    }
    for any in dependencies.iter().filter(|dependency| dependency.req == "*") {
        broken.push(format!("{name} {version}: takes any version of {}", any.name));
    }
    let licence = license.as_deref().unwrap_or_default();
    let exceptions = rules
        .licenses
        .exceptions
        .iter()
        .filter(|exception| exception.name == *name);
    let names = exceptions
        .flat_map(|exception| &exception.allow)
        .chain(&rules.licenses.allow);
    let allowed = names.map(|name| Licensee::parse(name)).collect::<Result<Vec<_>, _>>()?;
    // Older manifests write a stroke for "or".
    let is_allowed = Expression::parse_mode(licence, ParseMode::LAX)
        .is_ok_and(|wanted| wanted.evaluate(|one| allowed.iter().any(|licensee| licensee.satisfies(one))));
    if !is_allowed {
        broken.push(format!("{name} {version}: its licence `{licence}` is not allowed"));
    }
    Ok(broken)
}

#[test]
fn what_is_not_allowed_is_found() -> Result<(), Box<dyn Error>> {
    let rules: Rules = toml::from_str(
        r#"
        graph.targets = []
        licenses.allow = ["MIT", "Apache-2.0 WITH LLVM-exception"]
        licenses.exceptions = [{ crate = "cssparser", allow = ["MPL-2.0"] }]
        bans.deny = [{ crate = "chrono", reason = "dates are jiff's" }]
        "#,
    )?;
    let found = |name: &str, license: Option<&str>, source: Option<&str>| {
        let package = Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            license: license.map(str::to_owned),
            source: source.map(str::to_owned),
            dependencies: Vec::new(),
        };
        broken(&rules, &package)
    };
    let fork = Some("git+https://example.com/fork");
    for (name, licence) in [
        ("a", "MIT"),
        ("a", "GPL-3.0/MIT"),
        ("a", "MIT AND (GPL-3.0-only OR Apache-2.0 WITH LLVM-exception)"),
        ("cssparser", "MPL-2.0"),
    ] {
        assert_eq!(
            found(name, Some(licence), Some(CRATES_IO))?,
            [""; 0],
            "{name}: {licence}"
        );
    }
    assert_eq!(
        found("a", Some("MPL-2.0"), None)?,
        ["a 1.0.0: its licence `MPL-2.0` is not allowed"]
    );
    assert_eq!(
        found("a", Some("MIT AND ISC"), None)?,
        ["a 1.0.0: its licence `MIT AND ISC` is not allowed"]
    );
    assert_eq!(
        found("a", Some("Apache-2.0"), None)?,
        ["a 1.0.0: its licence `Apache-2.0` is not allowed"]
    );
    assert_eq!(found("a", None, None)?, ["a 1.0.0: its licence `` is not allowed"]);
    assert_eq!(
        found("a", Some("MIT"), fork)?,
        ["a 1.0.0: does not come from crates.io"]
    );
    assert_eq!(
        found("chrono", Some("MIT"), None)?,
        ["chrono 1.0.0: not to be used, for dates are jiff's"]
    );
    let greedy = Package {
        name: "a".to_owned(),
        version: "1.0.0".to_owned(),
        license: Some("MIT".to_owned()),
        source: None,
        dependencies: vec![Dependency {
            name: "b".to_owned(),
            req: "*".to_owned(),
        }],
    };
    assert_eq!(broken(&rules, &greedy)?, ["a 1.0.0: takes any version of b"]);
    Ok(())
}
