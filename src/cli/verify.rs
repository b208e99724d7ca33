//! `ledtrad verify`: is a published copy what was built, no more and no less?

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{Done, Failure};
use crate::language::Language;
use crate::output::{self, Manifest, Verdict};

/// What is compared.
#[derive(Args)]
pub struct VerifyArgs {
    /// Folder of the published portal
    dir: PathBuf,
    /// A manifest (`ledtrad-manifest.txt`) that was kept elsewhere, to trust instead of the one in the folder
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Do not mind files that the manifest does not list
    #[arg(long)]
    ignore_extra: bool,
    /// How the answer is printed
    #[arg(long, value_enum, default_value_t = VerdictFormat::Human)]
    format: VerdictFormat,
    /// Language of the answer
    #[arg(long, default_value = "sv", value_parser = ["sv", "en"])]
    language: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum VerdictFormat {
    Human,
    Json,
}

/// The answer as data; its names and order are a promise.
#[derive(Serialize)]
struct Record<'a> {
    sound: bool,
    files: usize,
    manifest: &'a str,
    missing: &'a [String],
    changed: &'a [String],
    extra: &'a [String],
}

/// Compares a folder with its manifest.
pub fn run(arguments: &VerifyArgs) -> Done {
    let language = Language::from_tag(&arguments.language).unwrap_or_default();
    let trusted = arguments.manifest.as_ref().map(|path| trusted(path, language)).transpose()?;
    let mut verdict = output::verify(&arguments.dir, trusted).map_err(|error| {
        let folder = arguments.dir.display();
        Failure(match (error.kind(), language) {
            (io::ErrorKind::NotFound | io::ErrorKind::InvalidData, Language::Sv) => {
                format!("{folder}: här finns ingen portal som ledtrad har byggt ({} saknas eller går inte att läsa)", output::MANIFEST)
            }
            (io::ErrorKind::NotFound | io::ErrorKind::InvalidData, Language::En) => {
                format!("{folder}: no portal that ledtrad has built ({} is missing or unreadable)", output::MANIFEST)
            }
            _ => format!("{folder}: {error}"),
        })
    })?;
    if arguments.ignore_extra {
        verdict.extra.clear();
    }
    let mut out = io::stdout().lock();
    match arguments.format {
        VerdictFormat::Json => {
            let record = Record {
                sound: verdict.is_sound(),
                files: verdict.files,
                manifest: &verdict.manifest,
                missing: &verdict.missing,
                changed: &verdict.changed,
                extra: &verdict.extra,
            };
            serde_json::to_writer_pretty(&mut out, &record).map_err(|error| Failure(error.to_string()))?;
            writeln!(out)?;
        }
        VerdictFormat::Human => print(&mut out, &verdict, language)?,
    }
    Ok(ExitCode::from(u8::from(!verdict.is_sound())))
}

fn trusted(path: &std::path::Path, language: Language) -> Result<Manifest, Failure> {
    let text =
        std::fs::read_to_string(path).map_err(|error| Failure(format!("{}: {error}", path.display())))?;
    let what = if language == Language::Sv { "är inget manifest" } else { "is no manifest" };
    Manifest::parse(&text).ok_or_else(|| Failure(format!("{}: {what}", path.display())))
}

/// Names of files come from a disk that we do not trust: a terminal must not take them for commands.
fn shown(path: &str) -> String {
    path.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

fn print(out: &mut dyn Write, verdict: &Verdict, language: Language) -> io::Result<()> {
    let swedish = language == Language::Sv;
    let lists = [
        (if swedish { "saknas" } else { "missing" }, &verdict.missing),
        (if swedish { "ändrad" } else { "changed" }, &verdict.changed),
        (if swedish { "främmande" } else { "extra" }, &verdict.extra),
    ];
    for (word, paths) in lists {
        for path in paths {
            writeln!(out, "{word}: {}", shown(path))?;
        }
    }
    let (files, sum) = (verdict.files, &verdict.manifest);
    let counts = (verdict.missing.len(), verdict.changed.len(), verdict.extra.len());
    match (verdict.is_sound(), swedish) {
        (true, true) => writeln!(out, "{files} filer, alla som de byggdes. Manifestets summa: {sum}"),
        (true, false) => writeln!(out, "{files} files, all as they were built. Sum of the manifest: {sum}"),
        (false, true) => {
            writeln!(out, "{files} filer: {} saknas, {} ändrade, {} främmande", counts.0, counts.1, counts.2)
        }
        (false, false) => {
            writeln!(out, "{files} files: {} missing, {} changed, {} extra", counts.0, counts.1, counts.2)
        }
    }
}
