//! `ledtrad serve`: the portal into memory, again at every change; findings to the terminal, faults to the browser.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use super::{Done, Failure, Portal};
use crate::diag::{self, Diagnostics, Files, Format, Severities};
use crate::language::Language;
use crate::pages::html::{Attr, Html, Tag};
use crate::pipeline::{Checked, Options};
use crate::preview::Workshop;
use crate::publish::Profile;
use crate::serve::{self, Site};

/// Serves the portal on loopback until the process ends.
pub fn serve(portal: &Portal, port: u16) -> Done {
    let options = Options { live: true, ..portal.options(Profile::Preview) };
    std::fs::read_dir(&portal.content)
        .map_err(|error| Failure(format!("{}: {error}", portal.content.display())))?;
    let themes = portal.content.parent().map(|parent| parent.join("themes")).filter(|themes| themes.is_dir());
    let watch = std::iter::once(portal.content.clone()).chain(themes).collect();
    let started = |address: std::net::SocketAddr| {
        let _ = writeln!(io::stderr(), "http://localhost:{}/", address.port());
    };
    let mut workshop = Workshop::default();
    let mut build = |before: Option<&Site>| site(&mut workshop, &options, before);
    match serve::serve(&serve::Options { port, watch }, &mut build, &started) {
        Ok(never) => match never {},
        Err(error) => Err(Failure(error.to_string())),
    }
}

/// The site of now. When something is wrong, what was there before stands, with a page on the faults.
fn site(workshop: &mut Workshop, options: &Options<'_>, before: Option<&Site>) -> Site {
    match attempt(workshop, options) {
        Ok(site) => site,
        Err(text) => {
            let faults = Some(Arc::from(faults_page(&text).into_bytes()));
            let before =
                before.cloned().unwrap_or_else(|| Site { files: Arc::new(style()), mark: 0, faults: None });
            Site { faults, ..before }
        }
    }
}

/// The site, or what is wrong in words.
fn attempt(workshop: &mut Workshop, options: &Options<'_>) -> Result<Site, String> {
    let checked = workshop.check(options).map_err(|error| error.to_string())?;
    let has_errors = checked.has_errors();
    let Checked { catalogue, files, found, severities, language } = checked;
    let findings =
        Findings { files, found, severities, language, root: options.content.display().to_string() };
    if has_errors {
        let words = findings.words(false);
        findings.print();
        return Err(words);
    }
    let site = workshop.site(catalogue, options).map_err(|fault| Failure::from(fault).to_string());
    findings.print();
    site
}

/// What was found, to be told.
struct Findings {
    files: Files,
    found: Diagnostics,
    severities: Severities,
    language: Language,
    root: String,
}

impl Findings {
    /// Tells the terminal, beside the work: nobody waits for a page because there is much to say.
    fn print(self) {
        let tell = move || {
            let _ = io::stderr().write_all(self.words(io::stderr().is_terminal()).as_bytes());
        };
        std::thread::spawn(tell);
    }

    /// In words, with colours for the terminal or plain for the page.
    fn words(&self, colour: bool) -> String {
        let mut out = Vec::new();
        let context = diag::Context {
            files: &self.files,
            severities: &self.severities,
            language: self.language,
            format: Format::Human,
            colour,
            root: &self.root,
        };
        let _ = diag::print(&mut out, &self.found, &context);
        String::from_utf8_lossy(&out).into_owned()
    }
}

/// What the page on the faults looks like before there is a site.
fn style() -> BTreeMap<String, Arc<[u8]>> {
    let theme = crate::pages::Theme::new(&BTreeMap::new(), Language::Sv);
    let assets = theme.iter().flat_map(|theme| theme.assets().iter());
    assets.map(|(name, bytes)| (format!("tema/{name}"), Arc::from(bytes.as_slice()))).collect()
}

fn faults_page(text: &str) -> String {
    let mut html = Html::new();
    html.element(Tag::Pre, &[(Attr::Class, "code"), (Attr::Tabindex, "0")], text);
    format!(
        "<!doctype html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Fel</title>\
         <link rel=\"stylesheet\" href=\"/tema/portal.css\"></head>\
         <body><main><h1>Portalen kan inte byggas än</h1>{}</main></body></html>\n",
        html.finish().as_str()
    )
}
