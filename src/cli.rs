//! The command line: arguments to one call of the library each, and exit codes. Holds no logic of its own.
//!
//! Exit codes: 0 good, 1 findings at or above the level asked for, 2 wrong usage, 3 could not read or write.

mod build;
mod diff;
mod export;
mod import;
mod preview;
mod progress;
mod scaffold;
mod schema;
mod search;
mod verify;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cache::Cache;
use crate::content::Date;
use crate::diag::{self, Code, Format, Severity};
use crate::language::Language;
use crate::pipeline::{self, Checked, Fault, Options, Timings};
use crate::publish::Profile;

/// Compiles a governance system kept as Markdown and TOML into a portal where every rule leads to its owner and source.
#[derive(Parser)]
#[command(name = "ledtrad", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct Portal {
    /// Folder that holds the documents
    #[arg(long, default_value = "content", value_name = "DIR", global = true)]
    content: PathBuf,
    /// The day that the portal speaks of, for instance 2026-01-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = date, global = true)]
    today: Option<Date>,
    /// Neither use nor keep what earlier runs have read (.ledtrad beside the folder)
    #[arg(long, global = true)]
    no_cache: bool,
}

#[derive(Args)]
struct ProfileArg {
    /// For whom the portal is built
    #[arg(long, value_enum, default_value_t = ProfileName::Publik)]
    profile: ProfileName,
}

#[derive(Clone, Copy, ValueEnum)]
enum ProfileName {
    /// Everybody: only documents with audience "publik"
    Publik,
    /// The organisation's own people: everything but drafts
    Intern,
}

impl From<ProfileName> for Profile {
    fn from(name: ProfileName) -> Self {
        match name {
            ProfileName::Publik => Self::Publik,
            ProfileName::Intern => Self::Intern,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatName {
    Human,
    Json,
    Sarif,
    Github,
    Gitlab,
    Junit,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Fel,
    Varning,
    #[value(alias = "anmarkning")]
    Anmärkning,
}

#[derive(Subcommand)]
enum Command {
    /// Make a small portal to start from
    #[command(after_help = "Example: ledtrad new mitt-ledningssystem")]
    New {
        /// Folder to make
        dir: PathBuf,
    },
    /// Check the documents and write the portal
    #[command(after_help = "Example: ledtrad build --profile publik --out public")]
    Build {
        #[command(flatten)]
        portal: Portal,
        #[command(flatten)]
        profile: ProfileArg,
        /// Folder to write; replaced as a whole when the new portal is ready
        #[arg(long, default_value = "public", value_name = "DIR")]
        out: PathBuf,
        /// Print how long each stage took
        #[arg(long)]
        timings: bool,
    },
    /// Compare a published portal with its manifest: what is missing, changed or added
    #[command(
        after_help = "Example: ledtrad verify /srv/ledningssystem/public --manifest manifest-2026-01-31.txt"
    )]
    Verify(verify::VerifyArgs),
    /// Show the portal in a browser while you write, drafts included
    #[command(after_help = "Example: ledtrad serve --port 8080")]
    Serve {
        #[command(flatten)]
        portal: Portal,
        /// Port on this machine; 0 takes any that is free
        #[arg(long, default_value_t = 4000)]
        port: u16,
    },
    /// Find everything that is wrong, without writing anything
    #[command(after_help = "Example: ledtrad check --format sarif > fynd.sarif")]
    Check {
        #[command(flatten)]
        portal: Portal,
        #[command(flatten)]
        profile: ProfileArg,
        /// How findings are printed
        #[arg(long, value_enum, default_value_t = FormatName::Human)]
        format: FormatName,
        /// Lowest severity that gives exit code 1
        #[arg(long, value_enum, default_value_t = Deny::Fel)]
        deny: Deny,
    },
    /// Explain a kind of finding
    #[command(after_help = "Example: ledtrad explain L012")]
    Explain {
        /// Code of the finding; every code when left out
        code: Option<String>,
        /// Language of the explanation
        #[arg(long, default_value = "sv", value_parser = ["sv", "en"])]
        language: String,
    },
    /// Give new rules their permanent ids, in the files, touching nothing else
    #[command(after_help = "Example: ledtrad id --dry-run")]
    Id {
        #[command(flatten)]
        portal: Portal,
        /// Only say what would be done
        #[arg(long)]
        dry_run: bool,
    },
    /// Find the rule that applies, as the portal's search does
    #[command(after_help = "Example: ledtrad search vem ansvarar för säkerhetskopiering --explain")]
    Search(search::SearchArgs),
    /// Make drafts of documents in Word, PDF or text
    #[command(after_help = "Example: ledtrad import riktlinje.docx policy.pdf --out inkast --report")]
    Import(import::ImportArgs),
    /// Compare two states of the documents, rule by rule
    #[command(
        after_help = "Examples:\n  ledtrad diff v2.0 HEAD --format markdown\n  ledtrad diff 2025-12-31 2026-01-01 --document RIK-IS --format html > bilaga.html\n  ledtrad diff gammal.md ny.md"
    )]
    Diff(diff::DiffArgs),
    /// Write a part of the portal as data
    #[command(after_help = "Example: ledtrad export rules --format csv > regler.csv")]
    Export {
        /// What to export
        #[arg(value_enum)]
        what: export::WhatName,
        #[command(flatten)]
        portal: Portal,
        #[command(flatten)]
        profile: ProfileArg,
        /// Form of the data
        #[arg(long, value_enum, default_value_t = export::FormName::Json)]
        format: export::FormName,
        /// Take drafts too
        #[arg(long)]
        drafts: bool,
    },
    /// Print a JSON Schema for editors or readers, or the documentation of every key
    #[command(after_help = "Example: ledtrad schema site > site.schema.json")]
    Schema {
        /// What the schema is of
        #[arg(value_enum)]
        what: schema::SchemaName,
        /// Form of the schema
        #[arg(long, value_enum, default_value_t = schema::SchemaForm::Json)]
        format: schema::SchemaForm,
        /// Language of the descriptions [default: that of the portal]
        #[arg(long, value_parser = ["sv", "en"])]
        language: Option<String>,
        /// Folder that holds the documents; its kinds are those that the schema knows
        #[arg(long, default_value = "content", value_name = "DIR")]
        content: PathBuf,
    },
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|()| "ÅÅÅÅ-MM-DD".to_string())
}

/// Runs the program.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::New { dir } => scaffold::new(&dir),
        Command::Build { portal, profile, out, timings } => {
            build::build(&portal, profile.profile.into(), &out, timings)
        }
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Serve { portal, port } => preview::serve(&portal, port),
        Command::Check { portal, profile, format, deny } => {
            check(&portal, profile.profile.into(), format, deny)
        }
        Command::Explain { code, language } => explain(code.as_deref(), &language),
        Command::Id { portal, dry_run } => id(&portal, dry_run),
        Command::Search(arguments) => search::search(&arguments),
        Command::Import(args) => import::run(&args),
        Command::Diff(arguments) => diff::diff(&arguments),
        Command::Export { what, portal, profile, format, drafts } => {
            let profile = if drafts { Profile::Preview } else { profile.profile.into() };
            export::run(&portal, profile, what, format)
        }
        Command::Schema { what, format, language, content } => {
            schema::run(what, format, language.as_deref(), &content)
        }
    };
    match result {
        Ok(code) => code,
        // Who reads only the beginning has had enough.
        Err(Failure(nothing)) if nothing.is_empty() => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(io::stderr(), "ledtrad: {fault}");
            ExitCode::from(3)
        }
    }
}

/// What ends a command before its work is done, in words.
struct Failure(String);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let gone = error.kind() == io::ErrorKind::BrokenPipe;
        Self(if gone { String::new() } else { error.to_string() })
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Theme(error) => Self(error.to_string()),
            Fault::Search(error) => Self(error.to_string()),
            Fault::Changed(path) => Self(format!(
                "{path}: någon har skrivit i filen medan portalen gjordes av den; den förra portalen står kvar. Kör om kommandot"
            )),
            Fault::TooMuch(limit) => Self(format!(
                "portalen skulle bli större än {} MB, mycket större än dess texter ger anledning till; den förra står kvar",
                limit >> 20
            )),
            Fault::Leak(leak) => Self(format!(
                "{}: här står något ur {}, som inte ska visas; den förra portalen står kvar. Det är ett fel i programmet: se SECURITY.md",
                leak.path, leak.document
            )),
            Fault::Io(error) => Self(match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    format!(
                        "{error}: mappen innehåller annat än en portal som ledtrad har byggt; välj en annan med --out"
                    )
                }
                io::ErrorKind::ResourceBusy => format!("{error}: ett annat bygge pågår"),
                io::ErrorKind::InvalidData => {
                    format!(
                        "{error}: en sida länkar till en fil som inte finns; den förra portalen står kvar"
                    )
                }
                _ => error.to_string(),
            }),
        }
    }
}

type Done = Result<ExitCode, Failure>;

impl Portal {
    fn options(&self, profile: Profile) -> Options<'_> {
        Options {
            content: &self.content,
            profile,
            today: self.today.unwrap_or_else(Date::today),
            live: false,
            cache: if self.no_cache { Cache::none() } else { Cache::beside(&self.content) },
        }
    }

    fn check(&self, profile: Profile, timings: &mut Timings) -> Result<Checked, Failure> {
        pipeline::check(&self.options(profile), timings).map_err(|error| self.unreadable(&error))
    }

    /// The content folder could not be opened.
    fn unreadable(&self, error: &io::Error) -> Failure {
        Failure(format!("{}: {error}", self.content.display()))
    }
}

/// Prints the findings; what has none but notes is silent unless `always`.
fn print(
    checked: &Checked,
    content: &Path,
    format: Format,
    out: &mut dyn Write,
    colour: bool,
) -> Result<diag::Summary, Failure> {
    let root = content.display().to_string();
    let context = diag::Context {
        files: &checked.files,
        severities: &checked.severities,
        language: checked.language,
        colour,
        root: &root,
        format,
    };
    let mut findings = Vec::new();
    let summary = diag::print(&mut findings, &checked.found, &context)?;
    // Lines are read to be shown, and a text that is another now has other lines.
    if let Some(path) = checked.files.lost() {
        return Err(Fault::Changed(path).into());
    }
    out.write_all(&findings)?;
    Ok(summary)
}

fn check(portal: &Portal, profile: Profile, format: FormatName, deny: Deny) -> Done {
    let checked = portal.check(profile, &mut Timings::default())?;
    let format = match format {
        FormatName::Human => Format::Human,
        FormatName::Json => Format::Json,
        FormatName::Sarif => Format::Sarif,
        FormatName::Github => Format::Github,
        FormatName::Gitlab => Format::Gitlab,
        FormatName::Junit => Format::Junit,
    };
    let mut out = io::stdout().lock();
    print(&checked, &portal.content, format, &mut out, io::stdout().is_terminal())?;
    let level = match deny {
        Deny::Fel => Severity::Error,
        Deny::Varning => Severity::Warning,
        Deny::Anmärkning => Severity::Note,
    };
    let denied = checked.found.iter().any(|one| checked.severities.of(one.problem.code()) >= Some(level));
    Ok(ExitCode::from(u8::from(denied)))
}

fn explain(code: Option<&str>, language: &str) -> Done {
    let language = Language::from_tag(language).unwrap_or_default();
    let mut out = io::stdout().lock();
    let Some(code) = code else {
        for (code, _) in diag::TABLE {
            writeln!(out, "{code} {}", diag::title(*code, language))?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    match code.parse::<Code>() {
        Ok(code) => {
            writeln!(out, "{}", diag::explain(code, language).trim_end())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(()) => {
            let what = if language == Language::Sv {
                "okänd kod; «ledtrad explain» visar alla"
            } else {
                "unknown code; «ledtrad explain» lists them all"
            };
            writeln!(io::stderr(), "ledtrad: {code}: {what}")?;
            Ok(ExitCode::from(2))
        }
    }
}

fn id(portal: &Portal, dry_run: bool) -> Done {
    let checked = portal.check(Profile::Preview, &mut Timings::default())?;
    let mut out = io::stdout().lock();
    let all = crate::ids::label(&checked.catalogue);
    if let Some(path) = checked.files.lost() {
        return Err(Fault::Changed(path).into());
    }
    for labelled in all {
        for (id, words) in &labelled.ids {
            writeln!(out, "{}: {id} {words}", labelled.path)?;
        }
        if !dry_run {
            crate::output::replace(&portal.content.join(&labelled.path), &labelled.text)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
