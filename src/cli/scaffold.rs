//! `ledtrad new`: a small portal that builds clean, to start from.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::{Done, Failure};
use crate::content::Date;

/// The files of a new portal: path and text.
const FILES: [(&str, &str); 6] = [
    ("content/site.toml", include_str!("scaffold/site.toml")),
    ("content/referenser.toml", include_str!("scaffold/referenser.toml")),
    ("content/policy.md", include_str!("scaffold/policy.md")),
    ("content/riktlinje.md", include_str!("scaffold/riktlinje.md")),
    ("content/roller/systemagare.md", include_str!("scaffold/systemagare.md")),
    ("content/roller/medarbetare.md", include_str!("scaffold/medarbetare.md")),
];

/// Makes the portal in a folder that is not there, or is empty.
pub fn new(dir: &Path) -> Done {
    let taken = fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
    if taken {
        return Err(Failure(format!("{}: mappen är inte tom; välj en ny", dir.display())));
    }
    for (path, text) in FILES {
        let to = dir.join(path);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        let text = text.replace("IDAG", &Date::today().to_string());
        fs::File::create_new(&to)?.write_all(text.as_bytes())?;
    }
    writeln!(io::stdout(), "{0}: klart. Fortsätt med:\n  cd {0}\n  ledtrad serve", dir.display())?;
    Ok(ExitCode::SUCCESS)
}
