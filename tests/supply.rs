//! What the program is made of: licences, sources and versions are those that `deny.toml` allows, and the lists that an
//! authority asks for are those of the lock file. `UPDATE_DOCS=1 cargo test --test supply` writes them anew.
//!
//! Advisories are not looked at here, since their database is on another machine: `cargo deny check advisories` does that.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

/// A crate that is built into the program.
struct Package {
    id: String,
    name: String,
    version: String,
    license: String,
    repository: String,
    source: String,
    needs: Vec<String>,
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The crates of the program on any system, those that only its tests need left out; by name and version.
fn packages(metadata: &Value) -> Vec<Package> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let list = |value: &Value| value.as_array().unwrap().clone();
    let nodes: BTreeMap<String, Value> =
        list(&metadata["resolve"]["nodes"]).into_iter().map(|node| (text(&node["id"]), node)).collect();
    let needs = |id: &str| -> Vec<String> {
        let built = |need: &Value| list(&need["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev");
        list(&nodes[id]["deps"]).iter().filter(|need| built(need)).map(|need| text(&need["pkg"])).collect()
    };
    let mut open = vec![text(&metadata["resolve"]["root"])];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if seen.insert(id.clone()) {
            open.extend(needs(&id));
        }
    }
    let mut out: Vec<Package> = list(&metadata["packages"])
        .iter()
        .filter(|package| seen.contains(&text(&package["id"])))
        .map(|package| Package {
            id: text(&package["id"]),
            name: text(&package["name"]),
            version: text(&package["version"]),
            license: text(&package["license"]).replace(" / ", "/").replace('/', " OR "),
            repository: text(&package["repository"]),
            source: text(&package["source"]),
            needs: needs(&text(&package["id"])),
        })
        .collect();
    out.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    out
}

fn policy() -> toml::Table {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).unwrap().parse().unwrap()
}

fn crates(policy: &toml::Table, key: &str) -> BTreeSet<String> {
    policy["bans"][key]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["crate"].as_str().unwrap().to_string())
        .collect()
}

/// Whether an expression of licences is met by those that are allowed: `(A OR B) AND C WITH D`.
fn is_met(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    /// Cuts at a word that stands outside of every bracket.
    fn cut<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
        let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
        for (at, c) in text.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ if depth == 0 && text[at..].starts_with(word) => {
                    parts.push(&text[from..at]);
                    from = at + word.len();
                }
                _ => {}
            }
        }
        parts.push(&text[from..]);
        parts
    }
    let any = cut(expression.trim(), " OR ");
    if any.len() > 1 {
        return any.iter().any(|one| is_met(one, allowed));
    }
    let all = cut(expression.trim(), " AND ");
    if all.len() > 1 {
        return all.iter().all(|one| is_met(one, allowed));
    }
    match expression.trim().strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_met(inner, allowed),
        None => allowed.contains(expression.trim()),
    }
}

#[test]
fn licences_are_read_as_they_are_meant() {
    let allowed = BTreeSet::from(["MIT", "Unicode-3.0"]);
    for met in ["MIT", "MIT OR GPL-3.0", "(GPL-3.0 OR MIT) AND Unicode-3.0", "(MIT)"] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for other in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR X) AND GPL-3.0", "MIT WITH exception"] {
        assert!(!is_met(other, &allowed), "{other}");
    }
}

#[test]
fn every_crate_is_of_an_allowed_licence_source_and_kind() {
    let policy = policy();
    let allowed: BTreeSet<&str> =
        policy["licenses"]["allow"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    let registry = format!("registry+{}", policy["sources"]["allow-registry"][0].as_str().unwrap());
    let banned = crates(&policy, "deny");
    let metadata = metadata();
    let mut faults = Vec::new();
    for package in packages(&metadata).iter().filter(|package| package.name != "ledtrad") {
        let Package { name, license, source, .. } = package;
        if !is_met(license, &allowed) {
            faults.push(format!("{name}: licence {license}"));
        }
        if *source != registry {
            faults.push(format!("{name}: source {source}"));
        }
        if banned.contains(name) {
            faults.push(format!("{name}: banned"));
        }
    }
    for direct in metadata["packages"].as_array().unwrap() {
        if direct["name"] == "ledtrad" {
            for need in direct["dependencies"].as_array().unwrap() {
                if !need["req"].as_str().unwrap().starts_with('=') {
                    faults.push(format!("{}: not pinned to one version", need["name"]));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_is_there_twice_but_what_is_known() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages(&metadata()) {
        versions.entry(package.name).or_default().insert(package.version);
    }
    let twice: BTreeSet<String> =
        versions.into_iter().filter(|(_, versions)| versions.len() > 1).map(|(name, _)| name).collect();
    let known = crates(&policy(), "skip");
    assert!(twice.is_subset(&known), "{:?}", twice.difference(&known).collect::<Vec<_>>());
}

/// `name version` → checksum, from the lock file.
fn sums() -> BTreeMap<(String, String), String> {
    let lock: toml::Table = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock"))
        .unwrap()
        .parse()
        .unwrap();
    let text = |package: &toml::Value, key: &str| {
        package.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_string()
    };
    lock["package"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| ((text(package, "name"), text(package, "version")), text(package, "checksum")))
        .collect()
}

fn third_party(packages: &[Package]) -> String {
    let mut out = String::from(
        "# What Ledtråd is made of\n\nEvery crate that the program is built of on any system, with the licence that it is given under. \
         A copy of each licence lies in the crate's own package. Made of `Cargo.lock` by `UPDATE_DOCS=1 cargo test --test supply`; the same list for machines is \
         [sbom.cdx.json](sbom.cdx.json).\n\n| crate | version | licence | source |\n|---|---|---|---|\n",
    );
    for package in packages.iter().filter(|package| package.name != "ledtrad") {
        let Package { name, version, license, repository, .. } = package;
        let source =
            if repository.starts_with("https://") { format!("<{repository}>") } else { String::new() };
        let _ = writeln!(out, "| {name} | {version} | {license} | {source} |");
    }
    out
}

/// A bill of materials in the form of CycloneDX 1.6. It holds no day and no number of its own, so that it is the same
/// whenever it is made.
fn bill(packages: &[Package]) -> String {
    let sums = sums();
    let url = |package: &Package| format!("pkg:cargo/{}@{}", package.name, package.version);
    let component = |package: &Package| {
        let mut component = json!({
            "type": if package.name == "ledtrad" { "application" } else { "library" },
            "bom-ref": url(package),
            "name": package.name,
            "version": package.version,
            "licenses": [{ "expression": package.license }],
            "purl": url(package),
        });
        let sum = sums.get(&(package.name.clone(), package.version.clone())).filter(|sum| !sum.is_empty());
        if let Some(sum) = sum {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
        }
        component
    };
    let by_id: BTreeMap<&str, &Package> =
        packages.iter().map(|package| (package.id.as_str(), package)).collect();
    let dependency = |package: &Package| {
        let needs: BTreeSet<String> = package.needs.iter().map(|id| url(by_id[id.as_str()])).collect();
        json!({ "ref": url(package), "dependsOn": needs })
    };
    let (own, others): (Vec<&Package>, Vec<&Package>) =
        packages.iter().partition(|package| package.name == "ledtrad");
    let bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": component(own[0]) },
        "components": others.into_iter().map(component).collect::<Vec<_>>(),
        "dependencies": packages.iter().map(dependency).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&bill).unwrap() + "\n"
}

#[test]
fn the_lists_are_those_of_the_lock_file() {
    let packages = packages(&metadata());
    for (path, text) in
        [("docs/THIRD-PARTY.md", third_party(&packages)), ("docs/sbom.cdx.json", bill(&packages))]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == text,
            "{} is not that of the lock file: UPDATE_DOCS=1 cargo test --test supply",
            path.display()
        );
    }
}
