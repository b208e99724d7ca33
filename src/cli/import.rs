//! `ledtrad import`: reads files and the target folder, and writes drafts and the report.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Done, Failure};
use crate::import::merge::Merged;
use crate::import::read::Refusal;
use crate::import::report::SourceReport;
use crate::import::{self, Existing, Input};
use crate::language::Language;

/// Where the drafts of the last import are kept, to merge with. The portal reads nothing that begins with a dot.
const BASE: &str = ".ledtrad-import";

/// What the command is asked for.
#[derive(clap::Args)]
pub struct ImportArgs {
    /// Word (.docx), PDF or text files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Folder for the drafts; importing again merges with what is there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write import-rapport.json and import-rapport.html to the folder too
    #[arg(long)]
    report: bool,
    /// Switch a cleaner off by its id; the report lists them
    #[arg(long, value_name = "ID")]
    without: Vec<String>,
}

/// Runs the command.
pub fn run(args: &ImportArgs) -> Done {
    let existing = existing(&args.out)?;
    let language = language(&existing);
    let mut inputs = Vec::new();
    for file in &args.files {
        let bytes = std::fs::read(file).map_err(|error| Failure(format!("{}: {error}", file.display())))?;
        let name = file
            .file_name()
            .map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
        inputs.push(Input { name, bytes });
    }
    let unknown: Vec<&String> = args
        .without
        .iter()
        .filter(|id| !import::clean::CLEANERS.iter().any(|cleaner| cleaner.id == **id))
        .collect();
    if let Some(id) = unknown.first() {
        let known: Vec<&str> = import::clean::CLEANERS.iter().map(|cleaner| cleaner.id).collect();
        writeln!(io::stderr(), "ledtrad: --without {id}: {}", known.join(", "))?;
        return Ok(ExitCode::from(2));
    }
    let outcome = import::import(&inputs, &existing, &args.without);
    for (path, text) in &outcome.files {
        write(&args.out.join(path), text)?;
    }
    for (path, text) in &outcome.base {
        write(&args.out.join(BASE).join(path), text)?;
    }
    if args.report {
        write(&args.out.join("import-rapport.json"), &outcome.report.json(language))?;
        write(&args.out.join("import-rapport.html"), &outcome.report.html(language))?;
    }
    let mut out = io::stdout().lock();
    for source in &outcome.report.sources {
        writeln!(out, "{}", summary(source, language))?;
        for line in source.merged.iter().flat_map(|merged| news(merged, language)) {
            writeln!(out, "  {line}")?;
        }
    }
    let mut err = io::stderr().lock();
    for (name, refusal) in &outcome.refused {
        writeln!(err, "ledtrad: {name}: {}", refused(refusal, language))?;
    }
    Ok(if outcome.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let fault = |error: io::Error| Failure(format!("{}: {error}", path.display()));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fault)?;
    }
    if path.exists() {
        crate::output::replace(path, text).map_err(fault)
    } else {
        std::fs::write(path, text).map_err(fault)
    }
}

/// The texts of the target folder; a folder that is not there holds none.
fn existing(folder: &Path) -> Result<Existing, Failure> {
    let mut existing = Existing::default();
    if folder.is_dir() {
        collect(folder, folder, &mut existing.files)?;
        let base = folder.join(BASE);
        if base.is_dir() {
            collect(&base, &base, &mut existing.base)?;
        }
    }
    Ok(existing)
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) -> Result<(), Failure> {
    let entries = walkdir::WalkDir::new(folder).max_depth(32).sort_by_file_name().into_iter();
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    for entry in entries.filter_entry(visible) {
        let entry = entry.map_err(|error| Failure(error.to_string()))?;
        let text = entry.path().extension().is_some_and(|extension| extension == "md" || extension == "toml");
        let Some(path) = entry
            .path()
            .strip_prefix(root)
            .ok()
            .and_then(Path::to_str)
            .filter(|_| text && entry.file_type().is_file())
        else {
            continue;
        };
        // What is no text is for `check` to report.
        if let Ok(text) = std::fs::read_to_string(entry.path()) {
            files.insert(path.replace(std::path::MAIN_SEPARATOR, "/"), text);
        }
    }
    Ok(())
}

fn language(existing: &Existing) -> Language {
    let site: Option<toml::Table> = existing.files.get("site.toml").and_then(|text| text.parse().ok());
    site.as_ref()
        .and_then(|site| site.get("language"))
        .and_then(toml::Value::as_str)
        .and_then(Language::from_tag)
        .unwrap_or_default()
}

/// What the editor should look at after importing again.
fn news(merged: &Merged, language: Language) -> Vec<String> {
    let (path, clashes, gone) = (&merged.path, merged.clashes, merged.gone.join(", "));
    let clash = match language {
        Language::Sv => {
            let places = if clashes == 1 { "ett ställe".to_string() } else { format!("{clashes} ställen") };
            format!("{path}: både ni och källan har ändrat på {places}; er text står, sök «källan»")
        }
        Language::En => {
            let places = if clashes == 1 { "one place".to_string() } else { format!("{clashes} places") };
            format!("{path}: you and the source both changed {places}; yours stand, search for «källan»")
        }
    };
    let lost = match language {
        Language::Sv => format!("{path}: källan har inte längre {gone}; id:t står kvar"),
        Language::En => format!("{path}: the source no longer has {gone}; the id stays"),
    };
    let mut lines = Vec::new();
    if clashes > 0 {
        lines.push(clash);
    }
    if !gone.is_empty() {
        lines.push(lost);
    }
    lines
}

fn summary(source: &SourceReport, language: Language) -> String {
    let rules: usize = source.documents.iter().map(|document| document.rules.len()).sum();
    let (documents, roles, unsure, lost) =
        (source.documents.len(), source.roles.len(), source.unsure.len(), source.letters.lost);
    match language {
        Language::Sv => format!(
            "{}: {documents} dokument, {rules} regler, {roles} roller, {unsure} saker att granska, {lost} bokstäver förlorade",
            source.file
        ),
        Language::En => format!(
            "{}: {documents} documents, {rules} rules, {roles} roles, {unsure} things to look at, {lost} letters lost",
            source.file
        ),
    }
}

fn refused(refusal: &Refusal, language: Language) -> String {
    let sv = language == Language::Sv;
    let text = |swedish: &str, english: &str| if sv { swedish.to_string() } else { english.to_string() };
    match refusal {
        Refusal::OldWord => text(
            "filen är i det äldre Word-formatet (.doc); öppna den i Word eller LibreOffice och spara som .docx",
            "the file is in the old Word format (.doc); open it in Word or LibreOffice and save it as .docx",
        ),
        Refusal::Scanned => text(
            "sidorna är bilder utan text (inskannad PDF); kör teckentolkning (OCR) först, eller importera originalet",
            "the pages are pictures without text (a scanned PDF); run text recognition (OCR) first, or import the original",
        ),
        Refusal::Encrypted => text(
            "filen är låst med lösenord; spara en olåst kopia och importera den",
            "the file is locked with a password; save an unlocked copy and import that",
        ),
        Refusal::Unknown => text(
            "filen är varken Word (.docx), PDF eller text",
            "the file is neither Word (.docx), PDF nor text",
        ),
        Refusal::Markup(name) => format!(
            "{} {name}; {}",
            text("filen är uppmärkt text:", "the file is marked-up text:"),
            text(
                "öppna den i Word eller LibreOffice och spara som .docx, eller skriv ut den som PDF",
                "open it in Word or LibreOffice and save it as .docx, or print it as PDF"
            )
        ),
        Refusal::NotWord => text(
            "filen är ett zip-arkiv men inget Word-dokument; spara dokumentet som .docx",
            "the file is a zip archive but no Word document; save the document as .docx",
        ),
        Refusal::Broken(why) => format!(
            "{}: {why}",
            text("filen är skadad och kan inte läsas", "the file is damaged and cannot be read")
        ),
        Refusal::TooLarge(what, limit) => format!(
            "{}: {what} > {limit}",
            text(
                "filen är större eller djupare än något dokument",
                "the file is larger or deeper than any document"
            )
        ),
        Refusal::Empty => text("filen har ingen text", "the file has no text"),
        Refusal::NotBuilt => text(
            "det här programmet är byggt utan läsare för Word och PDF (cargo-funktionen «import»); text går att importera",
            "this program was built without readers for Word and PDF (the cargo feature “import”); text can be imported",
        ),
    }
}
