//! Real statutes: every block, rule and numbered reference is accounted for.
//!
//! The texts are not part of the repository. Where they are not at hand the test says so and passes.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;
use std::process::Command;

use ledtrad::content::law::Unknown;
use ledtrad::content::load;

const STATUTES: &str = "../shared/bench/statutes-1000.jsonl.gz";

#[test]
fn every_block_rule_and_reference_is_accounted_for() {
    if !Path::new(STATUTES).exists() {
        eprintln!("{STATUTES} is not here: nothing was counted");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new("python3")
        .args(["tests/statutes/convert.py", STATUTES])
        .arg(folder.path().join("content"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let counted: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let count = |key: &str| usize::try_from(counted[key].as_u64().unwrap()).unwrap();

    let (content, found) = load::load(&folder.path().join("content"), &load::nothing).unwrap();
    assert!(found.is_empty(), "{:?}", found.iter().take(5).collect::<Vec<_>>());
    let outlines: Vec<_> = content.sources.iter().map(|source| &source.outline).collect();
    assert_eq!(outlines.len(), count("documents"));
    assert_eq!(outlines.iter().map(|outline| outline.rules.len()).sum::<usize>(), count("rules"));
    // Each document has a title besides the blocks of the statute.
    assert_eq!(outlines.iter().map(|outline| outline.blocks - 1).sum::<usize>(), count("blocks"));
    let numbered = |cited: &&ledtrad::content::outline::Cited| matches!(&cited.citation.act, Err(Unknown::Numbered(id)) if id.starts_with("SFS "));
    let citations = outlines.iter().flat_map(|outline| &outline.citations).filter(numbered).count();
    assert_eq!(citations + count("provenance"), count("numbers"));
}
