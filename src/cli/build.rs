//! `ledtrad build`: the portal as a folder, and what is said of it on the way.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use super::progress::Progress;
use super::{Done, Failure, Portal, diff, print};
use crate::diag::Format;
use crate::earlier::Said;
use crate::history::History;
use crate::language::Language;
use crate::output::Outcome;
use crate::pipeline::{self, Checked, Timings};
use crate::publish::{self, Profile};

/// Builds into `out`. When the last build there was made of the same, and its site is whole to the byte, nothing is made,
/// and what that build said is said again.
pub(super) fn build(portal: &Portal, profile: Profile, out: &Path, show: bool) -> Done {
    let options = portal.options(profile);
    let progress = Progress::new(Language::default());
    let mut timings = Timings { watcher: Some(progress.watcher()), ..Timings::default() };
    let inputs = pipeline::find(&options, &mut timings).map_err(|error| portal.unreadable(&error))?;
    let site = inputs.site();
    let language = site.language;
    let history = pipeline::history(&site, &options, &mut timings);
    let colour = io::stderr().is_terminal();
    let (earlier, stood) = timings.stage("earlier", || -> io::Result<_> {
        let earlier = pipeline::earlier(&inputs, &site, &history, &options, colour, out)?;
        let stood = earlier.stands(&inputs, &options.cache)?;
        Ok((earlier, stood))
    })?;
    let (outcome, said) = if let Some((outcome, said)) = stood {
        drop(progress);
        tell(&said, &history, language)?;
        (outcome, said)
    } else {
        let checked = pipeline::check_inputs(inputs, &options, &mut timings);
        drop(progress);
        let said = what_to_say(&checked, portal, profile, colour)?;
        if checked.has_errors() {
            write!(io::stderr(), "{}", said.findings)?;
            return refused(language);
        }
        tell(&said, &history, language)?;
        let progress = Progress::new(language);
        timings.watcher = Some(progress.watcher());
        let texts = checked.files.sums();
        let outcome = pipeline::build(checked, history, &options, &mut timings, out)?;
        earlier.keep(&texts, &outcome, &said, &options.cache);
        (outcome, said)
    };
    conclude(&outcome, &said, profile, out, language)?;
    if show {
        for (stage, time) in &timings.stages {
            writeln!(io::stderr(), "{stage:>10} {:>9.1} ms", time.as_secs_f64() * 1000.0)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What there is to say of a portal that has been checked.
fn what_to_say(checked: &Checked, portal: &Portal, profile: Profile, colour: bool) -> Result<Said, Failure> {
    let mut findings = Vec::new();
    print(checked, &portal.content, Format::Human, &mut findings, colour)?;
    let catalogue = &checked.catalogue;
    let is_hidden = |source: &_| !publish::is_shown(catalogue, source, profile);
    let hidden = catalogue.sources.iter().filter(|source| is_hidden(source)).count();
    Ok(Said { findings: String::from_utf8_lossy(&findings).into_owned(), hidden })
}

/// Says what was found, and what the reader ought to know of the history.
fn tell(said: &Said, history: &History, language: Language) -> io::Result<()> {
    let mut err = io::stderr();
    write!(err, "{}", said.findings)?;
    history.notes.iter().try_for_each(|note| writeln!(err, "{}", diff::note(note, language)))
}

fn refused(language: Language) -> Done {
    let line = match language {
        Language::Sv => "Portalen byggdes inte. Den förra står kvar.",
        Language::En => "The portal was not built. The former one stands.",
    };
    writeln!(io::stderr(), "{line}")?;
    Ok(ExitCode::from(1))
}

/// Says what the build has come to.
fn conclude(
    outcome: &Outcome,
    said: &Said,
    profile: Profile,
    out: &Path,
    language: Language,
) -> io::Result<()> {
    let mut err = io::stderr();
    let (site, files, changed) = (out.display(), outcome.files, outcome.changed);
    let line = match language {
        Language::Sv if !outcome.swapped => format!("{site}: {files} filer, inget ändrat"),
        Language::En if !outcome.swapped => format!("{site}: {files} files, nothing changed"),
        Language::Sv => format!("{site}: {files} filer, {changed} ändrade"),
        Language::En => format!("{site}: {files} files, {changed} changed"),
    };
    writeln!(err, "{line}")?;
    let (hidden, profile) = (said.hidden, profile.word());
    if hidden > 0 {
        let line = match language {
            Language::Sv => {
                format!("{hidden} dokument visas inte i utgåvan «{profile}»: utkast eller interna")
            }
            Language::En => {
                format!("{hidden} documents are not in the edition “{profile}”: drafts or internal")
            }
        };
        writeln!(err, "{line}")?;
    }
    Ok(())
}
