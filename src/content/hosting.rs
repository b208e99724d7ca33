//! `[output] hosting`: the web servers and hosts that the portal is written for, beside its pages.

use super::fields::Fields;
use crate::diag::Problem;
use crate::text::nearest;

/// A web server or host that reads files of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Host {
    /// nginx: files to include.
    Nginx,
    /// Apache httpd: files to include.
    Apache,
    /// IIS: `web.config`.
    Iis,
    /// Hosts of static pages that read `_headers` and `_redirects`, such as Netlify and Cloudflare Pages.
    Static,
}

impl Host {
    /// Every host with the word of `site.toml`.
    pub const ALL: &[(&'static str, Self)] =
        &[("nginx", Self::Nginx), ("apache", Self::Apache), ("iis", Self::Iis), ("static", Self::Static)];
}

/// Reads the list, each host once.
pub fn read(fields: &mut Fields<'_, '_>) -> Vec<Host> {
    let mut hosts = Vec::new();
    for word in fields.texts("hosting") {
        match Host::ALL.iter().find(|(known, _)| *known == word.value) {
            Some((_, host)) => hosts.push(*host),
            None => {
                let allowed = Host::ALL.iter().map(|(word, _)| (*word).to_string()).collect();
                let near = nearest(&word.value, Host::ALL.iter().map(|(word, _)| *word));
                let key = "hosting".to_string();
                let problem = Problem::UnknownValue { key, value: word.value, allowed, nearest: near };
                fields.report(word.span, problem);
            }
        }
    }
    hosts.sort_unstable();
    hosts.dedup();
    hosts
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Host;
    use crate::content::config;
    use crate::diag::{Diagnostics, FileId, Problem, SourceFile};

    #[test]
    fn each_host_is_read_once_and_an_unknown_one_is_said() {
        let text = "[output]\nhosting = [\"iis\", \"nginx\", \"ngnix\", \"nginx\"]\n".to_string();
        let input = Arc::new(SourceFile::new("site.toml", text));
        let mut found = Diagnostics::default();
        let site = config::read(FileId(0), &input, &mut found);
        assert_eq!(site.hosting, [Host::Nginx, Host::Iis]);
        let said: Vec<&Problem> = found.iter().map(|one| &one.problem).collect();
        assert!(
            matches!(said.as_slice(), [Problem::UnknownValue { nearest: Some(near), .. }] if near == "nginx"),
            "{said:?}"
        );
    }
}
