//! The portal as an open data set, in DCAT-AP-SE 3: a catalogue, the data set, and a distribution for each file.
//!
//! Written only for everybody, and only when `site.toml` says who answers for the data and under which licence.

use super::rdf::{Object, Thing};
use super::{What, records};
use crate::content::open_data::OpenData;
use crate::publish::Published;

/// The things that a harvester reads. None unless the portal is public, has an address and says what is needed.
pub fn things(published: &Published) -> Vec<Thing> {
    let site = &published.catalogue().site;
    let Some((open, base)) = published.open_data() else { return Vec::new() };
    let changed = records::changed(published).to_string();
    let record = Record { open, base, language: site.language.tag(), title: &site.title, changed };
    let mut things = vec![record.publisher(), record.contact(), record.catalogue(), record.dataset()];
    things.extend(What::ALL.into_iter().flat_map(|(_, name, file)| {
        [record.distribution(name, file, "json"), record.distribution(name, file, "csv")]
    }));
    things
}

struct Record<'a> {
    open: &'a OpenData,
    base: &'a str,
    language: &'static str,
    title: &'a str,
    /// The day of the latest decision.
    changed: String,
}

impl Record<'_> {
    /// A part of the record itself.
    fn part(&self, name: &str) -> String {
        format!("{}data/dcat.ttl#{name}", self.base)
    }

    fn words(&self, text: &str) -> Object {
        Object::Words(text.to_string(), self.language)
    }

    fn language(&self) -> Object {
        let code = if self.language == "sv" { "SWE" } else { "ENG" };
        Object::Iri(format!("http://publications.europa.eu/resource/authority/language/{code}"))
    }

    fn publisher(&self) -> Thing {
        let mut agent = Thing::new(self.open.publisher_uri.clone(), "foaf:Agent");
        agent.say("foaf:name", self.words(&self.open.publisher));
        let kind = format!("http://purl.org/adms/publishertype/{}", self.open.publisher_type);
        agent.say("dcterms:type", Object::Iri(kind));
        agent
    }

    fn contact(&self) -> Thing {
        let mut card = Thing::new(self.part("contact"), "vcard:Organization");
        card.say("vcard:fn", Object::Text(self.open.contact_name.clone()));
        card.say("vcard:hasEmail", Object::Iri(format!("mailto:{}", self.open.contact_email)));
        card
    }

    fn described(&self, thing: &mut Thing) {
        let title = self.open.title.as_deref().unwrap_or(self.title);
        thing.say("dcterms:title", self.words(title));
        thing.say("dcterms:description", self.words(&self.open.description));
        thing.say("dcterms:publisher", Object::Iri(self.open.publisher_uri.clone()));
        thing.say("dcterms:language", self.language());
        thing.say("dcterms:modified", Object::Day(self.changed.clone()));
    }

    fn catalogue(&self) -> Thing {
        let mut catalogue = Thing::new(self.part("catalog"), "dcat:Catalog");
        self.described(&mut catalogue);
        catalogue.say("dcterms:license", Object::Iri(self.open.licence.clone()));
        catalogue.say("foaf:homepage", Object::Iri(format!("{}index.html", self.base)));
        catalogue.say("dcat:dataset", Object::Iri(self.part("dataset")));
        catalogue
    }

    fn dataset(&self) -> Thing {
        let mut dataset = Thing::new(self.part("dataset"), "dcat:Dataset");
        self.described(&mut dataset);
        let public = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
        dataset.say("dcterms:accessRights", Object::Iri(public.to_string()));
        let theme = "http://publications.europa.eu/resource/authority/data-theme/GOVE";
        dataset.say("dcat:theme", Object::Iri(theme.to_string()));
        for word in &self.open.keywords {
            dataset.say("dcat:keyword", self.words(word));
        }
        dataset.say("dcat:contactPoint", Object::Iri(self.part("contact")));
        dataset.say("dcat:landingPage", Object::Iri(format!("{}index.html", self.base)));
        for (_, _, file) in What::ALL {
            for form in ["json", "csv"] {
                dataset.say("dcat:distribution", Object::Iri(self.part(&format!("{file}-{form}"))));
            }
        }
        dataset
    }

    fn distribution(&self, name: &str, file: &str, form: &str) -> Thing {
        let mut distribution = Thing::new(self.part(&format!("{file}-{form}")), "dcat:Distribution");
        let address = format!("{}data/{file}.{form}", self.base);
        distribution.say("dcterms:title", self.words(&format!("{file}.{form}")));
        distribution.say("dcat:accessURL", Object::Iri(address.clone()));
        distribution.say("dcat:downloadURL", Object::Iri(address));
        let (media, kind) = if form == "json" { ("application/json", "JSON") } else { ("text/csv", "CSV") };
        let types = "https://www.iana.org/assignments/media-types/";
        distribution.say("dcat:mediaType", Object::Iri(format!("{types}{media}")));
        let formats = "http://publications.europa.eu/resource/authority/file-type/";
        distribution.say("dcterms:format", Object::Iri(format!("{formats}{kind}")));
        distribution.say("dcterms:license", Object::Iri(self.open.licence.clone()));
        if form == "json" {
            let schema = format!("{}data/schema.json#/$defs/{name}", self.base);
            distribution.say("dcterms:conformsTo", Object::Iri(schema));
        }
        distribution
    }
}
