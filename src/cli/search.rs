//! `ledtrad search`: what the portal's search answers, and why.

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use super::{Done, Failure, Portal, ProfileArg};
use crate::content::front::Status;
use crate::language::Language;
use crate::pipeline::{self, Timings};
use crate::publish::Profile;
use crate::search::index::Term;
use crate::search::query::{How, Reason};
use crate::search::{Answer, Library, Request};

/// What is asked for.
#[derive(Args)]
pub struct SearchArgs {
    /// The words to look for; «-» reads queries from standard input, a line each, and answers with a line of JSON each
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    portal: Portal,
    #[command(flatten)]
    profile: ProfileArg,
    /// How the answer is printed
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    format: AnswerFormat,
    /// Say how each word was read and found
    #[arg(long)]
    explain: bool,
    /// Only what this role must see to: its name or id
    #[arg(long)]
    role: Option<String>,
    /// Only of this organisation
    #[arg(long)]
    organisation: Option<String>,
    /// Only of this kind of document, for instance riktlinje
    #[arg(long)]
    kind: Option<String>,
    /// Only with this status; «alla» for every [default: gällande]
    #[arg(long)]
    status: Option<String>,
    /// Only what binds
    #[arg(long)]
    binding: bool,
    /// Take drafts too, and every status unless one is asked for
    #[arg(long)]
    drafts: bool,
    /// How many hits at most
    #[arg(long, default_value_t = 10)]
    limit: usize,
}

#[derive(Clone, Copy, ValueEnum)]
enum AnswerFormat {
    Human,
    Json,
}

/// Searches.
pub fn search(arguments: &SearchArgs) -> Done {
    let profile = if arguments.drafts { Profile::Preview } else { arguments.profile.profile.into() };
    let checked = arguments.portal.check(profile, &mut Timings::default())?;
    let language = checked.language;
    let base = checked.catalogue.site.base_url.clone().unwrap_or_default();
    let options = arguments.portal.options(profile);
    let written = checked.catalogue.sources.len();
    let library = pipeline::library(checked.catalogue, &options)?;
    let request = arguments.request()?;
    let mut out = io::stdout().lock();
    if request.query == "-" {
        for query in io::stdin().lines() {
            let answer = library.search(&Request { query: query?, ..request.clone() }, &base);
            writeln!(out, "{}", serde_json::to_string(&answer).map_err(|error| Failure(error.to_string()))?)?;
        }
        return Ok(std::process::ExitCode::SUCCESS);
    }
    let answer = library.search(&request, &base);
    match arguments.format {
        AnswerFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &answer).map_err(|error| Failure(error.to_string()))?;
            writeln!(out)?;
        }
        AnswerFormat::Human => {
            if arguments.explain {
                explain(&mut out, &library, &request.query)?;
            }
            print(&mut out, &answer, arguments.explain, language)?;
            if answer.total == 0 {
                hint(&library, &request, written, language);
            }
        }
    }
    Ok(std::process::ExitCode::SUCCESS)
}

impl SearchArgs {
    fn request(&self) -> Result<Request, Failure> {
        let status = match self.status.as_deref() {
            None if self.drafts => Some(Vec::new()),
            None => None,
            Some("alla" | "all") => Some(Vec::new()),
            Some(word) => {
                let status = Status::ALL.iter().find(|(name, _)| *name == word).map(|(_, status)| *status);
                let known: Vec<&str> = Status::ALL.iter().map(|(name, _)| *name).collect();
                Some(vec![
                    status.ok_or_else(|| Failure(format!("--status {word}: {}, alla", known.join(", "))))?,
                ])
            }
        };
        Ok(Request {
            query: self.query.join(" "),
            role: self.role.clone(),
            organisation: self.organisation.clone(),
            kind: self.kind.clone(),
            status,
            binding: self.binding,
            limit: self.limit,
        })
    }
}

fn print(out: &mut dyn Write, answer: &Answer, explain: bool, language: Language) -> io::Result<()> {
    let swedish = language == Language::Sv;
    if let Some(corrected) = &answer.corrected {
        writeln!(out, "{} {corrected}\n", if swedish { "Visar träffar för" } else { "Showing hits for" })?;
    }
    for hit in &answer.hits {
        writeln!(out, "{} · {} › {}", hit.id, hit.document, hit.section)?;
        writeln!(out, "  {}", hit.text.replace('\n', "\n  "))?;
        writeln!(out, "  {}", hit.url)?;
        if explain {
            let why: Vec<String> = hit.why.iter().map(|reason| said(reason, swedish)).collect();
            writeln!(out, "  {:.3} = {}", hit.score, why.join("; "))?;
        }
        writeln!(out)?;
    }
    let (shown, total) = (answer.hits.len(), answer.total);
    if swedish {
        writeln!(out, "{shown} av {total} träffar")
    } else {
        writeln!(out, "{shown} of {total} hits")
    }
}

/// How a word was found, as the reader says it.
fn said(reason: &Reason, swedish: bool) -> String {
    let how = match reason.how {
        How::Exact if swedish => "ordet",
        How::Split if swedish => "del",
        How::Prefix if swedish => "början av",
        How::Spelling if swedish => "felstavat",
        How::Synonym if swedish => "synonym",
        How::Kindred if swedish => "besläktat",
        how => how.word(),
    };
    format!("{}: {how} {}", reason.words, reason.found)
}

/// What may be the reason that nothing was found: documents that were not looked in, or hits that were left out.
fn hint(library: &Library, request: &Request, written: usize, language: Language) {
    let groups = || library.groups.iter();
    let searched =
        groups().filter(|group| group.records.iter().any(|one| request.passes(group, one))).count();
    let swedish = language == Language::Sv;
    if searched == 0 && written > 0 {
        if swedish {
            eprintln!(
                "Inget av {written} dokument söktes: pröva --status alla, --profile intern eller --drafts, eller en annan roll, organisation eller ett annat slag"
            );
        } else {
            eprintln!(
                "None of {written} documents was searched: try --status all, --profile intern or --drafts, or another role, organisation or kind"
            );
        }
        return;
    }
    let all =
        Request { query: request.query.clone(), status: Some(Vec::new()), limit: 1, ..Request::default() };
    let elsewhere = library.search(&all, "").total;
    if elsewhere > 0 && swedish {
        eprintln!("{elsewhere} har annan status eller passar inte det valda: pröva --status alla");
    } else if elsewhere > 0 {
        eprintln!("{elsewhere} have another status or do not fit what is chosen: try --status all");
    }
}

/// How each word that is looked for is read when it is indexed.
fn explain(out: &mut dyn Write, library: &Library, query: &str) -> io::Result<()> {
    let held = |term: &str| library.index.term(term).is_some_and(Term::is_held);
    for word in library.index.analyser.query(query, &held) {
        if word.is_id {
            writeln!(out, "{}", word.word)?;
            continue;
        }
        let read = library.index.analyser.explain_split(&word.word);
        let units: Vec<&str> = read.units.iter().map(|(text, _, _)| text.as_str()).collect();
        let parts = if units.is_empty() { String::new() } else { format!(" = {}", units.join("|")) };
        let overridden = read.overridden.map_or(String::new(), |by| format!(" ({by})"));
        writeln!(out, "{}: {}{parts}{overridden}", read.word, word.term)?;
    }
    writeln!(out)
}
