//! `ledtrad serve`: the whole pipeline into memory, again at every change.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Done, Failure, Portal};
use crate::diag::{self, Format};
use crate::language::Language;
use crate::pages::html::{Attr, Html, Tag};
use crate::pipeline::{self, Checked, Options, Timings};
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
    let mut build = |before: Option<&Site>| site(&options, before);
    match serve::serve(&serve::Options { port, watch }, &mut build, &started) {
        Ok(never) => match never {},
        Err(error) => Err(Failure(error.to_string())),
    }
}

/// Builds the site into memory. When something is wrong, what was there before stands, with a page on the faults.
fn site(options: &Options<'_>, before: Option<&Site>) -> Site {
    match attempt(options) {
        Ok(site) => site,
        Err(text) => {
            let files = before.map(|site| site.files.clone()).unwrap_or_default();
            let files = if files.is_empty() { style() } else { files };
            Site { files, faults: Some(Arc::from(faults_page(&text).into_bytes())) }
        }
    }
}

/// The site, or what is wrong in words.
fn attempt(options: &Options<'_>) -> Result<Site, String> {
    let mut timings = Timings::default();
    let checked = pipeline::check(options, &mut timings).map_err(|error| error.to_string())?;
    let said = said(&checked, options);
    let mut err = io::stderr().lock();
    let _ = err.write_all(said.1.as_bytes());
    drop(err);
    if checked.has_errors() {
        return Err(said.0);
    }
    // Pages come from several threads; the map is the site that all of them make.
    let files = Mutex::new(BTreeMap::new());
    let add = |path: &str, bytes: &[u8]| {
        files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_string(), Arc::from(bytes));
    };
    // What history says of texts is kept from the build before, on the disk.
    let history = pipeline::history(&checked.catalogue, options, &mut timings);
    pipeline::write(checked.catalogue, history, options, &mut timings, &add)
        .map_err(|fault| Failure::from(fault).to_string())?;
    Ok(Site { files: files.into_inner().unwrap_or_else(PoisonError::into_inner), faults: None })
}

/// The findings, plain for the page and with colours for the terminal.
fn said(checked: &Checked, options: &Options<'_>) -> (String, String) {
    let root = options.content.display().to_string();
    let text = |colour: bool| {
        let mut out = Vec::new();
        let context = diag::Context {
            files: &checked.files,
            severities: &checked.severities,
            language: checked.language,
            format: Format::Human,
            colour,
            root: &root,
        };
        let _ = diag::print(&mut out, &checked.found, &context);
        String::from_utf8_lossy(&out).into_owned()
    };
    (text(false), text(io::stderr().is_terminal()))
}

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
