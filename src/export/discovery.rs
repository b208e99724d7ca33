//! What tells search engines and browsers of the portal: `robots.txt`, and a description of its search (OpenSearch 1.1).

use crate::language::Language;
use crate::publish::{Profile, Published};
use crate::text::xml_escaped;

/// The files: path and text. None without a base address, since both need full ones.
pub fn discovery(published: &Published) -> Vec<(String, String)> {
    let site = &published.catalogue().site;
    let Some(base) = &site.base_url else { return Vec::new() };
    let mut files = Vec::new();
    // Only the robots.txt at the top of a host is read.
    if base.split_once("://").is_some_and(|(_, rest)| rest.find('/') == Some(rest.len() - 1)) {
        files.push(("robots.txt".to_string(), robots(base, published.profile())));
    }
    if site.search {
        files.push(("opensearch.xml".to_string(), opensearch(published, base)));
    }
    files
}

fn robots(base: &str, profile: Profile) -> String {
    match profile {
        Profile::Publik => format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"),
        Profile::Intern | Profile::Preview => "User-agent: *\nDisallow: /\n".to_string(),
    }
}

fn opensearch(published: &Published, base: &str) -> String {
    let site = &published.catalogue().site;
    // The short name may hold 16 characters.
    let short: String = site.title.chars().take(16).collect();
    let (about, tags) = match site.language {
        Language::Sv => ("Sök i", "ledningssystem regler"),
        Language::En => ("Search", "governance rules"),
    };
    let about = format!("{about} {}, {}", site.title, site.organisation);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n\
         <Description>{}</Description>\n\
         <Tags>{tags}</Tags>\n\
         <Language>{}</Language>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <OutputEncoding>UTF-8</OutputEncoding>\n\
         <Image type=\"image/svg+xml\">{base}tema/favicon.svg</Image>\n\
         <Url type=\"text/html\" rel=\"results\" template=\"{base}sok.html?q={{searchTerms}}\"/>\n\
         <Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"{base}opensearch.xml\"/>\n\
         </OpenSearchDescription>\n",
        xml_escaped(short.trim()),
        xml_escaped(&about),
        site.language.tag(),
    )
}
