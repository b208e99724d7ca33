//! `ledtrad export`: a part of the portal as data.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::ValueEnum;

use super::{Done, Portal};
use crate::diag::Format;
use crate::export::{self, Form, What};
use crate::language::Language;
use crate::pipeline::Timings;
use crate::publish::{self, Profile, Published};

/// What can be exported.
#[derive(Clone, Copy, ValueEnum)]
pub enum WhatName {
    /// Everything at once (JSON only)
    All,
    Rules,
    Documents,
    Sections,
    Roles,
    Forums,
    Terms,
    /// The register of laws and standards
    References,
    /// Controls of the standards, with the rules that serve them
    Controls,
    /// Who refers to what, and how
    Relations,
    /// Rules that were withdrawn
    Withdrawn,
    /// The rules as an OSCAL catalog (JSON only)
    Oscal,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum FormName {
    Json,
    Csv,
}

/// Writes the export to standard output.
pub fn run(portal: &Portal, profile: Profile, what: WhatName, form: FormName) -> Done {
    if matches!((what, form), (WhatName::All | WhatName::Oscal, FormName::Csv)) {
        writeln!(io::stderr(), "ledtrad: --format csv: all and oscal are JSON only")?;
        return Ok(ExitCode::from(2));
    }
    let checked = portal.check(profile, &mut Timings::default())?;
    if checked.has_errors() {
        let colour = io::stderr().is_terminal();
        super::print(&checked, &portal.content, Format::Human, &mut io::stderr().lock(), colour)?;
        return Ok(ExitCode::from(1));
    }
    let options = portal.options(profile);
    let all = checked.catalogue.sources.len();
    let language = checked.catalogue.site.language;
    let published = publish::publish(checked.catalogue, profile, options.today);
    if all > 0 && published.catalogue().sources.is_empty() {
        let line = match language {
            Language::Sv => format!(
                "{all} dokument är utkast eller interna och är inte med; --drafts tar med utkast, --profile intern det interna"
            ),
            Language::En => format!(
                "{all} documents are drafts or internal and left out; --drafts takes drafts, --profile intern what is internal"
            ),
        };
        writeln!(io::stderr(), "{line}")?;
    }
    let form = match form {
        FormName::Json => Form::Json,
        FormName::Csv => Form::Csv,
    };
    write(&published, what, form, &mut io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

fn write(published: &Published, what: WhatName, form: Form, out: export::Out<'_>) -> io::Result<()> {
    let what = match what {
        WhatName::All => return export::whole(published, out),
        WhatName::Oscal => return export::oscal_catalog(published, out),
        WhatName::Rules => What::Rules,
        WhatName::Documents => What::Documents,
        WhatName::Sections => What::Sections,
        WhatName::Roles => What::Roles,
        WhatName::Forums => What::Forums,
        WhatName::Terms => What::Terms,
        WhatName::References => What::References,
        WhatName::Controls => What::Controls,
        WhatName::Relations => What::Relations,
        WhatName::Withdrawn => What::Withdrawn,
    };
    export::export(published, what, form, out)
}
